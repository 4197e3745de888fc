/** Whole runs of the template: shipped tasks as processes, approvals on a stand-in for Azure DevOps, a real index. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { startLocalIndex } from "../../src/adapters/local-index.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import type { Decision, ReleaseRecord } from "../../src/release/record.ts";
import { nodes } from "./agent.ts";
import { jobToken, startAzure } from "./azure/azure.ts";
import { ids } from "./azure/ids.ts";
import { partsOf } from "./azure/release-world.ts";
import { atAzure } from "./azure/terminal.ts";
import { atAttempts, settleChecks, waitingWorld } from "./azure/waiting-world.ts";
import { honestWorld, run as runId, type World } from "./azure/world.ts";
import { type SampleRepository, sampleRepository } from "./command.ts";
import { expandTemplate, type Value } from "./expand-template.ts";
import { pythonWithPypiserver, serveScript } from "./index-pypiserver.ts";
import { type PipelineRun, runPipeline, type Surroundings } from "./pipeline-driver.ts";
import { root } from "./root.ts";

export const password = "the-password-of-the-service-connection";

type Decisions = Readonly<Record<string, "approved" | "rejected">>;

export interface RunGiven extends Pick<Surroundings, "lost"> {
  /** Names the folder of the run below the sample's. */
  readonly name: string;
  /** By stage; those without one are rejected. */
  readonly decisions: Decisions;
  /** Stages are made for these entries of `ci.yml` alone, by `safeName`. */
  readonly only?: readonly string[];
  /** The same run before its failed jobs are run again. */
  readonly before?: PipelineRun;
}

export interface TemplateRuns extends AsyncDisposable {
  readonly sample: SampleRepository;
  readonly index: IndexAddress;
  /** The run as Azure DevOps knows it once a stage was decided on. */
  readonly worlds: ReadonlyMap<string, World>;
  /** The Python that packages are tested on: this machine's. */
  readonly python: string;
  readonly run: (given: RunGiven) => Promise<PipelineRun>;
}

export async function startTemplateRuns(): Promise<TemplateRuns> {
  const sample = sampleRepository();
  const azure = await startAzure();
  const { signal } = new AbortController();
  const folder = join(sample.scratch, "index");
  const index = await startLocalIndex({
    python: await pythonWithPypiserver(),
    script: serveScript,
    folder,
    signal,
  });
  const version = spawnSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
  const python = String(version.stdout).trim();
  const worlds = new Map<string, World>();

  /** Decides with the shipped command, on the record that the run left; what stands then in Azure DevOps. */
  async function decide(at: string, stage: string, attempt: number, decision: Decision): Promise<Decision> {
    const collect = Math.max(
      ...readdirSync(join(at, "artifacts")).map((name) =>
        Number(/^gatehouse-record-(\d+)$/.exec(name)?.[1] ?? 0),
      ),
    );
    const path = join(at, `artifacts/gatehouse-record-${collect}/release.json`);
    const record = JSON.parse(readFileSync(path, "utf8")) as ReleaseRecord;
    const world = waitingWorld(record);
    const nth = record.artifacts.findIndex(({ safeName }) => `Release_${safeName}` === stage);
    atAttempts(world, nth, { collect, stage: attempt });
    azure.set({ world });
    const verb = decision === "approved" ? "approve" : "reject";
    const about = ["--run", String(runId), "--artifact", record.artifacts[nth]?.name ?? "", "--yes"];
    const decided = await atAzure({ azure, cwd: sample.folder }, "approvals", verb, ...about);
    assert.equal(decided.code, 0, decided.stderr);
    const { status } = world.approvals[partsOf(runId).approval(nth)] as { status: Decision };
    if (status === "approved") settleChecks(world, nth);
    worlds.set(stage, world);
    return status;
  }

  function job(stage: string) {
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
  }

  return {
    sample,
    index,
    worlds,
    python,
    async run({ name, decisions, only, before, lost }) {
      const ci = parse(readFileSync(join(sample.folder, "sdk/contoso/ci.yml"), "utf8")) as {
        extends: { parameters: Readonly<Record<string, Value>> & { Artifacts: { safeName: string }[] } };
      };
      const { parameters } = ci.extends;
      const pipeline = expandTemplate(
        join(root, "templates/release.yml"),
        {
          ...parameters,
          Artifacts: parameters.Artifacts.filter(({ safeName }) => only?.includes(safeName) ?? true),
          Index: index.upload,
          PythonUploadServiceConnection: "connection-id",
          TestPythonVersions: [python],
          RequireDigest: true,
        },
        { "Build.Reason": "Manual", "Build.SourceBranch": "refs/heads/main" },
      );
      const at = join(sample.scratch, name);
      const around: Surroundings = {
        folder: at,
        remote: sample.remote,
        decide: (stage, attempt) => decide(at, stage, attempt, decisions[stage] ?? "rejected"),
        job,
        ...(lost === undefined ? {} : { lost }),
      };
      return runPipeline(pipeline, around, before);
    },
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await azure[Symbol.asyncDispose]();
      sample.remove();
    },
  };
}

/** What all tasks of a run said. */
export function explain({ tasks }: PipelineRun): string {
  return tasks.map(({ at, run: { result, output } }) => `${at}: ${result}\n${output}`).join("\n");
}
