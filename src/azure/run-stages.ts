/** What the timeline of a run says about its stages. Pure. Agents write it with the job's token: it only finds. */
import { type ApprovalIds, searchCheckpoint } from "../release/checkpoint.ts";
import { sameId, sameName } from "../release/service-words.ts";
import type { Timeline, TimelineRecord } from "./answers.ts";

/** A stage at its newest attempt. */
export interface RunStage {
  /** Its name in the YAML: `Release_contosocore`. */
  readonly identifier: string;
  readonly attempt: number;
  readonly state: "pending" | "inProgress" | "completed";
  /** `succeeded`, `failed`, `skipped` …; null while it is not completed. */
  readonly result: string | null;
  /** Where its checks are asked for, and which approvals there may be; null when it has come to none yet. */
  readonly checkpoint: { readonly id: string; readonly approvals: readonly ApprovalIds[] } | null;
  /** Whether a check that is no approval holds it up: a permission to use a resource, business hours, a lock. */
  readonly held: boolean;
}

/** All stages in the order of the run; those that two records claim to be are left out. */
export function stagesOf({ records }: Timeline): RunStage[] {
  const stages = records.filter(({ type, identifier }) => type === "Stage" && identifier);
  const newest = new Map<string, TimelineRecord>();
  for (const stage of stages) {
    const key = stage.identifier?.toLowerCase() ?? "";
    if (attemptOf(stage) >= attemptOf(newest.get(key) ?? { attempt: 0 })) newest.set(key, stage);
  }
  return [...newest.values()]
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .flatMap((stage) => stageOf(records, stage) ?? []);
}

function stageOf(records: readonly TimelineRecord[], own: TimelineRecord): RunStage | null {
  const identifier = own.identifier ?? "";
  const attempt = attemptOf(own);
  const search = searchCheckpoint(records, { stage: identifier, attempt });
  if (search.kind === "not one stage") return null;
  const state = own.state === "inProgress" || own.state === "completed" ? own.state : "pending";
  return {
    identifier,
    attempt,
    state,
    result: state === "completed" ? (own.result ?? null) : null,
    checkpoint: search.kind === "found" ? { id: search.checkpoint, approvals: search.approvals } : null,
    held: state !== "completed" && isHeld(records, own),
  };
}

function isHeld(records: readonly TimelineRecord[], stage: TimelineRecord): boolean {
  const below = (type: RegExp, parent: TimelineRecord) =>
    records.filter((one) => type.test(one.type) && sameId(one.parentId, parent.id));
  return below(/^Checkpoint$/, stage)
    .flatMap((checkpoint) => below(/^Checkpoint\.(?!Approval$)/, checkpoint))
    .some((check) => check.state === "inProgress");
}

/** The artifact that a stage releases, by its `safeName`; null for another stage. */
export function safeNameOf({ identifier }: { readonly identifier: string }): string | null {
  return /^Release_([A-Za-z0-9_]{1,80})$/i.exec(identifier)?.[1] ?? null;
}

/** Whether the stage Build has left its files. */
export function isBuildDone(stages: readonly RunStage[]): boolean {
  const build = stages.find(({ identifier }) => sameName(identifier, "Build"));
  return build === undefined || build.state === "completed";
}

function attemptOf({ attempt }: Pick<TimelineRecord, "attempt">): number {
  return attempt ?? 1;
}
