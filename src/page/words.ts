/** The page's words for states, sizes and counts. */
import type { ArtifactState, ArtifactView } from "../report/view.ts";
import type { FileOutcome } from "../release/record.ts";

export const stateWords: Readonly<Record<ArtifactState, string>> = {
  waiting: "Waiting for a decision",
  approved: "Approved",
  rejected: "Rejected",
  publishing: "Publishing…",
  published: "Published",
  "already there": "Already on the index",
  "not yet visible": "Sent, not yet visible",
  failed: "Failed",
  "timed out": "Timed out",
  "left out": "Left out",
};

export const outcomeWords: Readonly<Record<FileOutcome, string>> = {
  uploaded: "Uploaded",
  identical: "On the index already, identical",
  conflict: "The index has another file of this name",
  "not sent": "Not sent",
  "not yet visible": "Sent, not yet visible on the index",
};

/** Whether a decision on it is still asked for. */
export function isUndecided({ decidable, digest, decision, state }: ArtifactView): boolean {
  return decidable && digest !== null && decision === null && state === "waiting";
}

/** Whether nothing more is expected to happen to it. */
export function isSettled({ state }: ArtifactView): boolean {
  return state !== "waiting" && state !== "approved" && state !== "publishing";
}

/** `contoso-core 1.3.0`. */
export function title({ name, version }: Pick<ArtifactView, "name" | "version">): string {
  return version === null ? name : `${name} ${version}`;
}

/** `1 artifact`, `3 artifacts`. */
export function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `45.2 kB (45,213 bytes)`; `312 bytes`. */
export function sizeWords(bytes: number): string {
  const exact = `${bytes.toLocaleString("en")} ${bytes === 1 ? "byte" : "bytes"}`;
  return bytes < 1000 ? exact : `${roundSize(bytes)} (${exact})`;
}

/** `45.2 kB`. */
export function roundSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  // By the number of digits shown, so that 999,999 bytes are 1.0 MB and not 1000.0 kB.
  const unit = ["kB", "MB", "GB"].findIndex((_, power) => bytes / 1000 ** (power + 1) < 999.95);
  const power = unit === -1 ? 3 : unit + 1;
  return `${(bytes / 1000 ** power).toFixed(1)} ${["kB", "MB", "GB"][power - 1] ?? ""}`;
}

/** What came of it all: `2 published, 1 rejected`. */
export function tally(artifacts: readonly ArtifactView[]): string {
  const counts = new Map<string, number>();
  for (const { state } of artifacts) {
    const word = stateWords[state].replace("…", "").toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, number]) => `${String(number)} ${word}`).join(", ");
}
