/** The rules about changelogs: what each fires on, and where. `good` cases are silent. */
import { type Case, contoso, indexed, logging } from "../contoso.ts";
import type { Cases } from "./cases.ts";

export const changelogCases: Cases = {
  changelog: {
    bad: [
      [
        { packages: [contoso("contoso-core", { changelog: null })] },
        "changelog error CHANGELOG.md contoso_core",
      ],
      [{ packages: [logging("\n")] }, "changelog error CHANGELOG.md contoso_core"],
    ],
    good: [{ packages: [contoso("contoso-core", { changelog: null })], index: indexed(["1.1.0"]) }],
  },
  "changelog-entry": {
    bad: [
      [
        { packages: [logging("# Release History\n\n## 1.0.0 (2024-01-01)\n\n- B.\n")] },
        "changelog-entry error CHANGELOG.md:3 contoso_core",
      ],
      [
        { packages: [logging("# Disclaimer\n")], mode: "pull-request" },
        "changelog-entry error CHANGELOG.md:1 contoso_core",
      ],
      // What somebody took for its heading: the line is named.
      ...[
        "##1.1.0 (2024-01-01)",
        "**1.1.0** (2024-01-01)",
        "    ## v1.1.0",
        "```\n## 1.1.0",
        "## 1.1.0 Notes",
      ].map((text): [Case, string] => [
        { packages: [logging(`# 1.0.0 (2023-01-01)\n- B.\n${text}\n`)] },
        `changelog-entry error CHANGELOG.md:${text.includes("\n") ? 4 : 3} contoso_core`,
      ]),
      [
        { packages: [logging("# Changelog\n\n## [Unreleased]\n- A.\n\n## [1.0.0] - 2023-01-01\n- B.")] },
        "changelog-entry error CHANGELOG.md:3 contoso_core",
      ],
      // Other versions that only begin so.
      [
        { packages: [logging("## 1.1.0b1 (2024-01-01)\n- A.\n\n11.1.0\n1.1.0.1\n")] },
        "changelog-entry error CHANGELOG.md:1 contoso_core",
      ],
    ],
    good: [
      { packages: [logging("## 1.1.0-beta.5 (2024-01-01)\n- A.", { version: "1.1.0b5" })] },
      { packages: [logging("# Disclaimer\n")], index: indexed(["1.1.0"]) },
    ],
  },
  "changelog-date": {
    bad: [
      [
        { packages: [logging("\n## 1.1.0 (Unreleased)\n- A.")] },
        "changelog-date error CHANGELOG.md:2 contoso_core",
      ],
      [{ packages: [logging("## 1.1.0\n- A.")] }, "changelog-date error CHANGELOG.md:1 contoso_core"],
      ...["2020-20-09", "2020-6-12", "05-04-2020", "2023-02-29"].flatMap((date) =>
        (["release", "pull-request"] as const).map((mode): [Case, string] => [
          { packages: [logging(`## 1.1.0 (${date})\n- A.`)], mode },
          "changelog-date error CHANGELOG.md:1 contoso_core",
        ]),
      ),
      ...["x-x-x", "soon", "2024-03-XX", "Deprecated"].flatMap((word): [Case, string][] => [
        [
          { packages: [logging(`## 1.1.0 (${word})\n- A.`)] },
          "changelog-date error CHANGELOG.md:1 contoso_core",
        ],
        [
          { packages: [logging(`## 1.1.0 (${word})\n- A.`)], mode: "pull-request" },
          "changelog-date warning CHANGELOG.md:1 contoso_core",
        ],
      ]),
    ],
    good: [
      { packages: [logging("## 1.1.0 (unreleased)\n")], mode: "pull-request" },
      { packages: [logging("## 1.1.0\n")], mode: "pull-request" },
      { packages: [logging("## 1.1.0 (Unreleased)\n")], index: indexed(["1.1.0"]) },
      { packages: [logging("## 1.1.0 (2024-01-01)\n- A.\n## 1.0.0 (2019-8-5)\n")] },
    ],
  },
  "changelog-content": {
    bad: [
      [
        { packages: [logging("## 1.1.0 (2024-01-01)\n")] },
        "changelog-content error CHANGELOG.md:1 contoso_core",
      ],
      [
        {
          packages: [
            logging(
              "## 1.1.0 (2024-01-01)\n\n### Features Added\n\n### Bugs Fixed\n\n<!-- say it -->\n-\n## 1.0.0\n- B.",
            ),
          ],
        },
        "changelog-content error CHANGELOG.md:1 contoso_core",
      ],
      [
        { packages: [logging("1.1.0 (2024-01-01)\n++++++++++\n\nFeatures\n~~~~~~~~\n")] },
        "changelog-content error CHANGELOG.md:1 contoso_core",
      ],
      [
        {
          packages: [
            logging(
              "## 1.1.0 (2024-01-01)\n\n### Features Added\n\n#### A\n- A.\n\n#### B\n\n### Bugs Fixed\n\n### Other\n- C.",
            ),
          ],
        },
        "changelog-content error CHANGELOG.md:10 contoso_core",
        "changelog-content warning CHANGELOG.md:8 contoso_core",
      ],
      // A dated entry says that it is finished.
      [
        {
          packages: [logging("## 1.1.0 (2024-01-01)\n\n### Features Added\n- A.\n\n### Bugs Fixed\n")],
          mode: "pull-request",
        },
        "changelog-content warning CHANGELOG.md:6 contoso_core",
      ],
      [
        { packages: [logging("1.1.0 (2024-01-01)\n++++++++++\n\n**Features**\n")] },
        "changelog-content error CHANGELOG.md:1 contoso_core",
      ],
      [
        {
          packages: [
            logging("## 1.1.0 (2024-01-01)\n\n**Features:**\n\n- A.\n\n__Bug  fixes__:\n\n**Other**\n- B."),
          ],
        },
        "changelog-content error CHANGELOG.md:7 contoso_core",
      ],
      [
        { packages: [logging(`## 1.1.0 (2024-01-01)\n- A.\n${"### A\n".repeat(12)}`)] },
        ...Array.from(
          { length: 11 },
          (_, at) => `changelog-content error CHANGELOG.md:${at + 3} contoso_core`,
        ),
      ],
    ],
    good: [
      { packages: [logging("## 1.1.0 (Unreleased)\n\n### Features Added\n")], mode: "pull-request" },
      { packages: [logging("1.1.0 (2024-01-01)\n++++++++++\n\n**No changes.**\n")] },
      { packages: [logging("## 1.1.0 (2024-01-01)\n\n### Breaking Changes\n\n#### Models\n- A.\n")] },
      { packages: [logging("## 1.1.0 (2024-01-01)\n- A.\n\n<!--\n**Features**\n\n### B\n-->\n")] },
      {
        packages: [
          logging("## 1.1.0 (2024-01-01)\n\n### Bugs Fixed\n\n- Исправлено.\n\n### Other\n\n- 🎉\n"),
        ],
      },
      // A rule below a paragraph makes a heading of it, which nobody meant.
      { packages: [logging("## 1.1.0 (2024-01-01)\n\nFirst release\n---\n\n## 1.0.0b1\n")] },
      {
        packages: [
          logging("## 1.1.0 (2024-01-01)\n\n- `<!--` is read.\n\n## 1.0.0b1 (2023-01-01)\n\n### A\n"),
        ],
      },
      // What stood above an entry is never taken for a part of it.
      {
        packages: [
          logging(
            "## 1.2.0 (Unreleased)\n\n### Other Changes\n\n## 1.1.0 (2024-01-01)\n\n\n### Bugs Fixed\n- A.\n",
          ),
        ],
      },
    ],
  },
  "changelog-order": {
    bad: [
      [
        { packages: [logging("\n## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-12-01)\n- B.")] },
        "changelog-order error CHANGELOG.md:2 contoso_core",
      ],
      [
        { packages: [logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-12-01)")], mode: "pull-request" },
        "changelog-order warning CHANGELOG.md:1 contoso_core",
      ],
      [
        { packages: [logging("## 1.2.0 (Unreleased)\n## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-12-01)")] },
        "changelog-order error CHANGELOG.md:2 contoso_core",
      ],
      [
        { packages: [logging("## 1.0.0 (2024-01-05)\n- B.\n## 1.1.0 (2024-12-01)\n- A.")] },
        "changelog-order error CHANGELOG.md:3 contoso_core",
      ],
      [
        { packages: [logging("## 0.9.0 (2023-01-05)\n## 1.0.0 (2024-01-05)\n## 1.1.0 (2024-12-01)\n- A.")] },
        "changelog-order warning CHANGELOG.md:3 contoso_core",
      ],
    ],
    good: [
      {
        packages: [logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-01-05)\n- B.\n## 0.9 (2025-01-01)")],
      },
      { packages: [logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (Unreleased)\n")] },
      // Fixes of an older line, released from a branch.
      { packages: [logging("## 1.2.0 (Unreleased)\n## 1.1.0 (2024-12-05)\n- A.\n## 1.0.0 (2024-12-01)")] },
      { packages: [logging("## 1.2.0 (2024-01-05)\n## 1.1.0 (2024-12-05)\n- A.\n## 1.0.0 (2024-12-01)")] },
      { packages: [logging("## 1.2.0 (2025-01-05)\n## 1.1.0 (2024-12-05)\n- A.\n## 1.0.0 (2024-12-01)")] },
      {
        packages: [
          logging(
            "## 2.0 (2025-01-05)\n## 1.2 (2025-01-04)\n## 1.1.0 (2024-01-05)\n- A.\n## 1.0 (2024-12-01)",
          ),
        ],
      },
      { packages: [logging("## 1.0.1 (Unreleased)\n## 1.1.0 (2024-12-05)\n- A.")] },
      { packages: [logging("## 1.0.1 (2024-12-06)\n## 1.1.0 (2024-12-05)\n- A.\n")] },
    ],
  },
  "changelog-duplicate": {
    bad: [
      [
        {
          packages: [
            logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-01-01)\n- B.\n## 1.1 (2023-12-01)\n- C."),
          ],
        },
        "changelog-duplicate error CHANGELOG.md:5 contoso_core",
      ],
    ],
    good: [
      {
        packages: [
          logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (Unreleased)\n- B.\n## 1.0.0 (Unreleased)\n- C."),
        ],
      },
    ],
  },
};
