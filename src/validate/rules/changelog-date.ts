/** The rule about the date of a changelog's entry. */
import { quote } from "../../ci/quote.ts";
import type { Mode, Rule, RuleFinding } from "../rule.ts";
import { daysMeant, isIsoDate, looksLikeDate } from "./changelog-days.ts";
import { changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogDate: Rule = {
  name: "changelog-date",
  severity: "error",
  summary: "The entry of the version to release carries the day of the release.",
  check: ({ subjects, mode }) =>
    changelogSubjects(subjects).flatMap((subject): RuleFinding[] => {
      const { own, version } = subject;
      const problem = own === null ? null : dateProblem(own.status, mode);
      if (own === null || problem === null) return [];
      const days = daysMeant(own.status ?? "");
      const forms = (days.length > 0 ? days : ["yyyy-mm-dd"]).map((day) => `\`${version} (${day})\``);
      const remedy = `Write the day of the release: ${forms.join(" or ")}.`;
      const finding = inChangelog(subject, own.line, {
        message: `The entry of ${version} ${problem}.`,
        remedy,
      });
      // Between releases other words than `Unreleased` only look as if nobody would find them at the release.
      const isMild = mode === "pull-request" && own.status !== null && !looksLikeDate(own.status);
      return [isMild ? { ...finding, severity: "warning" } : finding];
    }),
};

/** What is wrong with the status of an entry, or null. Between releases it may have no date yet, but no wrong one. */
function dateProblem(status: string | null, mode: Mode): string | null {
  const isReleasing = mode === "release";
  if (status === null) return isReleasing ? "has no date" : null;
  if (/^unreleased$/i.test(status)) return isReleasing ? `says ${quote(status)} and no date` : null;
  if (isIsoDate(status)) return null;
  return `has ${quote(status)} for a date, which is no day of the form yyyy-mm-dd`;
}
