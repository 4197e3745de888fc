/** Many artifacts published by one command: what the index is asked, and what a person is told. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../src/adapters/files.ts";
import { writeApproveSlice, writeRecord } from "../../src/release/record-folder.ts";
import { gatehouse } from "../support/command.ts";
import { approvedArtifact } from "../support/index-distributions.ts";
import { startStandIn, type StandIn } from "../support/index-stand-in.ts";

describe("gatehouse publish of many artifacts", () => {
  const names = Array.from({ length: 14 }, (_, at) => `contoso-part${at}`);
  let folder: string;
  let standIn: StandIn;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-many-"));
    standIn = await startStandIn();
    const artifacts = [];
    for (const name of names) {
      const requires = name === "contoso-part1" ? ["contoso-part0>=1.0"] : [];
      const { approval, ...artifact } = await approvedArtifact(folder, { name, version: "1.0", requires });
      assert.ok(approval.schema === "gatehouse/approve@1");
      artifacts.push(artifact);
      await writeApproveSlice(nodeFiles, folder, artifact.safeName, approval);
    }
    await writeRecord(nodeFiles, folder, {
      schema: "gatehouse/record@1",
      commit: "0".repeat(40),
      dirty: false,
      serviceDirectory: "sdk/contoso",
      index: null,
      simpleUrl: null,
      artifacts,
    });
  });
  after(async () => {
    await standIn[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = () => {
    standIn.requests.length = 0;
    const args = ["publish", folder, "--index", standIn.index.upload, "--simple-url", standIn.index.simple];
    const env = { TWINE_USERNAME: "__token__", TWINE_PASSWORD: "secret-of-a-test" };
    return gatehouse([...args, "--json"], folder, env);
  };
  const reads = () => standIn.requests.filter((request) => request.startsWith("GET "));

  it("sends every file, with one look before and one after", async () => {
    const { code, stderr } = await publish();
    assert.equal(code, 0, stderr);
    assert.equal(standIn.stored.length, names.length * 2);
    assert.doesNotMatch(stderr, /warning|listener/i);
    // One more for the sibling that another artifact requires, and one knock for all.
    assert.equal(reads().length, names.length * 2 + 1, reads().join("\n"));
    assert.equal(standIn.requests.filter((request) => request.startsWith("KNOCK")).length, 1);
  });

  it("asks once for each project where everything is there, and sends nothing", async () => {
    const { code, stderr } = await publish();
    assert.equal(code, 0, stderr);
    assert.equal(reads().length, names.length + 1);
    assert.equal(standIn.requests.length, reads().length);
  });
});
