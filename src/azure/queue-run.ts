/** Queueing a run of a release pipeline. */
import * as Type from "typebox";
import type { CiArtifact } from "../ci/types.ts";
import type { AzureDevOps } from "../ports.ts";
import { matchGlobs } from "../release/glob.ts";
import { fit } from "./fit.ts";

/** What to run. */
export interface RunRequest {
  /** `refs/heads/main`; null for the pipeline's own. */
  readonly ref: string | null;
  /** Names of stages. */
  readonly stagesToSkip: readonly string[];
}

/** `main` is a branch; what begins with `refs/` is taken as it is. */
export function refOf(branch: string): string {
  return branch.startsWith("refs/") ? branch : `refs/heads/${branch}`;
}

/** What a choice of artifacts means for a run. */
export interface Selection {
  readonly chosen: readonly CiArtifact[];
  /** The release stages of the others. */
  readonly stagesToSkip: readonly string[];
  /** Chosen artifacts that need some that are not, by name. */
  readonly lacking: readonly { readonly name: string; readonly needs: readonly string[] }[];
}

/** Throws `glob-no-match`. */
export function selectArtifacts(artifacts: readonly CiArtifact[], globs: readonly string[]): Selection {
  const names = matchGlobs(
    globs,
    artifacts.map(({ name }) => name),
  );
  const chosen = artifacts.filter(({ name }) => names.has(name));
  const others = artifacts.filter(({ name }) => !names.has(name));
  const lacking = chosen.flatMap(({ name, dependsOn }) => {
    const needs = others.filter(({ safeName }) => dependsOn.includes(safeName)).map((other) => other.name);
    return needs.length === 0 ? [] : [{ name, needs }];
  });
  return { chosen, stagesToSkip: others.map(({ safeName }) => `Release_${safeName}`), lacking };
}

const Run = Type.Object({ id: Type.Integer({ minimum: 1 }), name: Type.Optional(Type.String()) });

/** A run that was queued. */
export interface QueuedRun {
  readonly id: number;
  /** Its number for people: `20260821.3`. */
  readonly name: string;
}

/** Queues it, once: throws `azure-lost` when it is not known whether there is a run now. */
export async function queueRun(
  { azure, project }: { readonly azure: AzureDevOps; readonly project: string },
  pipeline: { readonly id: number; readonly name: string },
  { ref, stagesToSkip }: RunRequest,
): Promise<QueuedRun> {
  const what = `to queue a run of ${pipeline.name}`;
  const body = {
    ...(ref === null ? {} : { resources: { repositories: { self: { refName: ref } } } }),
    ...(stagesToSkip.length === 0 ? {} : { stagesToSkip }),
  };
  const path = [project, "_apis", "pipelines", String(pipeline.id), "runs"];
  const run = fit(Run, await azure.send("POST", { what, path }, body), what);
  return { id: run.id, name: run.name ?? String(run.id) };
}

/** The page of a run. */
export function runAddress(
  { azure, project }: { readonly azure: { readonly organization: string }; readonly project: string },
  run: number,
): string {
  return `${azure.organization}${encodeURIComponent(project)}/_build/results?buildId=${run}&view=results`;
}
