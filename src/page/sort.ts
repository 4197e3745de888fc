/** Which artifacts the table shows, and in which order. Pure. */
import type { ArtifactView } from "../report/view.ts";
import { isSettled, isUndecided } from "./words.ts";

export type Column = "artifact" | "state" | "findings" | "size";
export interface Order {
  readonly column: Column;
  readonly falling: boolean;
}

/** Which ones: `yours` wait for who looks, `open` are under way, `over` are done. */
export type Show = "all" | "yours" | "open" | "over";

export interface Filter {
  readonly show: Show;
  readonly text: string;
}

const states: readonly ArtifactView["state"][] = [
  "waiting",
  "failed",
  "publishing",
  "approved",
  "not yet visible",
  "rejected",
  "timed out",
  "published",
  "already there",
  "left out",
];

/** Whether `artifact` belongs to what is asked for. */
export function belongs(artifact: ArtifactView, show: Show): boolean {
  if (show === "yours") return isUndecided(artifact);
  if (show === "open") return artifact.decidable && !isSettled(artifact);
  return show === "all" || !artifact.decidable || isSettled(artifact);
}

/** Those that the filter lets through, in that order; equal ones stay as they were. */
export function arranged(
  artifacts: readonly ArtifactView[],
  { show, text }: Filter,
  order: Order | null,
): ArtifactView[] {
  const wanted = text.trim().toLowerCase();
  const seen = artifacts.filter(
    (artifact) => belongs(artifact, show) && artifact.name.toLowerCase().includes(wanted),
  );
  if (order === null) return seen;
  const sign = order.falling ? -1 : 1;
  return seen.toSorted((a, b) => sign * compare(a, b, order.column));
}

function compare(a: ArtifactView, b: ArtifactView, column: Column): number {
  switch (column) {
    case "artifact":
      return a.name.localeCompare(b.name, "en");
    case "state":
      return states.indexOf(a.state) - states.indexOf(b.state);
    case "findings":
      return weight(a) - weight(b);
    case "size":
      return sizeOf(a) - sizeOf(b);
  }
}

/** An error weighs more than any number of warnings that a package has. */
function weight({ findings }: ArtifactView): number {
  const weights = { error: 1_000_000, warning: 1000, note: 1 };
  return findings.reduce((sum, { severity }) => sum + weights[severity], 0);
}

/** Bytes of all its files. */
export function sizeOf({ files }: ArtifactView): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
