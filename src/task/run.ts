/** What the agent's variables say about the job and its run. */
import { resolve } from "node:path";
import { GatehouseError } from "../errors.ts";
import type { Agent } from "../ports.ts";
import type { Distribution } from "../release/record.ts";
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

/** The run, and the address of its project for people, with the last slash; null where the agent does not say. */
function runOf(agent: Agent): { readonly project: string; readonly build: string } | null {
  const [collection, project, build] = ["System.CollectionUri", "System.TeamProject", "Build.BuildId"].map(
    (name) => agent.variable(name),
  );
  if (collection == null || project == null || build == null || !/^\d+$/.test(build)) return null;
  const root = collection.endsWith("/") ? collection : `${collection}/`;
  return { project: `${root}${encodeURIComponent(project)}/`, build };
}

/** Address of the run for people; null where the agent does not say. */
export function runAddress(agent: Agent): string | null {
  const run = runOf(agent);
  return run === null ? null : `${run.project}_build/results?buildId=${run.build}`;
}

declare const GATEHOUSE_EXTENSION: string;

/** `<publisher>.<extension>`; the bundler takes it from the extension's manifest, the source run as it is has none. */
const extension = typeof GATEHOUSE_EXTENSION === "string" ? GATEHOUSE_EXTENSION : null;

/** Address of the run in the hub *Releases*, which is there whether the run has its tab or not; null where it is not known. */
export function releasePage(agent: Agent, of: string | null = extension): string | null {
  const run = runOf(agent);
  if (run === null || of === null) return null;
  return `${run.project}_apps/hub/${encodeURIComponent(`${of}.releases-hub`)}?runId=${run.build}`;
}

export function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** Tells the agent how far the work is, each time that one of `total` is done. */
export function progressOf(agent: Agent, total: number): (name: string) => void {
  let done = 0;
  return (name) => {
    done += 1;
    agent.progress(Math.min(100, Math.round((100 * done) / Math.max(1, total))), name);
  };
}

/**
 * The same by bytes, for what is sent: takes how many of one of `files` went out, which begins anew with another try, and
 * tells whole per cents of them all as they grow.
 */
export function sendingOf(
  agent: Agent,
  files: readonly Pick<Distribution, "name" | "size">[],
): (name: string, bytes: number) => void {
  const sizeOf = (some: Iterable<number>) => [...some].reduce((sum, bytes) => sum + bytes, 0);
  const total = sizeOf(files.map(({ size }) => size));
  const sent = new Map<string, number>();
  let told = 0;
  return (name, bytes) => {
    sent.set(name, bytes);
    const percent = Math.floor((100 * sizeOf(sent.values())) / total);
    if (percent <= told) return;
    told = percent;
    agent.progress(percent, name);
  };
}
