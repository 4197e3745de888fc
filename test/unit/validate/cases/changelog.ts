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
      ...["2020-20-09", "2020-6-12", "05-04-2020", "x-x-x", "2023-02-29", "soon"].flatMap((date) =>
        (["release", "pull-request"] as const).map((mode): [Case, string] => [
          { packages: [logging(`## 1.1.0 (${date})\n- A.`)], mode },
          "changelog-date error CHANGELOG.md:1 contoso_core",
        ]),
      ),
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
        "changelog-content error CHANGELOG.md:8 contoso_core",
      ],
    ],
    good: [
      { packages: [logging("## 1.1.0 (Unreleased)\n\n### Features Added\n")], mode: "pull-request" },
      { packages: [logging("1.1.0 (2024-01-01)\n++++++++++\n\n**Features**\n")] },
    ],
  },
  "changelog-order": {
    bad: [
      [
        { packages: [logging("\n## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-12-01)\n- B.")] },
        "changelog-order error CHANGELOG.md:2 contoso_core",
      ],
      [
        {
          packages: [logging("## 1.2.0 (2024-01-05)\n- A.\n## 1.1.0 (2024-12-01)\n- B.")],
          mode: "pull-request",
        },
        "changelog-order error CHANGELOG.md:1 contoso_core",
      ],
    ],
    good: [
      {
        packages: [logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (2024-01-05)\n- B.\n## 0.9 (2025-01-01)")],
      },
      { packages: [logging("## 1.1.0 (2024-01-05)\n- A.\n## 1.0.0 (Unreleased)\n")] },
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
