/** GatehouseBuild: builds all, or this job's share, and leaves its slice. */
import { availableParallelism } from "node:os";
import { treeAround } from "../adapters/files-within.ts";
import { buildSlice, prepareOut } from "../build/build-slice.ts";
import { GatehouseError } from "../errors.ts";
import { isLeftover } from "../packages/leftovers.ts";
import { ownShare } from "../release/share.ts";
import { buildSummary } from "../report/summary.ts";
import { countInput } from "./inputs.ts";
import { jobTools } from "./python.ts";
import { jobFolder, progressOf, recordPath } from "./run.ts";
import { shareOf } from "./share.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";
import { planService } from "./service.ts";

export async function buildTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files, process, signal, log } = context;
  const out = recordPath(agent);
  const share = shareOf(agent);
  const { service, checkout, origin, artifacts, projects } = await planService(context);
  // Shares are cut from the list, never from the plan, which may differ between agents.
  const weights = new Map<string, number>();
  for (const { folder, package: name } of share.total === 1 ? [] : service.packages)
    weights.set(name, await files.weigh(folder, isLeftover));
  const own = ownShare(artifacts, (artifact) => weights.get(artifact.package) ?? 0, share);
  const ports = { files, process, signal };
  const tools = await jobTools(context, service.folder);
  const tell = progressOf(agent, own.filter((artifact) => artifact.release).length);
  const slice = await buildSlice(ports, {
    service,
    artifacts: own,
    origin,
    share,
    out,
    lastReleases: { projects, http: context.http },
    kept: await prepareOut(files, out, origin),
    backEnds: {
      ...tools.backEnds,
      onOutput: (name, output) => agent.group(`${name}: what its back end said`, output),
    },
    tree: treeAround(service.folder),
    time: checkout?.time ?? null,
    jobs: countInput(agent, "jobs") ?? availableParallelism(),
    onEvent: ({ name }, event, reason) => {
      if (event === "failed") log.warn(reason);
      else log.info(`${name}: ${event}`);
      if (event !== "building") tell(name);
    },
  });
  const summary = `${jobFolder(agent)}/gatehouse-build.md`;
  await files.write(summary, buildSummary(slice));
  agent.showSummary(summary);
  agent.setOutput("sliceArtifact", `gatehouse-build-${share.position}-${share.attempt}`);
  const wanted = own.filter((artifact) => artifact.release).map((artifact) => artifact.name);
  const built = slice.artifacts.filter((entry) => entry.digest !== null).map((entry) => entry.name);
  const failed = wanted.filter((name) => !built.includes(name));
  for (const { name, digest } of slice.artifacts) if (digest !== null) log.info(`${name}: sha256:${digest}`);
  if (failed.length > 0 && built.length === 0)
    throw GatehouseError.of("nothing-built", { names: failed.join(", ") });
  const held = artifacts.some((artifact) =>
    artifact.findings.some((finding) => finding.severity === "error"),
  );
  const text = `${built.length} built, ${failed.length} failed, ${own.length - wanted.length} left out`;
  return { result: failed.length > 0 || held ? "succeeded with issues" : "succeeded", text };
}
