/** What artifacts that are published at the same time share. */
import pLimit from "p-limit";
import type { Clock } from "../ports.ts";

/** Uploads at the same time, over all artifacts. */
const atOnce = 8;
/** No upload is tried again after so many milliseconds: a job of Azure Pipelines ends after an hour. */
const longest = 45 * 60_000;

export interface PublishRun {
  /** No attempt begins after it, but for a file's first. */
  readonly deadline: Date;
  /** Runs `work` when fewer than eight others run. */
  readonly slot: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs `ask` the first time; ever after it returns what came of that. */
  readonly once: (ask: () => Promise<void>) => Promise<void>;
}

/** A run that begins now. */
export function publishRun(clock: Clock): PublishRun {
  const limit = pLimit(atOnce);
  let asked: Promise<void> | null = null;
  return {
    deadline: new Date(clock.now().getTime() + longest),
    slot: (work) => limit(work),
    once: (ask) => (asked ??= ask()),
  };
}
