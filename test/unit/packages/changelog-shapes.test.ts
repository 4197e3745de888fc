/** Changelogs in the shapes of real ones: what is read of them, and what validate says in both modes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changelogEntries } from "../../../src/packages/changelog.ts";
import type { Mode } from "../../../src/validate/rule.ts";
import { root } from "../../support/root.ts";
import { check, logging } from "../validate/contoso.ts";

interface Shape {
  /** Of the package. */
  readonly version: string;
  /** Each as `version status @line`. */
  readonly entries: readonly string[];
  /** Each as `rule line`, with a severity that is no error; without `changelog-`. */
  readonly release?: readonly string[];
  readonly pullRequest?: readonly string[];
}

const plainOld = "1.0.0 2023-11-07";
const both = (...found: string[]) => ({ release: found, pullRequest: found });
const between = (...found: string[]) => ({
  release: found,
  pullRequest: found.map((one) => `${one} warning`),
});

const shapes: Readonly<Record<string, Shape>> = {
  "plain.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @13`] },
  "unreleased.md": {
    version: "1.1.0",
    entries: ["1.1.0 Unreleased @3", `${plainOld} @7`],
    release: ["date 3"],
  },
  "unreleased-skeleton.md": {
    version: "1.1.0",
    entries: ["1.1.0 Unreleased @3", `${plainOld} @13`],
    release: ["date 3", "content 3"],
  },
  "unreleased-nothing.md": {
    version: "1.1.0",
    entries: ["1.1.0 Unreleased @3", `${plainOld} @5`],
    release: ["date 3", "content 3"],
  },
  "unreleased-small.md": {
    version: "1.1.0",
    entries: ["1.1.0 unreleased @3", `${plainOld} @7`],
    release: ["date 3"],
  },
  "unreleased-bare.md": {
    version: "1.1.0b1",
    entries: ["1.1.0b1 Unreleased @3", `${plainOld} @7`],
    release: ["date 3"],
  },
  "unreleased-blank-behind.md": {
    version: "1.1.0",
    entries: ["1.1.0 Unreleased @3", `${plainOld} @7`],
    release: ["date 3"],
  },
  "unreleased-twice.md": {
    version: "1.1.0",
    entries: ["1.1.0 Unreleased @3", "1.0.1 Unreleased @7", `${plainOld} @11`],
    release: ["date 3"],
  },
  "unreleased-second.md": {
    version: "1.0.0b3",
    entries: ["1.0.0b3 2021-08-24 @3", "1.0.0b2 Unreleased @7", "1.0.0b1 2021-07-27 @11"],
  },
  "unreleased-no-version.md": { version: "1.1.0", entries: [`${plainOld} @7`], ...both("entry 3") },
  "status-none.md": { version: "1.1.0b1", entries: ["1.1.0b1 @3", "1.0.0b1 @7"], release: ["date 3"] },
  "status-none-blank-behind.md": {
    version: "1.1.0",
    entries: ["1.1.0 2024-02-29 @3", "1.0.2 @7", "1.0.1 @11"],
  },
  "three-hashes.md": {
    version: "1.1.0b3",
    entries: ["1.1.0b3 2023-10-31 @3", "1.1.0b2 2023-06-09 @11", "1.0.0 @15"],
  },
  "three-hashes-unreleased.md": {
    version: "1.1.0b4",
    entries: ["1.1.0b4 Unreleased @3", "1.1.0b3 2023-10-31 @13"],
    release: ["date 3", "content 3"],
  },
  "mixed-levels.md": {
    version: "12.0.0b5",
    entries: [
      "12.0.0b5 2024-02-29 @3",
      "12.0.0b4 Unreleased @7",
      "12.0.0b3 2022-06-15 @11",
      "12.0.0b2 2020-9-10 @15",
    ],
  },
  "one-hash.md": { version: "7.1.0", entries: ["7.1.0 2022-10-18 @3", "7.0.0 2021-07-30 @7"] },
  "blank-missing.md": { version: "2.0.0", entries: ["2.0.0 2020-11-09 @3", "1.0.0rc12 2020-05-06 @7"] },
  "text-behind.md": { version: "8.0.1", entries: ["8.0.1 2020-05-26 @3", "8.0.0 2020-02-04 @7"] },
  "date-not-padded.md": {
    version: "12.3.2",
    entries: ["12.3.2 2020-6-12 @3", "12.3.1 2019-8-5 @7"],
    ...both("date 3"),
  },
  "date-not-padded-old.md": {
    version: "12.3.2",
    entries: ["12.3.2 2020-06-12 @3", "12.3.1 2020-9-10 @7", "12.3.0 2017-10-XX @11"],
  },
  "date-month-first.md": {
    version: "1.0.0b6",
    entries: ["1.0.0b6 05-04-2020 @3", "1.0.0b5 2020-03-09 @7"],
    ...both("date 3"),
  },
  "date-placeholder.md": {
    version: "12.7.0b1",
    entries: ["12.7.0b1 XX-XX-XX @3", "12.6.0 2022-02-08 @7"],
    ...between("date 3"),
  },
  "date-impossible.md": {
    version: "1.0.0b4",
    entries: ["1.0.0b4 2020-20-09 @3", "1.0.0b3 2020-08-10 @7"],
    ...both("date 3"),
  },
  "date-first.md": { version: "2.0.0", entries: ["2.0.0 2017-05-16 @3", "2.0.0rc6 2016-08-30 @7"] },
  "date-in-future.md": { version: "1.1.0", entries: ["1.1.0 2099-12-31 @3", `${plainOld} @7`] },
  "date-wrong-year.md": {
    version: "4.0.1",
    entries: ["4.0.1 2019-02-11 @3", "4.0.0 2019-10-08 @7"],
    ...between("order 3"),
  },
  "date-same-day.md": {
    version: "1.2.2",
    entries: ["1.2.2 2020-01-14 @3", "1.2.1 2020-01-14 @7", "1.2.0 2020-01-14 @11"],
  },
  "date-order-old.md": {
    version: "30.3.0",
    entries: ["30.3.0 2023-11-06 @3", "4.0.0 2018-01-04 @7", "3.1.0 2018-10-15 @11"],
  },
  "other-ecosystem.md": {
    version: "1.0.0b5",
    entries: ["1.0.0-beta.5 2021-03-09 @3", "1.0.0-beta.4 2021-02-09 @7"],
  },
  "version-odd.md": { version: "0.5b0", entries: ["0.5b.0 2020-09-24 @3", "0.4b.0 2020-06-08 @7"] },
  "version-four-parts.md": {
    version: "1.1.0.1",
    entries: [
      "1.1.0.1 2024-02-29 @3",
      "1.1.0.post1 2024-02-01 @7",
      "1.1.0 2024-01-09 @11",
      "1.1.0.dev3 2023-11-07 @15",
    ],
  },
  "version-missing.md": {
    version: "0.0.18b3",
    entries: ["0.0.18 2021-03-01 @3", "0.0.17 2020-11-09 @7"],
    ...both("entry 3"),
  },
  "version-twice.md": {
    version: "2.0.0",
    entries: ["2.0.0 2021-09-01 @3", "1.1.0 2021-06-04 @7", "2.0.0 2021-05-11 @11"],
    ...both("duplicate 11"),
  },
  "version-twice-old.md": {
    version: "2.1.0",
    entries: ["2.1.0 2021-09-01 @3", "1.1.0 2021-06-04 @7", "1.1.0 2021-05-11 @11"],
  },
  "version-in-brackets.md": {
    version: "1.1.0",
    entries: ["1.1.0 2024-02-29 @3", `${plainOld} @7`, "0.9.0 2023-06-06 @11"],
  },
  "disclaimer.md": { version: "0.4.0", entries: [], ...both("entry 1") },
  "hotfix-below-unreleased.md": {
    version: "1.1.1",
    entries: ["1.2.0 Unreleased @3", "1.1.1 2024-02-29 @7", "1.1.0 2024-01-09 @15"],
  },
  "hotfix-by-version.md": {
    version: "1.1.1",
    entries: ["2.0.0 2024-01-09 @3", "1.1.1 2024-02-29 @7", "1.1.0 2023-11-07 @11"],
  },
  "oldest-first.md": {
    version: "1.1.0",
    entries: [`${plainOld} @3`, "1.1.0 2024-02-29 @7"],
    ...between("order 7"),
  },
  "section-empty.md": {
    version: "1.1.0",
    entries: ["1.1.0 2024-02-29 @3", `${plainOld} @19`],
    ...between("content 9", "content 11", "content 15"),
  },
  "section-at-entry-level.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @13`] },
  "section-in-section.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @19`] },
  "section-spellings.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @11`] },
  "sections-none.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3"] },
  "sections-bold.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @13`] },
  "sections-bold-empty.md": {
    version: "1.1.0",
    entries: ["1.1.0 2024-02-29 @3", `${plainOld} @15`],
    ...between("content 9"),
  },
  "code-fence.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @3", `${plainOld} @19`] },
  "comment.md": { version: "1.1.0", entries: ["1.1.0 2024-02-29 @7", `${plainOld} @14`] },
  "merge-marks.md": {
    version: "1.1.0",
    entries: ["1.1.0 2024-02-29 @4", "1.1.0 2024-03-01 @9", `${plainOld} @15`],
    ...both("duplicate 9"),
  },
  "hostile.md": {
    version: "1.1.0",
    entries: ["1.1.0 ##vso[task.complete]<b>\u001b[31m @3"],
    release: ["date 3", "content 5"],
    pullRequest: ["date 3 warning"],
  },
  "series.md": {
    version: "1.1.1",
    entries: ["1.1.1 2024-02-29 @5", "1.1.0 2024-01-09 @9", `${plainOld} @15`],
  },
  "history.rst": {
    version: "1.1.0",
    entries: ["1.1.0 2019-02-28 @6", "1.0.0 2018-11-07 @13", "0.30.0rc6 X @18", "0.30.0rc5 @23"],
  },
  "history-minus.rst": {
    version: "1.1.0",
    entries: ["1.1.0 2019-02-28 @4", "1.0.0 2018-11-07 @15"],
    ...between("content 12"),
  },
  "history-overlined.rst": {
    version: "1.1.0",
    entries: ["1.1.0 2019-02-28 @6", "1.0.0 2018-11-07 @18"],
  },
};

