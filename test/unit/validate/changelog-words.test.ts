import assert from "node:assert/strict";
import { daysMeant } from "../../../src/validate/rules/changelog-days.ts";
import type { Mode } from "../../../src/validate/rule.ts";
import { check, logging } from "./contoso.ts";

const words = (text: string, mode: Mode = "release") =>
  check({ packages: [logging(text)], mode })
    .filter(({ rule }) => rule.startsWith("changelog"))
    .map(({ message, remedy }) => `${message} ${remedy}`);

describe("validate: what the rules about changelogs say", () => {
  it("names the days that a date in another form may mean", () => {
    assert.deepEqual(daysMeant("2020-6-12"), ["2020-06-12"]);
    assert.deepEqual(daysMeant("2020-20-09"), ["2020-09-20"]);
    assert.deepEqual(daysMeant("05/04/2020"), ["2020-05-04", "2020-04-05"]);
    assert.deepEqual(daysMeant("29.02.2024"), ["2024-02-29"]);
    assert.deepEqual(daysMeant("04.04.2024"), ["2024-04-04"]);
    for (const none of ["2023-02-29", "soon", "1-1-1", "2020-06/12", ""])
      assert.deepEqual(daysMeant(none), []);
    assert.deepEqual(words("## 1.1.0 (5-4-2024)\n- A."), [
      'The entry of 1.1.0 has "5-4-2024" for a date, which is no day of the form yyyy-mm-dd. Write the day of the release: `1.1.0 (2024-05-04)` or `1.1.0 (2024-04-05)`.',
    ]);
  });

  it("says which heading to write", () => {
    const none = "The changelog has no entry for 1.1.0";
    assert.deepEqual(words("## 1.0.0 (2024-01-01)\n- A."), [
      `${none}; the newest is "1.0.0". Add the heading \`## 1.1.0 (yyyy-mm-dd)\` and what has changed below it; or correct the version.`,
    ]);
    assert.deepEqual(words("## [Unreleased]\n- A.", "pull-request"), [
      `${none}: "## [Unreleased]" names no version. Write the heading \`## 1.1.0 (Unreleased)\` in its place; or correct the version.`,
    ]);
    assert.deepEqual(words("1.0.0\n+++++\n\n**1.1.0**"), [
      `${none}: this line begins with it, and is no heading of that form. Write \`1.1.0 (yyyy-mm-dd)\` with a row of \`+\` below, outside of code and comments.`,
    ]);
  });

  it("names the empty headings of an entry that says nothing", () => {
    assert.deepEqual(words("## 1.1.0 (2024-01-01)\n### A\n### B\n### C\n### D\n### E\n"), [
      'The entry of 1.1.0 says nothing but headings: "A", "B", "C", "D", …. Write what has changed for those who use the package, and remove the headings that are left empty.',
    ]);
    assert.deepEqual(words("## 1.1.0 (2024-01-01)\n<!-- -->\n"), [
      "The entry of 1.1.0 says nothing. Write what has changed for those who use the package.",
    ]);
  });
});
