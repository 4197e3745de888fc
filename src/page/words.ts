/** Every text of the page, and how it says numbers, times and states. */
import { pypi, testpypi } from "../release/index-address.ts";
import type { FileOutcome, Finding } from "../release/record.ts";
import type { TestTotals } from "../report/test-lines.ts";
import { roundSize } from "../report/size.ts";
import type { ArtifactState, ArtifactView } from "../report/view.ts";

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

export const severityWords: Readonly<Record<Finding["severity"], string>> = {
  error: "Error",
  warning: "Warning",
  note: "Note",
};

/** What a decision does, said where it is made. */
export const effects = {
  pipeline:
    "Approved artifacts are published, each by its own stage; what is published can't be taken back. A rejection makes the run red, " +
    "and the others go on. What nobody decides on in time is skipped. “Rerun failed jobs” is a new attempt that asks again: " +
    "earlier approvals do not count for it.",
  terminal:
    "Approved artifacts are published as soon as what they need is on the index; what is published can't be taken back. Rejected ones " +
    "are left out, and the others go on.",
} as const;

export const firstRelease =
  "Nothing of this name is on the index. Whoever uploads it first owns the project.";
export const untrusted = "This can't be believed, so nothing can be decided on it here:";
export const notCovered =
  "The digest does not cover changelog, findings, tests and what is new: they are what the run says.";
export const changedMeanwhile = "This has changed in the meantime: look again.";
export const nothingToDecide = "Nothing is waiting for you here.";

/** State with whose turn it is: `Waiting for you`. */
export function stateOf({ state, access }: Pick<ArtifactView, "state" | "access">): string {
  if (access.kind === "untrusted") return "Not trusted";
  if (state !== "waiting") return stateWords[state];
  if (access.kind === "reading") return "Being read…";
  return access.kind === "yours" ? "Waiting for you" : "Waiting for others";
}

export const stillReading = "What a decision depends on is still being read.";

/** Whether who looks at the page can decide on it now. */
export function isUndecided({ decidable, digest, decision, state, access }: ArtifactView): boolean {
  return decidable && digest !== null && decision === null && state === "waiting" && access.kind === "yours";
}

/** Whether nothing more is expected to happen to it. */
export function isSettled({ state }: ArtifactView): boolean {
  return state !== "waiting" && state !== "approved" && state !== "publishing";
}

/** `contoso-core 1.3.0`. */
export function title({ name, version }: Pick<ArtifactView, "name" | "version">): string {
  return version === null ? name : `${name} ${version}`;
}

/** `4,321`. Not by `Intl`, which takes longer to be loaded than a hundred rows to be made. */
const grouped = (number: number) => String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 artifact`, `3 artifacts`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `PyPI`; the address itself where it is no public index. */
export function indexName(address: string): string {
  if (address === pypi.simple || address === pypi.upload) return "PyPI";
  return address === testpypi.simple || address === testpypi.upload ? "TestPyPI" : address;
}

/** `4,321 passed, 2 failed on Python 3.9, 3.13 in 12 min`. */
export function testWords({ passed, failed, broken, pythons, seconds }: TestTotals): string {
  const outcomes = [
    `${grouped(passed)} passed`,
    ...(failed === 0 ? [] : [`${grouped(failed)} failed`]),
    ...(broken === 0 ? [] : [`${count(broken, "package")} failed without a failing test`]),
  ];
  return `${outcomes.join(", ")} on Python ${pythons.join(", ")} in ${durationWords(seconds)}`;
}

/** `45 s`, `12 min`, `1 h 5 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `45.2 kB (45,213 bytes)`; `312 bytes`. */
export function sizeWords(bytes: number): string {
  const exact = count(bytes, "byte");
  return bytes < 1000 ? exact : `${roundSize(bytes)} (${exact})`;
}

/** `1 error, 2 warnings`; empty when there is nothing. */
export function findingWords(findings: readonly Finding[]): string {
  return (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, number: findings.filter((one) => one.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity))
    .join(", ");
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

/** A time in the viewer's zone (`Nov 23 2026, 15:02`), and the same in UTC; null when it is no time. */
export function timeWords(iso: string | null): { readonly here: string; readonly utc: string } | null {
  const time = iso === null ? null : new Date(iso);
  if (time === null || Number.isNaN(time.getTime())) return null;
  const clock = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  return {
    here: `${time.toDateString().slice(4)}, ${clock}`,
    utc: `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`,
  };
}
