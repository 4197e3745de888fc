/** The shipped Gate, started as the agent starts it, before a stand-in for Azure DevOps; on both Nodes. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GatePolicy } from "../../src/release/record.ts";
import { type AgentJob, nodes, runTask, type TaskRun } from "../support/agent.ts";
import { type AgentSituation, agentSituations } from "../support/azure/agent-situations.ts";
import { type Azure, jobToken, startAzure } from "../support/azure/azure.ts";
import { artifact } from "../support/azure/claim.ts";
import { ids } from "../support/azure/ids.ts";
import { edit } from "../support/azure/situation.ts";
import { situations } from "../support/azure/situations.ts";
import { honestWorld, run as runId, stageName } from "../support/azure/world.ts";
import { aRecord } from "../support/record-builders.ts";

/** The inputs that say a policy. */
function inputsOf(policy: Partial<GatePolicy>): Record<string, string> {
  const given = Object.entries({ expectedDigest: artifact.digest, ...policy });
  return Object.fromEntries(given.map(([name, value]) => [name, value === null ? "" : String(value)]));
}

const all: readonly AgentSituation[] = [
  ...situations.map(({ policy, ...rest }) => ({ ...rest, inputs: inputsOf(policy) })),
  ...agentSituations,
];

for (const { version, path: node } of nodes) {
  describe(`the gate on Node ${version}`, function () {
    this.timeout(60_000);
    let azure: Azure;
    let folder: string;

    before(async function () {
      if (!existsSync(node)) return this.skip();
      azure = await startAzure();
      folder = mkdtempSync(join(tmpdir(), "gatehouse-gate-"));
      mkdirSync(join(folder, "gatehouse", artifact.name), { recursive: true });
      writeFileSync(join(folder, "gatehouse/release.json"), JSON.stringify(aRecord([artifact])));
      for (const { name } of artifact.files)
        writeFileSync(join(folder, "gatehouse", artifact.name, name), name);
    });
    after(async () => {
      await azure?.[Symbol.asyncDispose]();
      if (folder !== undefined) rmSync(folder, { recursive: true });
    });
    beforeEach(() => rmSync(join(folder, "gatehouse/contosocore.gate.json"), { force: true }));

    function jobOf({ inputs = {}, variables = {}, hidden = [], connection = {} }: AgentSituation): AgentJob {
      const own: Record<string, string | undefined> = {
        "System.CollectionUri": azure.organization,
        "System.TeamProjectId": ids.project,
        "System.StageName": stageName,
        "System.StageAttempt": "1",
        "Build.BuildId": String(runId),
        ...variables,
      };
      if (own["System.CollectionUri"] === "without the last slash")
        own["System.CollectionUri"] = azure.organization.slice(0, -1);
      const given = Object.entries(own).filter((one): one is [string, string] => one[1] !== undefined);
      const auth = JSON.stringify({ parameters: { AccessToken: jobToken }, scheme: "OAuth" });
      return {
        node,
        folder,
        sources: folder,
        inputs: { artifactName: "contoso-core", recordPath: join(folder, "gatehouse"), ...inputs },
        variables: Object.fromEntries(given),
        hidden,
        ...(connection === null ? {} : { connection: { url: azure.organization, auth, ...connection } }),
      };
    }

    /** Whatever happens, these hold. */
    function neverHarmful({ output, commands, outputs }: TaskRun) {
      for (const { method, route, authorization } of azure.exchanges) {
        assert.equal(method, "GET");
        assert.notEqual(route, null, "only what the stand-in serves is asked for");
        assert.match(authorization ?? "", /^Bearer /);
      }
      assert.ok(!output.includes(jobToken), "the token is in the output");
      assert.ok(!output.includes("    at "), "a stack is in the output");
      const known = new Set([
        "task.debug",
        "task.setvariable",
        "task.logissue",
        "task.complete",
        "task.uploadsummary",
      ]);
      const told = commands.filter(({ name }) => name !== "task.debug");
      assert.deepEqual(
        told.filter(({ name }) => !known.has(name)),
        [],
      );
      const set = told.filter(({ name }) => name === "task.setvariable");
      assert.deepEqual(
        set.map(({ properties }) => properties["variable"]),
        ["approved", "approvers", "digest", ...(outputs["approved"] === "true" ? ["sliceArtifact"] : [])],
      );
      assert.equal(told.filter(({ name }) => name === "task.complete").length, 1);
      for (const line of output.split(/\r?\n/))
        assert.ok(line.startsWith("##vso[task.debug]") || line.lastIndexOf("##") <= 0, line);
    }

    for (const situation of all) {
      const { name, expect, edits = [], faulty } = situation;
      it(`${expect === "approved" ? "lets through" : `refuses (${expect})`}: ${name}`, async () => {
        azure.set({ world: edit(honestWorld(), edits), ...(faulty === undefined ? {} : { faulty }) });
        const run = await runTask("GatehouseGate", jobOf(situation));
        neverHarmful(run);
        const codes = run.commands
          .filter(({ name: command }) => command === "task.logissue")
          .map(({ properties }) => properties["code"]);
        const slice = join(folder, "gatehouse/contosocore.gate.json");
        if (expect !== "approved") {
          assert.deepEqual([run.result, codes], ["Failed", [expect]], run.output);
          assert.deepEqual(run.outputs, { approved: "false", approvers: "", digest: "" });
          assert.ok(!existsSync(slice));
          return;
        }
        assert.deepEqual([run.result, run.code, codes], ["Succeeded", 0, []], run.output);
        assert.equal(run.outputs["approved"], "true");
        assert.equal(run.outputs["digest"], artifact.digest);
        assert.match(run.outputs["approvers"] ?? "", /^[\p{L}\p{N} .,@_-]+$/u);
        const evidence = JSON.parse(readFileSync(slice, "utf8")) as { digest: string; run: number };
        assert.deepEqual([evidence.digest, evidence.run], [artifact.digest, runId]);
        const requests = azure.exchanges.filter(({ status }) => status === 200 || status === 404);
        const approvals = azure.exchanges.filter(({ route }) => route === "approval").length;
        assert.ok(requests.length <= 4 + Math.max(2, approvals), `${requests.length} requests`);
      });
    }

    it("sends the token nowhere else, wherever it is sent", async () => {
      await using elsewhere = await startAzure();
      const location = `${elsewhere.organization}${ids.project}/_apis/build/builds/${runId}`;
      for (const status of [301, 302, 303, 307, 308]) {
        azure.set({ world: honestWorld(), faulty: () => ({ status, headers: { location } }) });
        const run = await runTask("GatehouseGate", jobOf({ name: "", expect: "gate-sign-in" }));
        neverHarmful(run);
        assert.match(run.output, /code=gate-sign-in/);
      }
      assert.deepEqual(elsewhere.exchanges, []);
    });

    it("believes no list of variables that is not there", async () => {
      azure.set({ world: honestWorld() });
      const job = jobOf({ name: "", expect: "gate-variable" });
      const run = await runTask("GatehouseGate", {
        ...job,
        variables: { ...job.variables, "VSTS.PUBLIC_VARIABLES": "" },
      });
      assert.match(run.output, /code=gate-variable/);
      assert.deepEqual(azure.exchanges, []);
    });
  });
}

it("there are at least 60 situations", () => assert.ok(all.length >= 60, String(all.length)));
