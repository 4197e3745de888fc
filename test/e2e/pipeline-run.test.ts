/** A whole run of the template: shipped tasks as processes, approvals on a stand-in for Azure DevOps, a real index. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { startLocalIndex } from "../../src/adapters/local-index.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import type { Decision, GateSlice, ReleaseRecord } from "../../src/release/record.ts";
import { nodes } from "../support/agent.ts";
import { type Azure, jobToken, startAzure } from "../support/azure/azure.ts";
import { ids } from "../support/azure/ids.ts";
import { partsOf } from "../support/azure/release-world.ts";
import { atAzure } from "../support/azure/terminal.ts";
import { settleChecks, waitingWorld } from "../support/azure/waiting-world.ts";
import { honestWorld, run as runId, type World } from "../support/azure/world.ts";
import { gatehouse, type SampleRepository, sampleRepository } from "../support/command.ts";
import { expandTemplate, type Value } from "../support/expand-template.ts";
import { pythonWithPypiserver, serveScript } from "../support/index-pypiserver.ts";
import { type PipelineRun, runPipeline } from "../support/pipeline-driver.ts";
import { root } from "../support/root.ts";

const password = "the-password-of-the-service-connection";

describe("a run of the template", function () {
  this.timeout(300_000);
  let sample: SampleRepository;
  let index: IndexAddress & AsyncDisposable;
  let azure: Azure;
  const controller = new AbortController();
  /** The run as Azure DevOps knows it once this stage was decided on. */
  const worlds = new Map<string, World>();

  before(async () => {
    sample = sampleRepository();
    azure = await startAzure();
    index = await startLocalIndex({
      python: await pythonWithPypiserver(),
      script: serveScript,
      folder: join(sample.scratch, "index"),
      signal: controller.signal,
    });
  });
  after(async () => {
    await index?.[Symbol.asyncDispose]();
    await azure?.[Symbol.asyncDispose]();
    sample?.remove();
  });

  /** Decides with the shipped command, on the record that the run left; what stands then in Azure DevOps. */
  async function decide(folder: string, stage: string, decision: Decision): Promise<Decision> {
    const path = join(folder, "artifacts/gatehouse-record-1/release.json");
    const record = JSON.parse(readFileSync(path, "utf8")) as ReleaseRecord;
    const world = waitingWorld(record);
    azure.set({ world });
    const nth = record.artifacts.findIndex(({ safeName }) => `Release_${safeName}` === stage);
    const verb = decision === "approved" ? "approve" : "reject";
    const about = ["--run", String(runId), "--artifact", record.artifacts[nth]?.name ?? "", "--yes"];
    const decided = await atAzure({ azure, cwd: sample.folder }, "approvals", verb, ...about);
    assert.equal(decided.code, 0, decided.stderr);
    const { status } = world.approvals[partsOf(runId).approval(nth)] as { status: Decision };
    if (status === "approved") settleChecks(world, nth);
    worlds.set(stage, world);
    return status;
  }

  async function run(
    name: string,
    decisions: Readonly<Record<string, "approved" | "rejected">>,
  ): Promise<PipelineRun> {
    const ci = parse(readFileSync(join(sample.folder, "sdk/contoso/ci.yml"), "utf8")) as {
      extends: { parameters: Readonly<Record<string, Value>> };
    };
    const version = spawnSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
    const pipeline = expandTemplate(
      join(root, "templates/release.yml"),
      {
        ...ci.extends.parameters,
        Index: index.upload,
        PythonUploadServiceConnection: "connection-id",
        TestPythonVersions: [String(version.stdout).trim()],
        RequireDigest: true,
      },
      { "Build.Reason": "Manual", "Build.SourceBranch": "refs/heads/main" },
    );
    return runPipeline(pipeline, {
      folder: join(sample.scratch, name),
      remote: sample.remote,
      decide: (stage) => decide(join(sample.scratch, name), stage, decisions[stage] ?? "rejected"),
      job: (stage) => {
        azure.set({ world: worlds.get(stage) ?? honestWorld() });
        return {
          node: nodes[0].path,
          variables: {
            "System.CollectionUri": azure.organization,
            "System.TeamProjectId": ids.project,
            "Build.BuildId": String(runId),
            "System.DefinitionId": "12",
            // As PipAuthenticate leaves it: what is not released now is installed from there.
            PIP_EXTRA_INDEX_URL: index.simple,
          },
          connection: {
            url: azure.organization,
            auth: JSON.stringify({ parameters: { AccessToken: jobToken }, scheme: "OAuth" }),
          },
          endpoints: {
            "connection-id": {
              url: index.upload,
              auth: { scheme: "UsernamePassword", parameters: { username: "build", password } },
            },
          },
        };
      },
    });
  }

  function explain({ tasks }: PipelineRun): string {
    return tasks.map(({ at, run: { result, output } }) => `${at}: ${result}\n${output}`).join("\n");
  }

  it("publishes what was approved, leaves out what was rejected, and asks nobody for what is there already", async () => {
    const byHand = ["--index", index.upload, "--approve", "contoso_core", "--no-tag"];
    const before = await gatehouse(["release", "sdk/contoso", ...byHand], sample.folder, {
      TWINE_USERNAME: "owner",
      TWINE_PASSWORD: "owner",
    });
    assert.equal(before.code, 0, before.stderr);
    const done = await run("first", {
      Release_contosostorageblob: "approved",
      Release_contosomgmtwidgets: "rejected",
    });
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
    // The run with all that is kept for a year, for what it released alone.
    const leases = [...worlds.values()].flatMap((world) => world.leases);
    const lease = { daysValid: 365, definitionId: 12, protectPipeline: false, runId };
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
    const done = await run("second", { Release_contosomgmtwidgets: "approved" });
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
