/** The rule about what an entry of a changelog says. */
import { quote } from "../../ci/quote.ts";
import { type Heading, headingsOf } from "../../packages/headings.ts";
import type { Rule } from "../rule.ts";
import { type ChangelogSubject, changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogContent: Rule = {
  name: "changelog-content",
  severity: "error",
  summary: "The entry of the version to release says what has changed, and has no empty section.",
  check: ({ subjects, mode }) =>
    // Between releases an entry is a skeleton that waits to be filled.
    mode === "release" ? changelogSubjects(subjects).flatMap(contentFindings) : [],
};

function contentFindings(subject: ChangelogSubject) {
  const { own, version } = subject;
  if (own === null) return [];
  const lines = own.body.split("\n");
  const headings = headingsOf(lines);
  if (!saysSomething(lines, headings)) {
    const message = `The entry of ${version} says nothing but headings.`;
    const remedy =
      "Write what has changed for those who use the package, and remove the headings left empty.";
    return [inChangelog(subject, own.line, { message, remedy })];
  }
  return emptySections(lines, headings).map((heading) => {
    const message = `The section ${quote(heading.text)} of ${version} is empty.`;
    const remedy = "Write what belongs there, or remove the heading.";
    return inChangelog(subject, own.bodyLine + heading.line - 1, { message, remedy });
  });
}

/** Whether there is a line that is no heading and no comment, and holds a letter or a digit. */
function saysSomething(lines: readonly string[], headings: readonly Heading[]): boolean {
  const isHeading = new Set(
    headings.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
  );
  const left = lines.map((line, at) => (isHeading.has(at) ? "" : line)).join("\n");
  return /[\p{L}\p{N}]/u.test(left.replace(/<!--[^]*?(?:-->|$)/gu, ""));
}

/** The headings below which nothing stands up to the next one of their level or above. */
function emptySections(lines: readonly string[], headings: readonly Heading[]): Heading[] {
  return headings.filter((heading, at) => {
    const next = headings.slice(at + 1).find(({ level }) => level <= heading.level);
    const [from, to] = [heading.to, next?.from ?? lines.length];
    const inside = headings.filter((other) => other.from >= from && other.to <= to);
    return !saysSomething(
      lines.slice(from, to),
      inside.map((one) => ({ ...one, from: one.from - from, to: one.to - from })),
    );
  });
}
