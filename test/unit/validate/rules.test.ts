import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Mode } from "../../../src/validate/rule.ts";
import { rules } from "../../../src/validate/rules.ts";
import { brief, type Case, check, contoso, goodCi, indexed, logging } from "./contoso.ts";

const blob = "- {name: contoso_blob, safeName: contosoblob}\n";
const two = [contoso(), contoso("contoso-blob")];

/** Every rule: what it fires on, and where. `good` cases are silent. */
const cases: Record<string, { bad: [Case, ...string[]][]; good?: Case[] }> = {
  "ci-yaml": {
    bad: [[{ ci: `${goodCi}  name: x\n` }, "ci-yaml error ci.yml:4:3"]],
  },
  artifacts: {
    bad: [
      [{ ci: "" }, "artifacts error ci.yml:1:1"],
      [{ ci: `${goodCi}- contoso_blob\n` }, "artifacts error ci.yml:4:3"],
    ],
  },
  "artifact-name": {
    bad: [
      [{ ci: `${goodCi}- safeName: x\n` }, "artifact-name error ci.yml:4:3"],
      [
        { ci: "Artifacts: [{name: contoso-core-, safeName: x}]", packages: [contoso("contoso-core-")] },
        "artifact-name error ci.yml:1:20",
        "name error pyproject.toml:2 contoso-core-",
      ],
    ],
  },
  "artifact-duplicate": {
    bad: [[{ ci: `${goodCi}- {name: Contoso.Core, safeName: x}\n` }, "artifact-duplicate error ci.yml:4:10"]],
  },
  "safe-name": {
    bad: [
      [{ ci: "Artifacts:\n- name: contoso_core\n  safeName:\n" }, "safe-name error ci.yml:3:3"],
      [{ ci: "Artifacts:\n- name: contoso_core\n  safeName: contoso-core\n" }, "safe-name error ci.yml:3:13"],
    ],
    good: [{ ci: "Artifacts:\n- name: contoso_core\n  safename: anything_1\n" }],
  },
  "safe-name-unique": {
    bad: [
      [
        { ci: `${goodCi}- {name: contoso_blob, safeName: ContosoCore}\n`, packages: two },
        "safe-name-unique error ci.yml:4:34",
      ],
    ],
  },
  "depends-on": {
    bad: [
      [{ ci: `${goodCi}  dependsOn: [contosoblob]\n` }, "depends-on error ci.yml:4:15"],
      [{ ci: `${goodCi}  dependsOn: [contosocore]\n` }, "depends-on error ci.yml:4:15"],
      [
        {
          ci: `${goodCi}  dependsOn: [contosoblob]\n- {name: contoso_blob, safeName: contosoblob, dependsOn: [ContosoCore]}\n`,
          packages: two,
        },
        "depends-on error ci.yml:5:59",
      ],
    ],
    good: [
      {
        ci: `${goodCi}${blob}  `.replace("contosoblob}", "contosoblob, dependsOn: contosocore}"),
        packages: two,
      },
    ],
  },
  "artifact-unknown": {
    bad: [
      [
        {
          ci: "Artifacts: [{name: contoso_cor, safeName: x}]",
          packages: [contoso("contoso-core", { unlisted: true })],
        },
        "artifact-unknown error ci.yml:1:20 contoso_cor",
      ],
    ],
  },
  "package-not-listed": {
    bad: [
      [{ packages: two }, "package-not-listed warning pyproject.toml:2"],
      [
        { packages: two, index: indexed(["1.1.0"], "contoso-blob") },
        "package-not-listed note pyproject.toml:2",
      ],
      [
        { packages: two, index: indexed(["1.0.0"], "contoso-blob") },
        "package-not-listed warning pyproject.toml:2",
      ],
    ],
    good: [{ packages: [contoso(), contoso("contoso-blob", { unlisted: true })] }],
  },
  metadata: {
    bad: [
      [
        { packages: [contoso("contoso-core", { version: null, versionAt: null })] },
        "metadata note pyproject.toml:2 contoso_core",
      ],
      [
        { packages: [contoso("contoso-core", { version: null, versionAt: null, problem: "bad TOML" })] },
        "metadata error pyproject.toml:2 contoso_core",
      ],
    ],
  },
  name: {
    bad: [
      [
        { ci: "Artifacts: [{name: contoso-core-, safeName: x}]", packages: [contoso("contoso-core-")] },
        "artifact-name error ci.yml:1:20",
        "name error pyproject.toml:2 contoso-core-",
      ],
      [
        { packages: [contoso(), { ...contoso(), path: "sdk/contoso/other" }] },
        "name error pyproject.toml:2 contoso_core",
      ],
    ],
  },
  version: {
    bad: [
      [
        { packages: [contoso("contoso-core", { version: "1.1.x" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.1.0+local (2024-01-01)\n- A.", { version: "1.1.0+local" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.0b1 (2024-01-01)\n- A.", { version: "1.0-beta.1" })] },
        "version warning _version.py:3 contoso_core",
      ],
    ],
  },
  readme: {
    bad: [
      [{ packages: [contoso("contoso-core", { readme: null })] }, "readme error README.md contoso_core"],
      [
        { packages: [contoso("contoso-core", { readme: { path: "x/README.rst", text: " \n" } })] },
        "readme error README.rst contoso_core",
      ],
      [
        {
          packages: [
            contoso("contoso-core", { readme: { path: "README.md", text: "", problem: "it is not UTF-8" } }),
          ],
        },
        "readme error README.md contoso_core",
      ],
    ],
    good: [{ packages: [contoso("contoso-core", { readme: null })], index: indexed(["1.1.0"]) }],
  },
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
  "already-released": {
    bad: [[{ index: indexed(["1.1.0"]) }, "already-released note _version.py:3 contoso_core"]],
    good: [{ index: indexed([]) }, { index: indexed(["1.0.0"]) }],
  },
  "version-not-higher": {
    bad: [
      [{ index: indexed(["1.0.0", "2.0.0"]) }, "version-not-higher warning _version.py:3 contoso_core"],
      [
        {
          index: indexed(["1.1.0"]),
          packages: [logging("## 1.1.0b1 (2024-01-01)\n- A.", { version: "1.1.0b1" })],
        },
        "version-not-higher warning _version.py:3 contoso_core",
      ],
    ],
    good: [{ index: indexed(["1.0.9", "2.0.0b1"]) }],
  },
};

describe("validate: each rule", () => {
  it("is tested here", () => {
    assert.deepEqual(Object.keys(cases).toSorted(), rules.map(({ name }) => name).toSorted());
  });

  it("is silent on a good service directory, in both modes", () => {
    for (const mode of ["release", "pull-request"] satisfies Mode[]) assert.deepEqual(check({ mode }), []);
  });

  for (const [rule, { bad, good = [] }] of Object.entries(cases)) {
    for (const [at, [context, ...expected]] of bad.entries()) {
      it(`${rule} fires (${at + 1})`, () => {
        const found = check(context);
        assert.deepEqual(brief(found).toSorted(), expected.toSorted(), JSON.stringify(found, null, 1));
        assert.ok(found.some((finding) => finding.rule === rule));
        for (const { message, remedy } of found)
          assert.match(`${message}\n${remedy}`, /^\S.*[.!?]\n\S.*[.!?]$/u);
      });
    }
    for (const [at, context] of good.entries()) {
      it(`${rule} is silent (${at + 1})`, () => {
        assert.deepEqual(
          check(context).filter((finding) => finding.rule === rule),
          [],
        );
        assert.deepEqual(
          check(context).filter(({ severity }) => severity === "error"),
          [],
        );
      });
    }
  }

  it("names the nearest name", () => {
    const ci = "Artifacts: [{name: contoso_cor, safeName: x}, {name: contoso_core, safeName: y}]";
    const remedies = (name: string) =>
      check({ ci: ci.replace("contoso_cor,", `${name},`), packages: two })
        .filter(({ rule }) => rule === "artifact-unknown")
        .map(({ remedy }) => remedy);
    assert.deepEqual(remedies("contoso_blbo"), ['Did you mean "contoso-blob"?']);
    assert.deepEqual(remedies("fabrikam"), ["Correct the name, add the package, or remove the entry."]);
  });

  it("quotes what comes from files, and not all of it", () => {
    const hostile = `##vso[task.complete]\n${"x".repeat(5000)}`;
    const found = check({ packages: [contoso("contoso-core", { version: hostile })] });
    assert.deepEqual(brief(found), ["version error _version.py:3 contoso_core"]);
    assert.ok((found[0]?.message.length ?? 0) < 400);
    assert.ok(!found[0]?.message.includes("\n"));
  });
});

describe("docs/rules.md", () => {
  it("has one section for each rule, in their order, with its severity", async () => {
    const text = await readFile(new URL("../../../docs/rules.md", import.meta.url), "utf8");
    const sections = text.split(/^## /m).slice(1);
    assert.deepEqual(
      sections.map((section) => section.split("\n", 1)[0]),
      rules.map(({ name }) => name),
    );
    for (const [at, { severity, summary }] of rules.entries()) {
      assert.ok(sections[at]?.includes(`*${severity}*`), sections[at]);
      assert.ok(sections[at]?.includes(summary), sections[at]);
    }
  });
});
