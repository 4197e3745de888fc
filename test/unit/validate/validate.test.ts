import assert from "node:assert/strict";
import type { Finding } from "../../../src/release/record.ts";
import type { Planned } from "../../../src/release/stages.ts";
import { blocksAll, findingsFor, holdBack } from "../../../src/validate/validate.ts";
import { brief, check, contoso, goodCi, logging, serviceOf } from "./contoso.ts";

const finding = (artifact: string | null, severity: Finding["severity"] = "error"): Finding => {
  const place = { path: "x", line: null, column: null };
  return { rule: "x", severity, message: `Why ${artifact}.`, remedy: "Do it.", artifact, ...place };
};
const planned = (name: string, dependsOn: string[] = [], release = true): Planned => {
  const names = { name, safeName: name, package: name, path: name };
  const decision = { chosen: true, release, released: !release, reason: "as planned" };
  return { ...names, ...decision, version: "1", previous: null, dependsOn };
};
const held = (plan: Planned[], findings: Finding[]) =>
  holdBack(plan, findings).map(({ release, reason }) => [release, reason]);

describe("validate", () => {
  it("gives all findings at once, sorted by path, line and column", () => {
    const ci = `${goodCi}  dependsOn: [x, y]\n- {safeName: a-b}\n`;
    const found = check({ ci, packages: [logging("## 1.1.0 (2024-1-1)\n", { readme: null })] });
    assert.deepEqual(brief(found), [
      "changelog-date error CHANGELOG.md:1 contoso_core",
      "changelog-content error CHANGELOG.md:1 contoso_core",
      "depends-on error ci.yml:4:15",
      "depends-on error ci.yml:4:18",
      "artifact-name error ci.yml:5:3",
      "safe-name error ci.yml:5:14",
      "readme error README.md contoso_core",
    ]);
  });

  it("looks at the chosen artifacts, and at the whole ci.yml", () => {
    const ci = `${goodCi}- {name: contoso_blob, safeName: "a b"}\n`;
    const packages = [contoso("contoso-core", { readme: null }), contoso("contoso-blob", { readme: null })];
    const artifacts = serviceOf(ci, packages).ci.entries.slice(0, 1);
    const rules = check({ ci, packages, artifacts }).map(({ rule, artifact }) => [rule, artifact]);
    assert.deepEqual(rules, [
      ["safe-name", null],
      ["readme", "contoso_core"],
    ]);
  });
});

describe("validate: what findings hold back", () => {
  it("an error its artifact, one of no artifact all, a warning none", () => {
    const plan = [planned("a"), planned("b"), planned("c", [], false)];
    assert.deepEqual(held(plan, [finding("a"), finding("b", "warning"), finding("c")]), [
      [false, "Why a."],
      [true, "as planned"],
      [false, "as planned"],
    ]);
    assert.deepEqual(held(plan, [finding("a"), finding(null)]).slice(0, 2), [
      [false, "Why null."],
      [false, "Why null."],
    ]);
    assert.deepEqual(holdBack(plan, [finding("b", "note")])[1]?.findings, [finding("b", "note")]);
  });

  it("and what needs it, through others, in any order and case", () => {
    const plan = [
      planned("c", ["B"]),
      planned("b", ["a"]),
      planned("a"),
      planned("d", ["e"]),
      planned("e", [], false),
    ];
    assert.deepEqual(held(plan, [finding("a"), finding("e")]), [
      [false, "it needs B, which is held back"],
      [false, "it needs a, which is held back"],
      [false, "Why a."],
      [true, "as planned"],
      [false, "as planned"],
    ]);
  });

  it("findings of one artifact, and of none", () => {
    const all = [finding("a"), finding("b", "note"), finding(null, "warning")];
    assert.deepEqual(findingsFor(all, "b"), [finding("b", "note")]);
    assert.equal(blocksAll(all), false);
    assert.equal(blocksAll([...all, finding(null)]), true);
  });
});
