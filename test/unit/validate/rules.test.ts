import assert from "node:assert/strict";
import type { Mode } from "../../../src/validate/rule.ts";
import { rules } from "../../../src/validate/rules.ts";
import { changelogCases } from "./cases/changelog.ts";
import { ciCases } from "./cases/ci.ts";
import { configCases } from "./cases/config.ts";
import { indexCases } from "./cases/index.ts";
import { packageCases } from "./cases/package.ts";
import { readmeCases } from "./cases/readme.ts";
import { sourceCases } from "./cases/source.ts";
import { brief, check, contoso } from "./contoso.ts";

const two = [contoso(), contoso("contoso-blob")];
const cases = {
  ...configCases,
  ...ciCases,
  ...packageCases,
  ...readmeCases,
  ...sourceCases,
  ...changelogCases,
  ...indexCases,
};

describe("validate: each rule", () => {
  it("is tested here", () => {
    assert.deepEqual(Object.keys(cases).toSorted(), rules.map(({ name }) => name).toSorted());
  });

  it("is silent on a good service directory, in both modes", () => {
    for (const mode of ["release", "pull-request"] satisfies Mode[]) assert.deepEqual(check({ mode }), []);
  });

  for (const [rule, { bad, good }] of Object.entries(cases)) {
    for (const [at, [context, ...expected]] of bad.entries()) {
      it(`${rule} fires (${at + 1})`, () => {
        const found = check(context);
        assert.deepEqual(brief(found).toSorted(), expected.toSorted(), JSON.stringify(found, null, 1));
        assert.ok(found.some((finding) => finding.rule === rule));
        for (const { message, remedy } of found)
          assert.match(`${message}\n${remedy}`, /^\S.*[.!?]\n\S.*[.!?]$/u);
      });
    }
    for (const [at, context] of (good ?? []).entries()) {
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
