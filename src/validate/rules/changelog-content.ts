/** The rule about what an entry of a changelog says. */
import { quote } from "../../ci/quote.ts";
import { contentOf, type EmptySection } from "../../packages/changelog-sections.ts";
import type { Mode, Rule, RuleFinding } from "../rule.ts";
import { isIsoDate } from "./changelog-days.ts";
import { type ChangelogSubject, changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogContent: Rule = {
  name: "changelog-content",
  severity: "error",
  summary: "The entry of the version to release says what has changed, and has no empty section.",
  check: ({ subjects, mode }) =>
    changelogSubjects(subjects)
      // Between releases an entry without a date is a skeleton that waits to be filled.
      .filter(({ own }) => own !== null && (mode === "release" || isIsoDate(own.status ?? "")))
      .flatMap((subject) => contentFindings(subject).map((finding) => inMode(finding, mode))),
};

function inMode(finding: RuleFinding, mode: Mode): RuleFinding {
  return mode === "release" ? finding : { ...finding, severity: "warning" };
}

/** So many empty sections are listed; one more finding counts the rest. */
const shown = 10;

function contentFindings(subject: ChangelogSubject): RuleFinding[] {
  const { own, version } = subject;
  if (own === null) return [];
  const { saysSomething, empty } = contentOf(own);
  if (!saysSomething) {
    const headings = empty.length === 0 ? "" : ", and remove the headings that are left empty";
    const remedy = `Write what has changed for those who use the package${headings}.`;
    return [
      inChangelog(subject, own.line, { message: `The entry of ${version} ${nothing(empty)}.`, remedy }),
    ];
  }
  const findings = empty.slice(0, shown).map(({ title, line, isInner }) => {
    const message = `The section ${quote(title)} of ${version} is empty.`;
    const finding = inChangelog(subject, line, {
      message,
      remedy: "Write what belongs there, or remove the heading.",
    });
    return isInner ? { ...finding, severity: "warning" as const } : finding;
  });
  const [next, ...others] = empty.slice(shown);
  if (next === undefined) return findings;
  const message = `The entry of ${version} has ${others.length + 1} more empty sections from here on.`;
  const remedy = "Write what belongs there, or remove the headings.";
  const isMild = [next, ...others].every(({ isInner }) => isInner);
  const rest = inChangelog(subject, next.line, { message, remedy });
  return [...findings, isMild ? { ...rest, severity: "warning" } : rest];
}

function nothing(empty: readonly EmptySection[]): string {
  if (empty.length === 0) return "says nothing";
  const names = empty.slice(0, 4).map(({ title }) => quote(title));
  return `says nothing but headings: ${names.join(", ")}${empty.length > 4 ? ", …" : ""}`;
}
