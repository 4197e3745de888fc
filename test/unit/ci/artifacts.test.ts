import assert from "node:assert/strict";
import { usableArtifacts } from "../../../src/ci/artifacts.ts";
import { readCi } from "../../../src/ci/read-ci.ts";
import { GatehouseError } from "../../../src/errors.ts";

const usable = (text: string) => usableArtifacts(readCi(text, "sdk/contoso/ci.yml"));
const refusal = (text: string): GatehouseError => {
  try {
    usable(text);
  } catch (thrown) {
    if (thrown instanceof GatehouseError) return thrown;
    throw thrown;
  }
  return assert.fail("it was accepted");
};

describe("ci/artifacts", () => {
  it("keeps names as written, beside their PEP 503 form", () => {
    const text =
      "Artifacts:\n- {name: contoso_core, safeName: core}\n- {name: Contoso.Blob, safeName: blob, dependsOn: core}";
    assert.deepEqual(usable(text), [
      { name: "contoso_core", safeName: "core", package: "contoso-core", dependsOn: [], line: 2, column: 3 },
      {
        name: "Contoso.Blob",
        safeName: "blob",
        package: "contoso-blob",
        dependsOn: ["core"],
        line: 3,
        column: 3,
      },
    ]);
  });

  it("stops at the first fault, with its place and how many more there are", () => {
    const error = refusal("Artifacts:\n- name: a\n- safeName: b\n- 1\n");
    assert.equal(error.code, "ci-invalid");
    assert.deepEqual(error.place, { path: "sdk/contoso/ci.yml", line: 2, column: 3 });
    assert.match(error.message, /^Entry 1 of Artifacts has no safeName\. \(2 more faults\)$/);
  });

  it("counts no faults where there is one, and one where there are two", () => {
    assert.match(refusal("Artifacts:\n- name: a\n").message, /has no safeName\.$/);
    assert.match(refusal("Artifacts:\n- name: a\n- 1\n").message, / \(1 more fault\)$/);
  });

  it("refuses names that could become a path or an expression, and doubles", () => {
    for (const entries of [
      "[{name: ../x, safeName: a}]",
      "[{name: a, safeName: a-b}]",
      "[{name: a.json, safeName: a}]",
      "[{name: a-b, safeName: a}, {name: a_b, safeName: b}]",
      "[{name: a, safeName: x}, {name: b, safeName: X}]",
    ]) {
      assert.equal(refusal(`Artifacts: ${entries}`).code, "names-refused", entries);
    }
  });
});
