import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { writeTestResults } from "../../../src/task/test-results.ts";
import { aTestRun } from "../../support/record-builders.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

describe("the results of the last test pass", () => {
  const results = ["contoso_core", "contoso_blob"].map((name) => ({
    name,
    digest: "a".repeat(64),
    run: aTestRun(),
    cases: [],
    output: "",
  }));

  it("are a file for each artifact in a folder", async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/results`;
    const written = await writeTestResults(nodeFiles, path, results);
    assert.deepEqual(written, [`${path}/contoso_core.xml`, `${path}/contoso_blob.xml`]);
    assert.equal((await readdir(path)).length, 2);
    assert.ok(!(await readFile(join(path, "contoso_core.xml"), "utf8")).includes("contoso_blob"));
  });

  it("are one file, where a file is named", async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/junit.xml`;
    assert.deepEqual(await writeTestResults(nodeFiles, path, results), [path]);
    const text = await readFile(path, "utf8");
    assert.ok(text.includes("contoso_core") && text.includes("contoso_blob"));
  });
});
