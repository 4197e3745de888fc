/**
 * Finds a stage's checkpoint in the timeline of a run, and the approvals below it. The timeline only finds: agents write
 * it. What it found is proven by the service's other answers.
 */
import { isUuid, sameId, sameName } from "./service-words.ts";

/** What is looked at in a record of a timeline. */
export interface TimelineNode {
  readonly id: string;
  readonly type: string;
  readonly parentId?: string | null;
  readonly identifier?: string | null;
  readonly attempt?: number | null;
}

/** For one approval the ids that it may have: the record's own, then its identifier. */
export type ApprovalIds = readonly [string, ...string[]];

export type CheckpointSearch =
  | { readonly kind: "found"; readonly checkpoint: string; readonly approvals: readonly ApprovalIds[] }
  /** The stage is there this often at that attempt, not once. */
  | { readonly kind: "not one stage"; readonly count: number }
  | { readonly kind: "no approval" }
  | { readonly kind: "odd"; readonly what: string; readonly problem: string };

/** The checkpoint of the stage (its `identifier`) at its attempt. */
export function searchCheckpoint(
  records: readonly TimelineNode[],
  { stage, attempt }: { readonly stage: string; readonly attempt: number },
): CheckpointSearch {
  const stages = records.filter(
    (record) => record.type === "Stage" && sameName(record.identifier, stage) && record.attempt === attempt,
  );
  const [own] = stages;
  if (own === undefined || stages.length > 1) return { kind: "not one stage", count: stages.length };
  const checkpoints = records.filter(
    ({ type, parentId }) => type === "Checkpoint" && sameId(parentId, own.id),
  );
  const [checkpoint] = checkpoints;
  if (checkpoint === undefined) return { kind: "no approval" };
  if (checkpoints.length > 1 || !isUuid(checkpoint.id))
    return { kind: "odd", what: "the stage", problem: "its checkpoint is not one with an id" };
  const approvals = records
    .filter(({ type, parentId }) => type === "Checkpoint.Approval" && sameId(parentId, checkpoint.id))
    .map(idsOf);
  const known = approvals.filter((ids) => ids !== null);
  if (known.length < approvals.length)
    return { kind: "odd", what: "the timeline", problem: "an approval in it has no id" };
  if (known.length === 0) return { kind: "no approval" };
  return { kind: "found", checkpoint: checkpoint.id, approvals: known };
}

function idsOf({ id, identifier }: TimelineNode): ApprovalIds | null {
  const [first, ...others] = [id, identifier].filter((one) => isUuid(one));
  if (first === undefined) return null;
  return [first, ...others.filter((other) => !sameId(other, first))];
}
