/** The rule about the entry that a changelog must have. */
import { quote } from "../../ci/quote.ts";
import { lineAt } from "../../packages/paths.ts";
import type { Mode, Rule } from "../rule.ts";
import { type ChangelogSubject, changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogEntryRule: Rule = {
  name: "changelog-entry",
  severity: "error",
  summary: "The changelog has an entry for the version.",
  check: ({ subjects, mode }) =>
    changelogSubjects(subjects)
      .filter(({ own }) => own === null)
      .map((subject) => missing(subject, mode)),
};

function missing(subject: ChangelogSubject, mode: Mode) {
  const { version, entries, changelog, source } = subject;
  const heading = headingFor(subject, mode);
  const unread = mentionOf(changelog.text, [version, source.version ?? version]);
  if (unread !== null) {
    const message = `The changelog has no entry for ${version}: this line begins with it, and is no heading of that form.`;
    const remedy = `Write ${heading}, outside of code and comments.`;
    return inChangelog(subject, unread, { message, remedy });
  }
  const unnamed = /^ {0,3}#{1,6}[ \t]+\[?unreleased\]?[ \t]*$/im.exec(changelog.text);
  if (unnamed !== null) {
    const message = `The changelog has no entry for ${version}: ${quote(unnamed[0].trim())} names no version.`;
    const remedy = `Write ${heading} in its place; or correct the version.`;
    return inChangelog(subject, lineAt(changelog.text, unnamed.index), { message, remedy });
  }
  const [newest] = entries;
  const found = newest === undefined ? "it has no entry at all" : `the newest is ${quote(newest.version)}`;
  const message = `The changelog has no entry for ${version}; ${found}.`;
  const remedy = `Add ${heading} and what has changed below it; or correct the version.`;
  return inChangelog(subject, newest?.line ?? 1, { message, remedy });
}

/** The heading to write, in the words of a remedy. */
function headingFor({ version, entries: [newest] }: ChangelogSubject, mode: Mode): string {
  const words = `${version} (${mode === "release" ? "yyyy-mm-dd" : "Unreleased"})`;
  return newest?.markup === "rst" ? `\`${words}\` with a row of \`+\` below` : `the heading \`## ${words}\``;
}

/** How often a version is looked for, and how far before it a line may begin. */
const mostLooks = 100;
const furthest = 20;

/** The first line that begins with a version, marks aside; null when there is none. */
function mentionOf(text: string, versions: readonly string[]): number | null {
  for (const version of new Set(versions)) {
    let at = -1;
    for (let looks = 0; looks < mostLooks; looks += 1) {
      at = text.indexOf(version, at + 1);
      if (at === -1) break;
      const before = text.slice(Math.max(0, at - furthest), at);
      const isBegin = at <= furthest || /[\r\n]/.test(before);
      const marks = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
      const behind = text.charAt(at + version.length);
      if (isBegin && /^\uFEFF?[\s#>*_`[(=+-]*v?$/iu.test(marks) && !/[\w.+!-]/.test(behind))
        return lineAt(text, at);
    }
  }
  return null;
}
