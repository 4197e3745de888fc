/** Finds this stage's checkpoint in the timeline. The timeline only finds; agents write it. Others prove. */
import type { TimelineRecord } from "./answers.ts";
import type { StagePlace } from "./policy.ts";
import { isUuid, sameId, sameName } from "./read-answer.ts";
import { type Refusal, refused } from "./refusal.ts";

/** Where the service may know more. */
export interface Found {
  readonly kind: "found";
  /** Id of the stage's checkpoint, and of its check run. */
  readonly checkpoint: string;
  /** For each approval the ids that it may have: the record's own, then its identifier. */
  readonly approvals: readonly (readonly [string, ...string[]])[];
}

/** The checkpoint of the stage at its attempt. Refuses when there is not exactly one, or no approval below it. */
export function findCheckpoint(
  records: readonly TimelineRecord[],
  { stage, attempt }: StagePlace,
): Found | Refusal {
  const none = refused("gate-no-approval", { stage });
  const stages = records.filter(
    (record) => record.type === "Stage" && sameName(record.identifier, stage) && record.attempt === attempt,
  );
  const [own] = stages;
  if (own === undefined || stages.length > 1)
    return refused("gate-stage-unknown", { stage, attempt: String(attempt), count: String(stages.length) });
  const checkpoints = records.filter(
    ({ type, parentId }) => type === "Checkpoint" && sameId(parentId, own.id),
  );
  const [checkpoint] = checkpoints;
  if (checkpoint === undefined) return none;
  if (checkpoints.length > 1 || !isUuid(checkpoint.id))
    return refused("gate-answer", { what: "the stage", problem: "its checkpoint is not one with an id" });
  const approvals = records
    .filter(({ type, parentId }) => type === "Checkpoint.Approval" && sameId(parentId, checkpoint.id))
    .map(idsOf);
  const known = approvals.filter((ids) => ids !== null);
  if (known.length < approvals.length)
    return refused("gate-answer", { what: "the timeline", problem: "an approval in it has no id" });
  return known.length === 0 ? none : { kind: "found", checkpoint: checkpoint.id, approvals: known };
}

function idsOf({ id, identifier }: TimelineRecord): readonly [string, ...string[]] | null {
  const [first, ...others] = [id, identifier].filter((one) => isUuid(one));
  if (first === undefined) return null;
  return [first, ...others.filter((other) => !sameId(other, first))];
}
