/** The rule about the date of a changelog's entry. */
import { quote } from "../../ci/quote.ts";
import { changelogSubjects, inChangelog, isIsoDate } from "./changelog-entries.ts";
import type { Rule } from "../rule.ts";

export const changelogDate: Rule = {
  name: "changelog-date",
  severity: "error",
  summary: "The entry of the version to release carries the day of the release.",
  check: ({ subjects, mode }) =>
    changelogSubjects(subjects).flatMap((subject) => {
      const { own, version } = subject;
      const problem = own === null ? null : dateProblem(own.status, mode === "release");
      if (own === null || problem === null) return [];
      const remedy = `Write the day of the release: \`${version} (yyyy-mm-dd)\`.`;
      return [inChangelog(subject, own.line, { message: `The entry of ${version} ${problem}.`, remedy })];
    }),
};

/** What is wrong with the status of an entry, or null. Between releases it may have no date yet, but no wrong one. */
function dateProblem(status: string | null, releasing: boolean): string | null {
  if (status === null) return releasing ? "has no date" : null;
  if (status.toLowerCase() === "unreleased") return releasing ? `says ${quote(status)}` : null;
  return isIsoDate(status) ? null : `has ${quote(status)} for a date, which is no day of the form yyyy-mm-dd`;
}
