import assert from "node:assert/strict";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { testCommandOf } from "../../../src/config/test-command.ts";

describe("the command that tests a package", () => {
  const { config, faults } = parseConfig(`
tests:
  - package: contoso-storage-*
    command: [python, -m, unittest]
  - package: contoso_core
    command: ["./check", "{junit}"]
  - package: contoso-*
    command: [nox]
`);

  it("is that of the first entry that fits, on either form of the name", () => {
    assert.deepEqual(faults, []);
    assert.deepEqual(testCommandOf(config, "contoso_storage_blob"), ["python", "-m", "unittest"]);
    assert.deepEqual(testCommandOf(config, "contoso_core"), ["./check", "{junit}"]);
    assert.deepEqual(testCommandOf(config, "Contoso.Widgets"), ["nox"]);
    assert.equal(testCommandOf(config, "fabrikam"), null);
    assert.equal(testCommandOf({}, "contoso-core"), null);
  });

  it("must be a list with a word in it, all of them texts", () => {
    for (const command of ["python -m pytest", "[]", "[python, 3]", "[python, '']", "{python: 3}"]) {
      const read = parseConfig(`tests:\n  - command: ${command}\n`);
      assert.equal(read.faults.length, 1, command);
      assert.equal(read.faults[0]?.line, 2);
    }
  });
});
