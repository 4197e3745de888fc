import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Log, TalkingProcess } from "../../../src/ports.ts";
import { readRecord, writeBuildSlice, writeTestSlice } from "../../../src/release/record-folder.ts";
import { collectTask } from "../../../src/task/collect.ts";
import { releasePage } from "../../../src/task/run.ts";
import type { TaskContext } from "../../../src/task/run-task.ts";
import { anAgent, type RememberingAgent } from "../../support/record-agent.ts";
import {
  aBuildSlice,
  aBuiltEntry,
  anEntryNotBuilt,
  aTestSlice,
  distributions,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

/** A built artifact whose files can be written: each holds its own name. */
function aRealEntry(name: string, safeName: string) {
  const files = distributions(name, "1.2.0").map((file) => {
    return { ...file, sha256: sha256(file.name), size: file.name.length };
  });
  return aBuiltEntry({ name, safeName, files });
}

const core = aRealEntry("contoso-core", "ContosoCore");
const { tests: _, ...blob } = anEntryNotBuilt({ name: "contoso-blob", safeName: "ContosoBlob" });

function contextOf(agent: RememberingAgent): TaskContext {
  const unused = () => Promise.reject(new Error("not used here"));
  const log: Log = { info: () => undefined, warn: () => undefined, debug: () => undefined };
  const process: TalkingProcess = { run: unused, converse: unused };
  const clock = { now: () => new Date(0), sleep: unused };
  return {
    agent,
    files: nodeFiles,
    clock,
    log,
    process,
    http: unused,
    approvals: unused,
    retention: unused,
    signal: new AbortController().signal,
  };
}

/** The record's folder as the jobs Build and Test hand it over: each in a folder of its own. */
async function handedOver() {
  const folder = await temporaryFolder();
  const build = `${folder.path}/gatehouse-build-1-1`;
  await writeBuildSlice(nodeFiles, build, aBuildSlice([core, blob]));
  await mkdir(`${build}/contoso-core`);
  for (const { name } of core.files) await writeFile(`${build}/contoso-core/${name}`, name);
  await writeTestSlice(nodeFiles, `${folder.path}/gatehouse-test-3.11-1-1`, aTestSlice([core]));
  return { ...folder, build };
}

const agentFor = (path: string, inputs: Record<string, string> = {}) =>
  anAgent(
    { recordPath: path, ...inputs },
    {
      "Agent.TempDirectory": `${path}/.temp`,
      "System.StageName": "Release_ContosoCore",
      "Build.BuildId": "1",
      "System.JobAttempt": "2",
    },
  );

describe("GatehouseCollect", () => {
  it("leaves one record with its files, and says of each artifact whether to ask for it", async () => {
    await using folder = await handedOver();
    const agent = agentFor(folder.path, { pythonVersions: "3.11" });
    const end = await collectTask(contextOf(agent));
    assert.equal(end.result, "succeeded with issues");
    assert.deepEqual(agent.outputs, {
      release_ContosoCore: "true",
      released_ContosoCore: "false",
      digest_ContosoCore: core.digest,
      release_ContosoBlob: "false",
      released_ContosoBlob: "false",
      digest_ContosoBlob: "",
      artifactsToRelease: '["contoso-core"]',
      recordArtifact: "gatehouse-record-2",
    });
    const record = await readRecord(nodeFiles, folder.path);
    assert.deepEqual(
      record.artifacts.map(({ name, release }) => [name, release]),
      [
        ["contoso-core", true],
        ["contoso-blob", false],
      ],
    );
    const files = await nodeFiles.list(`${folder.path}/contoso-core`);
    assert.deepEqual(
      files.map(({ name }) => name),
      core.files.map(({ name }) => name),
    );
    assert.equal(agent.issues.length, 1);
    assert.match(agent.issues[0] ?? "", /^warning: contoso-blob is held back/);
    assert.deepEqual(agent.attachments, ["gatehouse.record release.json"]);
    const attached = await nodeFiles.readText(`${folder.path}/.temp/gatehouse/gatehouse-attachment.json`);
    assert.deepEqual(JSON.parse(attached ?? ""), record);
    const summary = await nodeFiles.readText(agent.summaries[0] ?? "");
    assert.match(summary ?? "", /in the tab Release of this run/);
  });

  it("knows the address of its run in the hub, and of none where the run is not known", () => {
    const variables = {
      "System.CollectionUri": "https://dev.azure.com/contoso/",
      "System.TeamProject": "a b",
    };
    const agent = anAgent({}, { ...variables, "Build.BuildId": "4711" });
    assert.equal(
      releasePage(agent, "gatehouse.gatehouse"),
      "https://dev.azure.com/contoso/a%20b/_apps/hub/gatehouse.gatehouse.releases-hub?runId=4711",
    );
    assert.equal(releasePage(anAgent({}, variables), "gatehouse.gatehouse"), null);
    assert.equal(releasePage(agent, null), null);
    const { publisher, id, contributions } = JSON.parse(readFileSync("vss-extension.json", "utf8")) as {
      publisher: string;
      id: string;
      contributions: { id: string; type: string }[];
    };
    const hub = contributions.find(({ type }) => type === "ms.vss-web.hub");
    assert.ok(releasePage(agent, `${publisher}.${id}`)?.includes(`/${publisher}.${id}.${hub?.id ?? ""}?`));
  });

  it("refuses files that are not those of the slice", async () => {
    await using folder = await handedOver();
    await writeFile(`${folder.build}/contoso-core/${core.files[0]?.name}`, "other bytes");
    await assert.rejects(
      collectTask(contextOf(agentFor(folder.path))),
      refusal("files-changed", "contoso-core"),
    );
    await using more = await handedOver();
    await writeFile(`${more.build}/contoso-core/more.whl`, "");
    await assert.rejects(collectTask(contextOf(agentFor(more.path))), refusal("files-changed", "more.whl"));
  });

  it("refuses a Python that has no slice", async () => {
    await using folder = await handedOver();
    const agent = agentFor(folder.path, { pythonVersions: "3.9, 3.11" });
    await assert.rejects(collectTask(contextOf(agent)), refusal("slices-refused", "3.9"));
    assert.deepEqual(agent.outputs, {});
  });
});
