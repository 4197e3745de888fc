/** The approvals that a run waits for, and whose they are. */
import pLimit from "p-limit";
import { isNumber, sameId, sameName, within } from "../release/service-words.ts";
import type { Approval, CheckSuite, Identity, Run, Timeline } from "./answers.ts";
import { type AzureProject, readApproval, readChecks } from "./read-run.ts";
import { type RunStage, safeNameOf, stagesOf } from "./run-stages.ts";

/** One approval that waits for somebody. Names are foreign text. */
export interface Waiting {
  readonly run: Run;
  readonly stage: RunStage;
  readonly safeName: string;
  readonly approval: string;
  /** What it is for: `environment package-publish`. */
  readonly resource: string;
  /** RFC 3339, or null when the service does not say. */
  readonly since: string | null;
  /** People and groups who have not decided yet. */
  readonly approvers: readonly string[];
  /** How many more must approve. */
  readonly needed: number;
}

/** An approval that waits and can't be decided on here. */
export interface Odd {
  readonly run: Run;
  readonly stage: string;
  readonly problem: string;
}

export interface Found {
  readonly waiting: readonly Waiting[];
  readonly odd: readonly Odd[];
}

/** Requests at a time; Azure DevOps slows down who asks more. */
const atATime = 4;

/** What the release stages of a run wait for. */
export async function readWaiting(place: AzureProject, run: Run, timeline: Timeline): Promise<Found> {
  const stages = stagesOf(timeline).filter(
    (stage) => stage.state !== "completed" && safeNameOf(stage) !== null,
  );
  const limit = pLimit(atATime);
  const found = await Promise.all(stages.map((stage) => limit(() => ofStage(place, run, stage))));
  return { waiting: found.flatMap(({ waiting }) => waiting), odd: found.flatMap(({ odd }) => odd) };
}

async function ofStage(place: AzureProject, run: Run, stage: RunStage): Promise<Found> {
  const { checkpoint } = stage;
  if (checkpoint === null) return { waiting: [], odd: [] };
  const read = await Promise.all(checkpoint.approvals.map((ids) => readApproval(place, ids)));
  const pending = read.filter((one) => one !== null).filter(({ status }) => status === "pending");
  if (pending.length === 0) return { waiting: [], odd: [] };
  const checks = await readChecks(place, checkpoint.id);
  const odd = (problem: string): Odd => ({ run, stage: stage.identifier, problem });
  if (checks === null) return { waiting: [], odd: [odd("Azure DevOps knows no checks of this stage")] };
  const problem = misplaced(checks, run, stage);
  if (problem !== null) return { waiting: [], odd: [odd(problem)] };
  const own = pending.filter((one) => isOfRun(one, checks, run));
  const waiting = own.map((one) => waitingOf(one, { run, stage, checks }));
  return {
    waiting,
    odd: own.length === pending.length ? [] : [odd("an approval in it is not proven to be its own")],
  };
}

/** The timeline only finds: what is decided on must be this run's by the service's own words, which no agent can write. */
function misplaced(checks: CheckSuite, run: Run, stage: RunStage): string | null {
  const of = (...path: string[]) => within(checks.context, ...path);
  const name = of("GraphNode", "Name");
  const same =
    isNumber(of("Pipeline", "Owner", "Id"), run.id) &&
    sameName(typeof name === "string" ? name : null, stage.identifier) &&
    isNumber(of("GraphNode", "Attempt"), stage.attempt);
  return same ? null : "its checks are another run's, stage's or attempt's";
}

/**
 * An approval that says whose it is says this run; and it is one of the stage's checks, where they have the same ids,
 * which no contract promises: where not, it has to say.
 */
function isOfRun({ id, pipeline }: Approval, { checkRuns }: CheckSuite, run: Run): boolean {
  const owner = within(pipeline, "owner", "id");
  if (owner !== undefined) return isNumber(owner, run.id);
  return checkRuns.some((check) => sameId(check.id, id));
}

function waitingOf(
  approval: Approval,
  { run, stage, checks }: { run: Run; stage: RunStage; checks: CheckSuite },
): Waiting {
  const steps = approval.steps ?? [];
  const open = steps.filter(({ status }) => status === "pending" || status === "uninitiated");
  const given = steps.filter(({ status }) => status === "approved").length;
  const wanted = approval.minRequiredApprovers ?? 0;
  const resource = checks.checkRuns.find(({ id }) => sameId(id, approval.id))?.checkConfigurationRef.resource;
  return {
    run,
    stage,
    safeName: safeNameOf(stage) ?? "",
    approval: approval.id,
    resource: resource === undefined ? "" : `${resource.type} ${resource.name ?? ""}`.trim(),
    since: approval.createdOn ?? null,
    approvers: open.map(({ assignedApprover }) => nameOf(assignedApprover)),
    // None given means all of them.
    needed: Math.max(1, (wanted === 0 ? steps.length : wanted) - given),
  };
}

export function nameOf(identity: Identity | null | undefined): string {
  return identity?.displayName || identity?.uniqueName || "somebody without a name";
}
