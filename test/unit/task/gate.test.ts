import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Answer, Approvals, Log, TalkingProcess } from "../../../src/ports.ts";
import { check } from "../../../src/release/check.ts";
import { GateSlice, type RecordArtifact } from "../../../src/release/record.ts";
import { writeRecord } from "../../../src/release/record-folder.ts";
import { gateTask } from "../../../src/task/gate.ts";
import { publishTask } from "../../../src/task/publish.ts";
import type { TaskContext } from "../../../src/task/run-task.ts";
import { answerOf } from "../../support/azure/claim.ts";
import { ids, rosa } from "../../support/azure/ids.ts";
import { type Edit, edit } from "../../support/azure/situation.ts";
import { honestWorld, paths, run, stageName } from "../../support/azure/world.ts";
import { anAgent, type RememberingAgent } from "../../support/record-agent.ts";
import {
  aCollected,
  anEntryNotBuilt,
  aRecord,
  distributions,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

/** One whose files can be written: each holds its own name. */
const files = distributions("contoso-core", "1.2.0").map((file) => {
  return { ...file, sha256: sha256(file.name), size: file.name.length };
});
const core = aCollected({ name: "contoso-core", safeName: "contosocore", files });
const blob = anEntryNotBuilt({ name: "contoso-blob", safeName: "contosoblob" });

const variables = {
  "System.CollectionUri": "https://dev.azure.com/contoso/",
  "System.TeamProjectId": ids.project,
  "System.HostType": "build",
  "System.StageName": stageName,
  "System.StageAttempt": "1",
  "Build.BuildId": String(run),
};

async function job(inputs: Record<string, string> = {}, edits: readonly Edit[] = []) {
  const folder = await temporaryFolder();
  await writeRecord(nodeFiles, folder.path, aRecord([core, blob] as RecordArtifact[]));
  await mkdir(`${folder.path}/contoso-core`);
  for (const { name } of files) await writeFile(`${folder.path}/contoso-core/${name}`, name);
  const temp = { "Agent.TempDirectory": `${folder.path}/.temp` };
  const agent = anAgent(
    { recordPath: folder.path, artifactName: "Contoso_Core", ...inputs },
    { ...variables, ...temp },
  );
  const world = edit(honestWorld(), edits);
  const answer = (document: unknown): Promise<Answer> => Promise.resolve(answerOf(document));
  const approvals: Approvals = {
    timeline: (id) => answer(world.timelines[id]),
    build: (id) => answer(world.builds[id]),
    checks: (id) => answer(world.checks[id]),
    approval: (id) => (id in world.approvals ? answer(world.approvals[id]) : Promise.resolve(null)),
  };
  return { ...folder, agent, context: contextOf(agent, approvals) };
}

function contextOf(agent: RememberingAgent, approvals: Approvals): TaskContext {
  const unused = () => Promise.reject(new Error("not used here"));
  const log: Log = { info: () => undefined, warn: () => undefined, debug: () => undefined };
  const process: TalkingProcess = { run: unused, converse: unused };
  const clock = { now: () => new Date("2024-05-06T11:05:00Z"), sleep: unused };
  const { signal } = new AbortController();
  return {
    agent,
    files: nodeFiles,
    clock,
    log,
    process,
    http: unused,
    retention: unused,
    signal,
    approvals(project) {
      assert.equal(project, ids.project);
      return Promise.resolve(approvals);
    },
  };
}

const summaryOf = (agent: RememberingAgent) => readFile(agent.summaries.at(-1) ?? "", "utf8");

describe("GatehouseGate", () => {
  it("proves the approval, and leaves its evidence in slice, outputs and summary", async () => {
    await using given = await job({ expectedDigest: core.digest });
    const end = await gateTask(given.context);
    assert.deepEqual(end, { result: "succeeded", text: "contoso-core is approved by Rosa Diaz" });
    assert.deepEqual(given.agent.outputs, {
      approved: "true",
      approvers: "Rosa Diaz",
      digest: core.digest,
      sliceArtifact: "gatehouse-publish-contosocore-1",
    });
    const path = `${given.path}/contosocore.gate.json`;
    const slice = check(GateSlice, await readFile(path, "utf8"), path);
    assert.equal(slice.digest, core.digest);
    assert.equal(slice.policy.environment, "package-publish");
    assert.deepEqual(
      slice.approvals.map(({ id }) => id),
      [rosa.id],
    );
    const summary = await summaryOf(given.agent);
    for (const part of ["contoso&#45;core", core.digest, "Environment", "Rosa Diaz", "Looks good&#46;"])
      assert.ok(summary.includes(part), part);
  });

  it("shows what it demanded when it refuses, too, and sets nothing", async () => {
    await using given = await job({ minimumApprovers: "2", approverGroup: "Release <b>" });
    await assert.rejects(gateTask(given.context), refusal("gate-few-approvers", "1 person"));
    assert.deepEqual(given.agent.outputs, {});
    const summary = await summaryOf(given.agent);
    assert.match(summary, /not released[\s\S]*gate-few-approvers[\s\S]*at least \| 2/);
    assert.ok(summary.includes("Release &#60;b&#62;"));
  });

  it("makes names and comments harmless", async () => {
    const name = "##vso[task.complete result=Failed]`$(rm -rf /)`; <img src=x>|\n# Heading";
    await using given = await job({}, [
      [`${paths.step}.actualApprover.displayName`, name],
      [`${paths.step}.comment`, `${name}\n[here](https://evil.example)`],
    ]);
    await gateTask(given.context);
    assert.match(given.agent.outputs["approvers"] ?? "", /^[\w .@-]+$/);
    const summary = await summaryOf(given.agent);
    assert.doesNotMatch(summary, /##vso\[|<img|\]\(http|^# Heading/m);
    assert.equal(summary.split("\n").filter((line) => line.includes("Heading")).length, 1);
  });

  it("refuses another digest than collect announced, and what collect held back, without asking", async () => {
    const refuses = async (inputs: Record<string, string>, ...expected: Parameters<typeof refusal>) => {
      await using given = await job(inputs);
      const context = { ...given.context, approvals: () => assert.fail("asked") };
      await assert.rejects(gateTask(context), refusal(...expected));
    };
    await refuses({ expectedDigest: sha256("other") }, "gate-digest", core.digest);
    await refuses({ artifactName: "contoso-blob" }, "gate-not-collected", "does not build");
    await refuses({ artifactName: "contoso-none" }, "artifact-unknown", "contoso-core, contoso-blob");
    await refuses({ artifactName: "$(name)" }, "input-missing", "artifactName");
    await refuses({ minimumApprovers: "0" }, "input-invalid", "minimumApprovers");
    await refuses({ requireDigest: "yes" }, "input-invalid", "requireDigest");
  });

  it("refuses changed files before anything else", async () => {
    await using given = await job();
    await writeFile(`${given.path}/contoso-core/${files[0]?.name}`, "other bytes");
    await assert.rejects(gateTask(given.context), refusal("files-changed", "contoso-core"));
  });
});

describe("GatehousePublish", () => {
  it("begins with the gate, and leaves the evidence", async () => {
    await using refused = await job({}, [[`${paths.approval}.status`, "pending"]]);
    await assert.rejects(publishTask(refused.context), refusal("gate-not-approved", "pending"));
    await using given = await job();
    await assert.rejects(publishTask(given.context), refusal("credentials-missing"));
    assert.equal(await nodeFiles.kind(`${given.path}/contosocore.gate.json`), "file");
  });
});
