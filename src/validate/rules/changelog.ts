/** Rules about the entry of the version to release. Older entries are nobody's concern any more. */
import type { Rule } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { changelogContent } from "./changelog-content.ts";
import { changelogDate } from "./changelog-date.ts";
import { changelogDuplicate } from "./changelog-duplicate.ts";
import { changelogEntryRule } from "./changelog-entry.ts";
import { changelogOrder } from "./changelog-order.ts";
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
        "Write a `CHANGELOG.md` in UTF-8, with an entry such as `## 1.0.0 (yyyy-mm-dd)` for each version.",
      ),
    ),
};

export const changelogRules: readonly Rule[] = [
  changelog,
  changelogEntryRule,
  changelogDate,
  changelogContent,
  changelogOrder,
  changelogDuplicate,
];
