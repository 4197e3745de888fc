/** Where the page gets a release from, and where decisions go: one for each place that the page is at home. */
import type { Decision } from "../release/record.ts";
import type { ReleaseView } from "../report/view.ts";
import type { Pace } from "./follow.ts";

/** One decision, with the digest that was shown. */
export interface ShownDecision {
  readonly name: string;
  readonly digest: string;
  readonly decision: Decision;
  readonly comment: string;
}

/** What stood in a decision's way, or null. */
export interface Result {
  readonly name: string;
  readonly problem: string | null;
}

/** An answer, or a sentence about why there is none. */
export type Answered<Value> = { readonly value: Value } | { readonly problem: string };

/** The release that the page shows. Nothing here throws. */
export interface Home {
  /** Whether it is a pipeline's or one from a terminal: what a decision does. */
  readonly kind: "pipeline" | "terminal";
  /** How often to read. */
  readonly pace: Pace;
  /** The release as it is now. */
  readonly read: () => Promise<Answered<ReleaseView>>;
  /** Sends decisions; for each comes back what stood in its way. */
  readonly decide: (decisions: readonly ShownDecision[]) => Promise<Answered<readonly Result[]>>;
}

/** A run that waits for somebody. Foreign text. */
export interface WaitingRun {
  readonly id: number;
  readonly number: string;
  /** Of the pipeline: `python - storage`. */
  readonly pipeline: string;
  readonly branch: string;
  readonly requestedFor: string;
  /** ISO 8601: since when the longest one waits. */
  readonly since: string;
  /** How many approvals wait for who looks at the page, and for others. */
  readonly yours: number;
  readonly others: number;
}

/** All runs that wait. Neither throws. */
export interface Lobby {
  readonly waiting: () => Promise<Answered<readonly WaitingRun[]>>;
  /** The run that the address asks for, which is shown at once; null: none. */
  readonly first: Home | null;
  /** The release of one of them. */
  readonly open: (run: number) => Home;
}
