/** The keys of an entry. */
import { quote } from "../../ci/quote.ts";
import type { CiEntry, Located } from "../../ci/types.ts";
import { nearest } from "../../release/nearest.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { inCi } from "./places.ts";

/** What Gatehouse reads. */
const own = ["name", "safeName", "dependsOn"];

/** What the pipelines of the Azure SDK read besides; Gatehouse passes them over. */
export const known = [
  "skipVerifyChangelog",
  "skipPublishPackage",
  "skipPublishDevFeed",
  "skipPublishDocMs",
  "skipPublishDocGithubIo",
  "skipPublishDocs",
  "signBinaries",
  "triggeringPaths",
  "groupId",
];

export const artifactKey: Rule = {
  name: "artifact-key",
  severity: "note",
  summary: "The keys of an artifact are known, each is there once, and they are spelled as documented.",
  check: (context) => [
    ...context.service.ci.faults
      .filter(({ rule }) => rule === "artifact-key")
      .map((fault) => ({ ...inCi(context, fault, fault), severity: "error" as const })),
    ...context.service.ci.entries.flatMap((entry) => entry.keys.flatMap((key) => odd(context, entry, key))),
  ],
};

/** What is odd about a key; two spellings in one entry are an error already. */
function odd(context: RuleContext, entry: CiEntry, key: Located<string>): RuleFinding[] {
  const is = (one: string) => one.toLowerCase() === key.value.toLowerCase();
  const artifact = entry.name?.value ?? null;
  if (key.value === "<<" || known.some(is)) return [];
  const documented = own.find(is);
  if (documented === key.value || entry.keys.filter(({ value }) => is(value)).length > 1) return [];
  if (documented !== undefined) {
    const message = `The key ${quote(key.value)} is read as \`${documented}\`: keys are matched without regard to case.`;
    const remedy = `Write \`${documented}\`. \`--fix\` does it.`;
    const fix = { kind: "rename-key" as const, entry: entry.line, from: key.value, to: documented };
    return [{ ...inCi(context, key, { message, remedy }, artifact), fix }];
  }
  const meant = nearest(key.value, [...own, ...known]);
  const message = `${quote(key.value)} is no key of an artifact; it is passed over.`;
  const remedy =
    meant === null ? "Remove it, or leave it for the template that reads it." : `Did you mean \`${meant}\`?`;
  return [inCi(context, key, { message, remedy }, artifact)];
}
