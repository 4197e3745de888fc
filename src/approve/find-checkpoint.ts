/** Finds this stage's checkpoint in the timeline, or refuses. The timeline only finds; agents write it. Others prove. */
import { type ApprovalIds, searchCheckpoint } from "../release/checkpoint.ts";
import type { TimelineRecord } from "./answers.ts";
import type { StagePlace } from "./policy.ts";
import { type Refusal, refused } from "./refusal.ts";

/** Where the service may know more. */
export interface Found {
  readonly kind: "found";
  /** Id of the stage's checkpoint, and of its check run. */
  readonly checkpoint: string;
  readonly approvals: readonly ApprovalIds[];
}

/** The checkpoint of the stage at its attempt. Refuses when there is not exactly one, or no approval below it. */
export function findCheckpoint(records: readonly TimelineRecord[], place: StagePlace): Found | Refusal {
  const { stage, attempt } = place;
  const search = searchCheckpoint(records, place);
  switch (search.kind) {
    case "found":
      return search;
    case "not one stage":
      return refused("gate-stage-unknown", { stage, attempt: String(attempt), count: String(search.count) });
    case "no approval":
      return refused("gate-no-approval", { stage });
    case "odd":
      return refused("gate-answer", { what: search.what, problem: search.problem });
  }
}
