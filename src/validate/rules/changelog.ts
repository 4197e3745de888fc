/** Rules about the entry of the version to release. Older entries are nobody's concern any more. */
import { quote } from "../../ci/quote.ts";
import { changelogSubjects, inChangelog, isIsoDate } from "./changelog-entries.ts";
import type { Rule } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { changelogContent } from "./changelog-content.ts";
import { changelogDate } from "./changelog-date.ts";
import { lackingFinding } from "./lacking.ts";

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

const changelogEntryRule: Rule = {
  name: "changelog-entry",
  severity: "error",
  summary: "The changelog has an entry for the version.",
  check: ({ subjects }) =>
    changelogSubjects(subjects).flatMap((subject) => {
      const { own, version, entries } = subject;
      if (own !== null) return [];
      const [newest] = entries;
      const found =
        newest === undefined ? "it has no entry at all" : `the newest is ${quote(newest.version)}`;
      const message = `The changelog has no entry for ${version}; ${found}.`;
      const remedy = `Add a heading \`## ${version} (yyyy-mm-dd)\` and what has changed below it; or correct the version.`;
      return [inChangelog(subject, newest?.line ?? 1, { message, remedy })];
    }),
};

const changelogOrder: Rule = {
  name: "changelog-order",
  severity: "error",
  summary: "The newest entry is not dated before the one below it.",
  check: ({ subjects }) =>
    changelogSubjects(subjects).flatMap((subject) => {
      const { own, entries } = subject;
      const [newest, second] = entries;
      // Older pairs are out of order in many a changelog, on purpose: releases from maintenance branches.
      if (newest === undefined || second === undefined) return [];
      if (own?.line !== newest.line && own?.line !== second.line) return [];
      const [above, beneath] = [newest.status ?? "", second.status ?? ""];
      if (!isIsoDate(above) || !isIsoDate(beneath) || above >= beneath) return [];
      const message = `${quote(newest.version)} is dated ${above}, before ${quote(second.version)} below it (${beneath}).`;
      const remedy = "Correct the date, often its year; or put the newest entry first.";
      return [inChangelog(subject, newest.line, { message, remedy })];
    }),
};

const changelogDuplicate: Rule = {
  name: "changelog-duplicate",
  severity: "error",
  summary: "The changelog has one entry for the version, not two.",
  check: ({ subjects }) =>
    changelogSubjects(subjects).flatMap((subject) => {
      const { own, doubledAt, version } = subject;
      if (own === null || doubledAt === null) return [];
      const message = `The changelog has a second entry for ${version}; the first is in line ${own.line}.`;
      const remedy = "Put both together in one entry, or correct the version of one.";
      return [inChangelog(subject, doubledAt, { message, remedy })];
    }),
};

export const changelogRules: readonly Rule[] = [
  changelog,
  changelogEntryRule,
  changelogDate,
  changelogContent,
  changelogOrder,
  changelogDuplicate,
];
