/** Reading runs, their timelines and their approvals. */
import * as Type from "typebox";
import type { AzureDevOps } from "../ports.ts";
import type { ApprovalIds } from "../release/checkpoint.ts";
import { Approval, CheckSuite, Run, Timeline } from "./answers.ts";
import { fit } from "./fit.ts";

/** A project of an organization. */
export interface AzureProject {
  readonly azure: AzureDevOps;
  readonly project: string;
}

/** As many as fit into an address. */
const atOnce = 100;

/** The run, or null when there is none of this id. */
export async function readRun({ azure, project }: AzureProject, run: number): Promise<Run | null> {
  const what = `the run ${run}`;
  const found = await azure.get({ what, path: [project, "_apis", "build", "builds", String(run)] });
  return found === undefined ? null : fit(Run, found, what);
}

/** The runs of these pipelines that have not ended; oldest first. */
export async function readOpenRuns(
  { azure, project }: AzureProject,
  pipelines: readonly number[],
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const what = "the runs that go on";
  for (let from = 0; from < pipelines.length; from += atOnce) {
    const definitions = pipelines.slice(from, from + atOnce).join(",");
    const query = { definitions, statusFilter: "inProgress", queryOrder: "queueTimeAscending", $top: "1000" };
    const found = await azure.list({ what, path: [project, "_apis", "build", "builds"], query });
    runs.push(...fit(Type.Array(Run), found ?? [], what));
  }
  return runs;
}

/** The newest timeline of a run; null while it has none. */
export async function readTimeline({ azure, project }: AzureProject, run: number): Promise<Timeline | null> {
  const what = `the timeline of the run ${run}`;
  const path = [project, "_apis", "build", "builds", String(run), "timeline"];
  const found = await azure.get({ what, path });
  // A run that waits for an agent, or for its turn, has an empty answer or none.
  return found === undefined || found === null ? null : fit(Timeline, found, what);
}

/**
 * The approval, by the first of its possible ids that the service knows: whether a record's id or its identifier is the
 * approval's is not written anywhere. Null when it knows none.
 */
export async function readApproval(
  { azure, project }: AzureProject,
  ids: ApprovalIds,
): Promise<Approval | null> {
  const what = "an approval";
  for (const id of ids) {
    const path = [project, "_apis", "pipelines", "approvals", id];
    const found = await azure.get({ what, path, query: { $expand: "steps" } });
    if (found !== undefined) return fit(Approval, found, what);
  }
  return null;
}

/** What the service itself says the checkpoint is about; null when it knows none. */
export async function readChecks(
  { azure, project }: AzureProject,
  checkpoint: string,
): Promise<CheckSuite | null> {
  const what = "the checks of a stage";
  const path = [project, "_apis", "pipelines", "checks", "runs", checkpoint];
  const found = await azure.get({ what, path, query: { $expand: "resources" } });
  return found === undefined ? null : fit(CheckSuite, found, what);
}
