/** How far a version is on an index. */
import type { IndexFile, ProjectState } from "./types.ts";
import { type IndexRelease, filesOf, releasesOf } from "./versions.ts";

/** PyPI takes no more files of a release that was begun longer ago (since 2026-07-08). */
export const daysOpen = 14;

const day = 86_400_000;

export type Kind = "sdist" | "wheel";

export type ReleaseState =
  | { readonly kind: "absent" }
  | { readonly kind: "there"; readonly yanked: boolean }
  | {
      readonly kind: "partly";
      /** What it has no file of. */
      readonly lacks: Kind;
      readonly files: readonly IndexFile[];
      /** When the last file of it can be added; null when the index gives no dates. */
      readonly until: Date | null;
      /** Whether what it lacks can still be added. */
      readonly open: boolean;
    };

/**
 * What `project` has of `version` (PEP 440) at the time `now`. A release is there in part when it lacks the sdist or the
 * wheel that most other releases of the project have. Where no other release shows what is usual, both are expected
 * while it can still be completed. A yanked release is not to be completed. PyPI counts the 14 days from the first file
 * (warehouse `forklift/legacy.py`: `release.created`).
 */
export function releaseState(project: ProjectState, version: string, now: Date): ReleaseState {
  const files = filesOf(project, version);
  if (files.length === 0) return { kind: "absent" };
  const yanked = files.every((file) => file.yanked === true);
  const lacks = (["wheel", "sdist"] as const).find((kind) => !hasKind(files, kind));
  if (lacks === undefined || yanked) return { kind: "there", yanked };
  const dates = files.flatMap(({ uploadedAt }) => (uploadedAt === undefined ? [] : [uploadedAt.getTime()]));
  const until = dates.length === 0 ? null : new Date(Math.min(...dates) + daysOpen * day);
  const open = until === null || now <= until;
  const others = releasesOf(project).filter((release) => release.files !== files);
  const isExpected = others.length === 0 ? open : isUsual(others, lacks);
  return isExpected ? { kind: "partly", lacks, files, until, open } : { kind: "there", yanked };
}

/** Whether there is nothing to release of a version: it is there, or what it lacks can't be added any more. */
export function isOver(state: ReleaseState): boolean {
  return state.kind === "there" || (state.kind === "partly" && !state.open);
}

/** Whether at least half of `releases` have such a file: one of long ago says nothing of today. */
function isUsual(releases: readonly IndexRelease[], kind: Kind): boolean {
  return releases.filter(({ files }) => hasKind(files, kind)).length * 2 >= releases.length;
}

/** An egg is neither. */
function hasKind(files: readonly IndexFile[], kind: Kind): boolean {
  const form = kind === "wheel" ? /\.whl$/i : /\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/i;
  return files.some(({ name }) => form.test(name));
}
