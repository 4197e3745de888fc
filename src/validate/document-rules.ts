/** Rules about readme and changelog. An artifact whose version is on the index already is left in peace by them. */
import { quote } from "../ci/quote.ts";
import { below } from "../packages/paths.ts";
import type { PackageText } from "../packages/types.ts";
import { changelogDate } from "./changelog-date.ts";
import { changelogContent, changelogEntryRule, changelogOrder } from "./changelog-rules.ts";
import type { Rule, RuleFinding } from "./rule.ts";
import { type Packaged, unreleased } from "./subjects.ts";

/** What is wrong with a text that must be there, or null. */
function lacking(document: PackageText | null, what: string): string | null {
  if (document === null) return `There is no ${what}.`;
  if (document.problem !== undefined) return `The ${what} can't be read: ${quote(document.problem)}.`;
  return document.text.trim() === "" ? `The ${what} is empty.` : null;
}

function lackingFinding(
  subject: Packaged,
  what: "readme" | "changelog",
  file: string,
  remedy: string,
): RuleFinding[] {
  const { source, name } = subject;
  const message = lacking(source[what], what);
  const path = source[what]?.path ?? below(source.path, file);
  return message === null ? [] : [{ message, remedy, artifact: name, path, line: null, column: null }];
}

const readme: Rule = {
  name: "readme",
  severity: "error",
  summary: "There is a readme, and it is not empty.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap((subject) =>
      lackingFinding(
        subject,
        "readme",
        "README.md",
        "Write a README.md in UTF-8: it is the package's page on the index.",
      ),
    ),
};

const changelog: Rule = {
  name: "changelog",
  severity: "error",
  summary: "There is a changelog, and it is not empty.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap((subject) =>
      lackingFinding(
        subject,
        "changelog",
        "CHANGELOG.md",
        "Write a CHANGELOG.md in UTF-8 with an entry for each version.",
      ),
    ),
};

export const documentRules: readonly Rule[] = [
  readme,
  changelog,
  changelogEntryRule,
  changelogDate,
  changelogContent,
  changelogOrder,
];
