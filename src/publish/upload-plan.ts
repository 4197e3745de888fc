/** What to send, decided from what the index lists. */
import type { IndexFile } from "../index/types.ts";
import type { Distribution } from "../release/record.ts";

/** One of our files, against what the index lists under its name. */
export interface PlannedFile {
  readonly file: Distribution;
  readonly outcome: "absent" | "identical" | "conflict" | "unknown-hash";
  /** What the index lists under this name. */
  readonly listed: readonly IndexFile[];
}

/** What to do with the files of one artifact. */
export interface UploadPlan {
  /** In the order of sending: wheels, then the sdist. */
  readonly files: readonly PlannedFile[];
  /** What to send, in order; empty while one file is a conflict or unknown. The first goes alone. */
  readonly send: readonly Distribution[];
  readonly conflict: PlannedFile | null;
}

/**
 * Compares `files` with what the index lists. A file is identical when every entry of its name has its
 * SHA-256; one other hash is a conflict, and a conflict anywhere stops the artifact, since an index never
 * lets a file be replaced.
 */
export function uploadPlan(files: readonly Distribution[], listed: readonly IndexFile[]): UploadPlan {
  const planned = files.toSorted(bySendingOrder).map((file): PlannedFile => {
    const same = listed.filter((entry) => entry.name === file.name);
    return { file, outcome: outcomeOf(file, same), listed: same };
  });
  const clear = planned.every(({ outcome }) => outcome === "absent" || outcome === "identical");
  return {
    files: planned,
    send: clear ? planned.filter(({ outcome }) => outcome === "absent").map(({ file }) => file) : [],
    conflict: planned.find(({ outcome }) => outcome === "conflict") ?? null,
  };
}

function outcomeOf(file: Distribution, listed: readonly IndexFile[]): PlannedFile["outcome"] {
  if (listed.length === 0) return "absent";
  if (listed.some(({ sha256 }) => sha256 !== null && sha256 !== file.sha256)) return "conflict";
  return listed.every(({ sha256 }) => sha256 === file.sha256) ? "identical" : "unknown-hash";
}

function bySendingOrder(a: Distribution, b: Distribution): number {
  if (a.kind !== b.kind) return a.kind === "wheel" ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
