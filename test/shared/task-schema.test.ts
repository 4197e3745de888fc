/** The manifests against the official schema of task.json. Needs the contracts: only `.ci/run` runs this. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import { root } from "../support/root.ts";

const contracts = process.env["GATEHOUSE_CONTRACTS"] ?? "";

describe("task.json and the official schema", () => {
  const schema = JSON.parse(
    readFileSync(join(contracts, "azure-pipelines/tasks.schema.json"), "utf8").replace(/^\uFEFF/, ""),
  ) as object;
  // The schema's patterns are no Unicode ones, and its formats are prose.
  const ajv = new Ajv.default({ strict: false, unicodeRegExp: false, validateFormats: false });
  const validate = ajv.compile(schema);

  for (const name of readdirSync(join(root, "tasks"))) {
    it(name, () => {
      const manifest: unknown = JSON.parse(readFileSync(join(root, "tasks", name, "task.json"), "utf8"));
      assert.ok(validate(manifest), JSON.stringify(validate.errors, null, 2));
    });
  }

  it("refuses an unknown field, so that it is the schema that says yes", () => {
    assert.equal(validate({ id: "6f9619ff-8b86-d011-b42d-00c04fc964ff", nonsense: true }), false);
  });
});
