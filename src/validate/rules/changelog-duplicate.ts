/** The rule about doubled entries. */
import type { Rule } from "../rule.ts";
import { changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogDuplicate: Rule = {
  name: "changelog-duplicate",
  severity: "error",
  summary: "The changelog has one entry for the version, not two.",
  check: ({ subjects }) =>
    changelogSubjects(subjects).flatMap((subject) => {
      const { own, doubles, version } = subject;
      const [second] = doubles;
      if (own === null || second === undefined) return [];
      const count = doubles.length === 1 ? "a second entry" : `${doubles.length} more entries`;
      const message = `The changelog has ${count} for ${version}; the first is in line ${own.line}.`;
      const remedy = "Put them together in one entry, or correct the version of the other.";
      return [inChangelog(subject, second.line, { message, remedy })];
    }),
};