const folder = join(root, "test/fixtures/changelogs");

const findings = (text: string, version: string, mode: Mode) =>
  check({ packages: [logging(text, { version })], mode }).filter(({ rule }) => rule.startsWith("changelog"));

function found(text: string, version: string, mode: Mode): string[] {
  return findings(text, version, mode).map(({ rule, line, severity }) =>
    [rule.replace("changelog-", ""), line, ...(severity === "error" ? [] : [severity])].join(" "),
  );
}

describe("packages/changelog: the shapes of real changelogs", () => {
  it("are all here", () => {
    assert.deepEqual(Object.keys(shapes).toSorted(), readdirSync(folder).toSorted());
  });

  for (const [file, { version, entries, release = [], pullRequest = [] }] of Object.entries(shapes)) {
    it(file, () => {
      const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      for (const same of [
        text,
        text.replaceAll("\n", "\r\n"),
        text.replaceAll("\n", "\r"),
        `\uFEFF${text}`,
      ]) {
        const read = changelogEntries(same).map(({ version, status, line }) =>
          [version, ...(status === null ? [] : [status]), `@${line}`].join(" "),
        );
        assert.deepEqual(read, entries);
        assert.deepEqual(found(same, version, "release").toSorted(), release.toSorted());
        assert.deepEqual(found(same, version, "pull-request").toSorted(), pullRequest.toSorted());
      }
    });
  }

  it("with hostile words come out as quotations", () => {
    const text = readFileSync(join(folder, "hostile.md"), "utf8");
    const messages = findings(text, "1.1.0", "release").map(({ message }) => message);
    assert.deepEqual(messages, [
      'The entry of 1.1.0 has "##vso[task.complete]<b>\\u001b[31m" for a date, which is no day of the form yyyy-mm-dd.',
      'The section "<script>alert(1)</script>##[error]" of 1.1.0 is empty.',
    ]);
  });
});
