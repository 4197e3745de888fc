/** What the agent's variables say about the job and its run. */
import { resolve } from "node:path";
import { type Share, wholeShare } from "../build/build-slice.ts";
import { GatehouseError } from "../errors.ts";
import type { Agent } from "../ports.ts";
import { textInput } from "./inputs.ts";

/** Folder of the record, absolute, with `/`. */
export function recordPath(agent: Agent): string {
  const given = textInput(agent, "recordPath");
  const workspace = agent.variable("Pipeline.Workspace");
  if (given === null && workspace === null) throw GatehouseError.of("input-missing", { input: "recordPath" });
  return slashed(resolve(given ?? `${workspace}/gatehouse`));
}

/** Where temporary things of this job go: wiped by the agent when the job ends. */
export function jobFolder(agent: Agent): string {
  return slashed(resolve(agent.variable("Agent.TempDirectory") ?? ".", "gatehouse"));
}

/**
 * This job's share. The totals count as slices only under `strategy: parallel` (execution type `MultiMachine`):
 * a matrix sets them too.
 */
export function shareOf(agent: Agent): Share {
  const number = (name: string) => Math.max(1, Math.trunc(Number(agent.variable(name))) || 1);
  const attempt = number("System.JobAttempt");
  if (agent.variable("System.ParallelExecutionType") !== "MultiMachine") return { ...wholeShare, attempt };
  const total = number("System.TotalJobsInPhase");
  const position = number("System.JobPositionInPhase");
  if (position > total)
    throw GatehouseError.of("slices-refused", { problem: `this job is ${position} of ${total}` });
  return { position, total, attempt };
}

/** Address of the run for people; null where the agent does not say. */
export function runAddress(agent: Agent): string | null {
  const [collection, project, build] = ["System.CollectionUri", "System.TeamProject", "Build.BuildId"].map(
    (name) => agent.variable(name),
  );
  if (collection == null || project == null || build == null || !/^\d+$/.test(build)) return null;
  const root = collection.endsWith("/") ? collection : `${collection}/`;
  return `${root}${encodeURIComponent(project)}/_build/results?buildId=${build}`;
}

export function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
