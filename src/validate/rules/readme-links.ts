/** The rule about links that work in the repository and nowhere else. */
import { quote } from "../../ci/quote.ts";
import { isPublished } from "../../packages/readme-type.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { unreleased } from "../subjects.ts";

/** Findings of one readme. More would bury the others. */
const shown = 10;

export const readmeLinks: Rule = {
  name: "readme-links",
  severity: "warning",
  summary: "Links and images of the readme have whole addresses: the index shows it without the repository.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source: { readme, declared }, name }) => {
      const targets = readme?.relativeTargets ?? [];
      if (readme === null || targets.length === 0 || !isPublished(declared)) return [];
      const findings = targets.slice(0, shown).map(({ kind, target, line, column }): RuleFinding => {
        const message =
          kind === "image"
            ? `The image ${quote(target)} is relative, and will not be shown on the index.`
            : `The link to ${quote(target)} is relative, and leads nowhere on the index.`;
        const host = kind === "image" ? "raw.githubusercontent.com" : "github.com";
        const remedy = `Write its whole address, such as \`https://${host}/…\`.`;
        return { message, remedy, artifact: name, path: readme.path, line, column };
      });
      const [next, ...rest] = targets.slice(shown);
      if (next === undefined) return findings;
      const count = rest.length + 1;
      const message = `The readme has ${count} more relative ${count === 1 ? "target" : "targets"} from here on.`;
      const remedy = "Write whole addresses for them too.";
      const { line, column } = next;
      return [...findings, { message, remedy, artifact: name, path: readme.path, line, column }];
    }),
};
