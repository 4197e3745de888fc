/** What Azure DevOps says about a stage, as it was answered; and what remains of it when it was enough. */
import type { Answer } from "../ports.ts";
import type { GivenApproval } from "../release/record.ts";
import type { Collected } from "../release/stages.ts";

/** The answers, unread. Nothing is assumed about their shape. */
export interface Answers {
  readonly timeline: Answer;
  readonly build: Answer;
  /** The check run of the stage's checkpoint. */
  readonly checks: Answer;
  /** One for each approval that the timeline has, in its order; null when the service knows none of its ids. */
  readonly approvals: readonly (Answer | null)[];
}

/** A proven approval. */
export interface Evidence {
  readonly kind: "approved";
  readonly artifact: Collected;
  readonly given: readonly [GivenApproval, ...GivenApproval[]];
}
