import assert from "node:assert/strict";
import fc from "fast-check";
import { changelogEntries, changelogEntry } from "../../../src/packages/changelog.ts";

const brief = (text: string) =>
  changelogEntries(text).map(({ canonical, status, line }) => [canonical, status, line]);

describe("packages/changelog: headings of real changelogs", () => {
  const headings: Record<string, [canonical: string, status: string | null] | null> = {
    "## 1.0.0 (2020-01-31)": ["1.0.0", "2020-01-31"],
    "## 1.12.0 (Unreleased)": ["1.12.0", "Unreleased"],
    "## 1.12.0 (unreleased)": ["1.12.0", "unreleased"],
    "## 1.0.0b1": ["1.0.0b1", null],
    "## 12.1.2 ": ["12.1.2", null],
    "### 4.5.2b3 (2023-10-31)": ["4.5.2b3", "2023-10-31"],
    "#### 4.5.2 (2023-10-31)": ["4.5.2", "2023-10-31"],
    "# 7.1.0 (2022-10-18)": ["7.1.0", "2022-10-18"],
    "## 2.0.0(2020-11-09)": ["2.0.0", "2020-11-09"],
    "## 8.0.1 (2020-05-26) [Deprecated]": ["8.0.1", "2020-05-26"],
    "## 1.0.0 (2022-02-04) (Deprecated)": ["1.0.0", "2022-02-04"],
    "## 8.0.0 (2019-8-5)": ["8.0.0", "2019-8-5"],
    "## 2.0.0 (2017-10-XX)": ["2.0.0", "2017-10-XX"],
    "## 1.0.0b6 (05-04-2020)": ["1.0.0b6", "05-04-2020"],
    "## 12.7.0b1 (XX-XX-XX)": ["12.7.0b1", "XX-XX-XX"],
    "## 4.1.0b1 Unreleased": ["4.1.0b1", "Unreleased"],
    "## 1.0.0-beta.5 (Unreleased)": ["1.0.0b5", "Unreleased"],
    "## 2017-05-16 azure 2.0.0": ["2.0.0", "2017-05-16"],
    "## 2016-08-30 Version 2.0.0rc6 / 0.30.0rc6": ["2.0.0rc6", "2016-08-30"],
    "## [1.2.3] - 2024-05-06": ["1.2.3", "2024-05-06"],
    "## [1.2.3](https://contoso.example/v1.2.3) (2024-05-06)": ["1.2.3", "2024-05-06"],
    "## v1.2.3 - 2024-05-06": ["1.2.3", "2024-05-06"],
    "## Version 1.2.3": ["1.2.3", null],
    "## 2024.5.6 (2024-05-06) ##": ["2024.5.6", "2024-05-06"],
    "## 5 (2024-05-06)": ["5", "2024-05-06"],
    "## 5": null,
    "## 2017-05-16": null,
    "## 0.5b.0 (2020-05-06)": ["0.5b0", "2020-05-06"],
    "## 0.x (2020-05-06)": null,
    "## Other Changes": null,
    "# Change Log azure-ai-textanalytics": null,
    "### 3.0 features": null,
    "##1.0.0 (2020-01-31)": null,
    "- 1.0.0 (2020-01-31)": null,
    "    ## 1.0.0 (2020-01-31)": null,
  };
  for (const [heading, expected] of Object.entries(headings)) {
    it(heading, () => {
      const rest = expected === null ? [] : [[...expected, 3]];
      assert.deepEqual(brief(`# Release History\n\n${heading}\n\n- Text.\n`), rest);
    });
  }
});

describe("packages/changelog: entries", () => {
  it("go on to the next version, whatever its level", () => {
    const text =
      "# History\n\n## 2.0 (Unreleased)\n\n### Features Added\n\n- A.\n\n## Other Changes\n\n- B.\n\n### 1.9 (2020-01-01)\n- C.\n";
    assert.deepEqual(changelogEntries(text), [
      {
        version: "2.0",
        canonical: "2.0",
        status: "Unreleased",
        line: 3,
        body: "### Features Added\n\n- A.\n\n## Other Changes\n\n- B.",
        bodyLine: 5,
      },
      { version: "1.9", canonical: "1.9", status: "2020-01-01", line: 13, body: "- C.", bodyLine: 14 },
    ]);
  });

  it("are not in code fences and comments", () => {
    const text =
      "<!--\n## 9.0 (Unreleased)\n-->\n## 2.0 (2020-01-01)\n```md\n## 8.0\n~~~\n```\n~~~~\n## 7.0\n~~~\n~~~~\n```a```\n## 1.0\n";
    assert.deepEqual(brief(text), [
      ["2.0", "2020-01-01", 4],
      ["1.0", null, 14],
    ]);
  });

  it("of reStructuredText", () => {
    const text =
      ".. :changelog:\n\nRelease History\n+++++++++++++++\n\n1.0.1 (2018-02-20)\n++++++++++++++++++\n\n* A.\n\n**Features**\n\n0.30.0rc5\n---------\n\n=====\n0.1.0\n=====\nB.\n0.0.1\n~~~~~\n";
    assert.deepEqual(
      changelogEntries(text).map(({ canonical, status, line, body }) => [canonical, status, line, body]),
      [
        ["1.0.1", "2018-02-20", 6, "* A.\n\n**Features**"],
        ["0.30.0rc5", null, 13, ""],
        ["0.1.0", null, 17, "B."],
        ["0.0.1", null, 20, ""],
      ],
    );
  });

  it("of texts with CRLF and a byte order mark", () => {
    assert.deepEqual(brief("\uFEFF# 1.0 (2020-01-01)\r\n\r\n- A.\r\n\r\n## 0.9\r\n"), [
      ["1.0", "2020-01-01", 1],
      ["0.9", null, 5],
    ]);
  });

  it("are found by version, not by text; the first of two", () => {
    const text = "## 2.0 (Unreleased)\n## 1.0.0-beta.5 (2020-01-01)\n- A.\n## 1.0.0b5\n- B.\n";
    assert.equal(changelogEntry(text, "1.0.0b5")?.body, "- A.");
    assert.equal(changelogEntry(text, "2.0.0")?.version, "2.0");
    assert.equal(changelogEntry(text, "1.0.0"), null);
    assert.equal(changelogEntry(text, "no version"), null);
  });

  it("never throw, are in order, and end soon", () => {
    const piece = fc.constantFrom(
      "# ",
      "## ",
      "1.0.0",
      " (2020-01-01)",
      "\n",
      "\r\n",
      "+++++",
      "-----",
      "```",
      "<!--",
      "-->",
      "[",
      "](",
      ")",
      "2020-01-01 ",
      "v",
      "\uFEFF",
      "~~~",
      " ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        const lines = changelogEntries(any).map(({ line }) => line);
        assert.deepEqual(
          lines,
          lines.toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 1000 },
    );
    for (const part of ["#", "## 1.0 (", "[", " ", "\n", "`", "1.", "## 1.0\n", "<!-- ", "-"])
      changelogEntries(part.repeat(50_000));
  });
});
