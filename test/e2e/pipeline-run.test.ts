/** A whole run of the template: three artifacts, one approved, one rejected, one released before. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GateSlice } from "../../src/release/record.ts";
import { jobToken } from "../support/azure/azure.ts";
import { run as runId } from "../support/azure/world.ts";
import { gatehouse } from "../support/command.ts";
import { explain, password, startTemplateRuns, type TemplateRuns } from "../support/template-run.ts";

describe("a run of the template", function () {
  this.timeout(300_000);
  let runs: TemplateRuns;
  before(async () => {
    runs = await startTemplateRuns();
  });
  after(() => runs?.[Symbol.asyncDispose]());

  it("publishes what was approved, leaves out what was rejected, and asks nobody for what is there already", async () => {
    const { sample, index, worlds } = runs;
    const byHand = ["--index", index.upload, "--approve", "contoso_core", "--no-tag"];
    const before = await gatehouse(["release", "sdk/contoso", ...byHand], sample.folder, {
      TWINE_USERNAME: "owner",
      TWINE_PASSWORD: "owner",
    });
    assert.equal(before.code, 0, before.stderr);
    const decisions = {
      Release_contosostorageblob: "approved",
      Release_contosomgmtwidgets: "rejected",
    } as const;
    const done = await runs.run({ name: "first", decisions });
    assert.deepEqual(
      done.results,
      {
        Build: "Succeeded",
        Release_contosocore: "Skipped",
        Release_contosostorageblob: "Succeeded",
        Release_contosomgmtwidgets: "Failed",
      },
      explain(done),
    );
    assert.deepEqual(done.asked, ["Release_contosostorageblob", "Release_contosomgmtwidgets"]);
    assert.deepEqual(done.artifacts, [
      "gatehouse-build-1-1",
      "gatehouse-publish-contosostorageblob-1",
      "gatehouse-record-1",
      done.artifacts.find((name) => name.startsWith("gatehouse-test-")),
    ]);
    assert.equal(
      sample.git("ls-remote", "--tags", "--refs", "origin").split("/").at(-1),
      "contoso-storage-blob_12.4.0b1",
    );
    // The gate compared the files in hand with what collect announced.
    const slice = join(
      sample.scratch,
      "first/artifacts/gatehouse-publish-contosostorageblob-1/contosostorageblob.gate.json",
    );
    const gate = JSON.parse(readFileSync(slice, "utf8")) as GateSlice;
    assert.equal(gate.policy.expectedDigest, gate.digest);
    // And the approval named them: `gatehouse approvals` wrote it so.
    assert.ok(gate.policy.requireDigest);
    assert.deepEqual(
      gate.approvals.map(({ name: who, namesDigest }) => [who, namesDigest]),
      [["Rosa Diaz", true]],
    );
    // How far the sending is.
    assert.match(explain(done), /##vso\[task\.setprogress value=100;\]contoso_storage_blob-12\.4\.0b1/);
    // The run with all that is kept for two years, for what it released alone.
    const leases = [...worlds.values()].flatMap((world) => world.leases);
    const lease = { daysValid: 731, definitionId: 12, protectPipeline: false, runId };
    assert.deepEqual(leases, [{ ...lease, ownerId: "Gatehouse: contoso-storage-blob_12.4.0b1" }]);
    const page = await fetch(`${index.simple}contoso-storage-blob/`);
    assert.match(await page.text(), /contoso_storage_blob-12\.4\.0b1\.tar\.gz/);
    assert.equal((await fetch(`${index.simple}contoso-mgmt-widgets/`)).status, 404);
    // Foreign code ran, and no log or slice holds what publishes.
    assert.ok(
      !explain(done)
        .replaceAll(/##vso\[task\.setsecret\].*/g, "")
        .includes(password),
    );
    assert.ok(!explain(done).includes(jobToken));
  });

  it("goes on from there when it is run again", async () => {
    const decisions = { Release_contosomgmtwidgets: "approved" } as const;
    const done = await runs.run({ name: "second", decisions });
    assert.deepEqual(
      done.results,
      {
        Build: "Succeeded",
        Release_contosocore: "Skipped",
        Release_contosostorageblob: "Skipped",
        Release_contosomgmtwidgets: "Succeeded",
      },
      explain(done),
    );
    assert.deepEqual(done.asked, ["Release_contosomgmtwidgets"]);
  });
});
