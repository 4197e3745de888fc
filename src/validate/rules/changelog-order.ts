/** The rule about the place of an entry among the others. */
import { quote } from "../../ci/quote.ts";
import type { ChangelogEntry } from "../../packages/changelog.ts";
import { compareVersions } from "../../release/version.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { isIsoDate } from "./changelog-days.ts";
import { type ChangelogSubject, changelogSubjects, inChangelog } from "./changelog-entries.ts";

export const changelogOrder: Rule = {
  name: "changelog-order",
  severity: "error",
  summary:
    "The entry of the version to release is not dated before the one below it, and not below an older one.",
  check: ({ subjects, mode }) =>
    changelogSubjects(subjects).flatMap((subject): RuleFinding[] => {
      const found = tooEarly(subject) ?? tooLow(subject);
      if (found === null) return [];
      // Between releases the version may be out already, and a later fix of an older line stand below it.
      return [mode === "release" ? found : { ...found, severity: "warning" }];
    }),
};

/** The newest entry, or the one below it, dated before an older version: the wrong year in January. */
function tooEarly(subject: ChangelogSubject): RuleFinding | null {
  const { own, entries, doubles } = subject;
  const at = own === null ? -1 : entries.indexOf(own);
  const below = entries[at + 1];
  // Lower down entries are out of order in many a changelog, on purpose: releases from maintenance branches.
  if (own === null || below === undefined || at > 1 || !isDatedBefore(own, below)) return null;
  if (doubles.includes(below) || (at === 1 && !isOlder(below, own))) return null;
  const message = `${quote(own.version)} is dated ${own.status}, before ${quote(below.version)} below it (${below.status}).`;
  const remedy = "Correct the date, often its year; or put the newest entry first.";
  return inChangelog(subject, own.line, { message, remedy });
}

/** Below an entry that is older in every way. An `(Unreleased)` one or a higher version may stand above a fix. */
function tooLow(subject: ChangelogSubject): RuleFinding | null {
  const { own, entries } = subject;
  const [first] = entries;
  if (own === null || first === undefined || first === own) return null;
  if (!isDatedBefore(first, own) || !isOlder(first, own)) return null;
  const message = `${quote(own.version)} stands below ${quote(first.version)}, which is older.`;
  const remedy = "Put the newest entry first: it is the one that people read.";
  const finding = inChangelog(subject, own.line, { message, remedy });
  return entries[1] === own ? finding : { ...finding, severity: "warning" };
}

function isDatedBefore({ status: one }: ChangelogEntry, { status: other }: ChangelogEntry): boolean {
  return one !== null && other !== null && isIsoDate(one) && isIsoDate(other) && one < other;
}

function isOlder({ canonical }: ChangelogEntry, other: ChangelogEntry): boolean {
  return compareVersions(canonical, other.canonical) < 0;
}
