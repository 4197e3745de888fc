/** How far a run is, and whether there is anything left to watch. Pure. */
import { sameName } from "../release/service-words.ts";
import type { Run } from "./answers.ts";
import type { RunStage } from "./run-stages.ts";
import type { Waiting } from "./waiting.ts";

/** What was seen of a run at one time. */
export interface Sight {
  readonly run: Run;
  readonly stages: readonly RunStage[];
  readonly waiting: readonly Waiting[];
}

export type StageState =
  | "not begun"
  | "goes on"
  | "waits for an approval"
  | "is held up by a check"
  | "succeeded"
  | "failed"
  | "left out";

/** What a stage is, for people. Only the approval itself says that it waits: a stage that does is pending. */
export function stateOf(stage: RunStage, waiting: readonly Waiting[]): StageState {
  if (stage.state === "completed") {
    if (stage.result === "succeeded" || stage.result === "succeededWithIssues") return "succeeded";
    return stage.result === "skipped" ? "left out" : "failed";
  }
  if (waiting.some((one) => sameName(one.stage.identifier, stage.identifier))) return "waits for an approval";
  if (stage.held) return "is held up by a check";
  return stage.state === "inProgress" ? "goes on" : "not begun";
}

/** Equal for two sights that show the same. */
export function pictureOf({ run, stages, waiting }: Sight): string {
  const lines = stages.map((stage) => `${stage.identifier} ${stage.attempt} ${stateOf(stage, waiting)}`);
  return [run.status, run.result, ...lines].join("\n");
}

/** Why watching ends. */
export type End = { readonly kind: "ended"; readonly result: string } | { readonly kind: "waiting" };

/**
 * The run has ended; or approvals wait, nothing else goes on, and nothing has changed since the sight before, so that
 * stages which begin together are all there. Null while there is more to come.
 */
export function endOf(now: Sight, before: Sight | null): End | null {
  const { run, stages, waiting } = now;
  if (run.status === "completed") return { kind: "ended", result: run.result ?? "unknown" };
  if (waiting.length === 0 || stages.some((stage) => stateOf(stage, waiting) === "goes on")) return null;
  return before !== null && pictureOf(before) === pictureOf(now) ? { kind: "waiting" } : null;
}
