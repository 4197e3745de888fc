import assert from "node:assert/strict";
import fc from "fast-check";
import { changelogEntries, changelogEntry, entriesOf } from "../../../src/packages/changelog.ts";
import { sameVersion } from "../../../src/release/version.ts";

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
    "## **1.2.3** (`2024-05-06`)": ["1.2.3", "2024-05-06"],
    "## contoso-core 1.2.3 (2024-05-06)": ["1.2.3", "2024-05-06"],
    "## 1.2.3 First release (2024-05-06)": ["1.2.3", "2024-05-06"],
    "## 1.2.3 - Preview (Unreleased)": ["1.2.3", "Unreleased"],
    "## 1.2.3 (2024-05-06 or later)": ["1.2.3", "2024-05-06 or later"],
    "## 1.2.3 / 2024-05-06": ["1.2.3", "2024-05-06"],
    "## 1.2.3.4 (2024-05-06)": ["1.2.3.4", "2024-05-06"],
    "## 1.2.3.post1 (2024-05-06)": ["1.2.3.post1", "2024-05-06"],
    "## 1.2.3-1 (2024-05-06)": ["1.2.3.post1", "2024-05-06"],
    "## 1.2.3.dev4 (2024-05-06)": ["1.2.3.dev4", "2024-05-06"],
    "## 1!2.0 (2024-05-06)": ["1!2.0", "2024-05-06"],
    "## 01.02 (2024-05-06)": ["1.2", "2024-05-06"],
    "## 2024.05.06": ["2024.5.6", null],
    "## 2017.05.16 azure 2.0.0": ["2.0.0", "2017.05.16"],
    "## 2017/05/16 - 2.0.0": ["2.0.0", "2017/05/16"],
    "   ## 1.0.0 (2020-01-31)": ["1.0.0", "2020-01-31"],
    "## 2017/05/16": null,
    "## 2017-05 (monthly)": null,
    "### 2017-05-16 (preview)": null,
    "### Python 3.7 (deprecated)": null,
    "#### 1.2 and above": null,
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
        markup: "markdown",
      },
      {
        version: "1.9",
        canonical: "1.9",
        status: "2020-01-01",
        line: 13,
        body: "- C.",
        bodyLine: 14,
        markup: "markdown",
      },
    ]);
  });

  it("are not in code fences and comments", () => {
    const hidden = [
      "<!--\n## 9.0 (Unreleased)\n-->",
      "<!--->\n<!-->\n<!-- a --> <!-- b\n",
      "```md\n## 9.0\n~~~\n```",
      "~~~~\n## 9.0\n~~~\n~~~~",
      "```a```",
      "Text:\n```\n## 9.0\n```",
      "- ```\n  ## 9.0\n  ```",
      "- ```\n  ## 9.0\nThe entry ends, and its code with it.\n",
      "1. ```py\n   # 9.0\n   ```",
      "  ```\n## 9.0\n```",
      "Text <!-- that goes on\n",
      "```\n    ```\n## 9.0\n```",
    ];
    for (const text of hidden)
      assert.deepEqual(
        brief(`## 2.0 (2020-01-01)\n${text}\n## 1.0\n`).map(([version]) => version),
        ["2.0", "1.0"],
        text,
      );
    assert.deepEqual(brief("## 2.0\n```\n## 1.0\n"), [["2.0", null, 1]]);
  });

  it("are not the headings of a series", () => {
    assert.deepEqual(brief("# 1.1\n\n## 1.1.1\n\n## 1.1.0\n\n# 1.0\n\n## 1.0.0\n\n# 0.9\n- A.\n## 0.9.1"), [
      ["1.1.1", null, 3],
      ["1.1.0", null, 5],
      ["1.0.0", null, 9],
      ["0.9", null, 11],
      ["0.9.1", null, 13],
    ]);
    assert.equal(changelogEntry("## 1.1.0\n- A.\n# 1.0\n\n## 1.0.0\n", "1.1.0")?.body, "- A.");
  });

  it("of reStructuredText", () => {
    const text =
      ".. :changelog:\n\nRelease History\n+++++++++++++++\n\n1.0.1 (2018-02-20)\n++++++++++++++++++\n\n* A.\n\n**Features**\n\n0.30.0rc5\n---------\n\n=====\n0.1.0\n=====\nB.\n0.0.1\n~~~~~\n```\n0.0.0\n`````\n";
    assert.deepEqual(
      changelogEntries(text).map(({ canonical, status, line, body }) => [canonical, status, line, body]),
      [
        ["1.0.1", "2018-02-20", 6, "* A.\n\n**Features**"],
        ["0.30.0rc5", null, 13, ""],
        ["0.1.0", null, 17, "B."],
        ["0.0.1", null, 20, ""],
        ["0.0.0", null, 23, ""],
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
});

describe("packages/changelog: versions", () => {
  const number = fc.oneof(fc.constant(0), fc.nat(3));
  const version = fc
    .tuple(
      fc.constantFrom("", "0!", "1!"),
      fc.array(number, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "a0", "rc1", "-beta.10", ".post0", ".dev0", "b1.post0.dev0", "+a.0", "+0", "+0.0"),
    )
    .map(([epoch, release, rest]) => `${epoch}${release.join(".")}${rest}`);

  it("are equal where the library says so", () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        const found = entriesOf(changelogEntries(`## ${one} (2020-01-01)`), other).length === 1;
        assert.equal(found, sameVersion(one, other), `${one} and ${other}`);
      }),
      { numRuns: 5000 },
    );
  });
});
