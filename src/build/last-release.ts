/** The wheel of an artifact's last release on the index, and what is new since then. */
import { askBytes } from "../index/ask.ts";
import type { IndexFile, ProjectState } from "../index/types.ts";
import { filesOf, versionsOf } from "../index/versions.ts";
import { wheelFacts } from "../distributions/wheel-facts.ts";
import type { Http } from "../ports.ts";
import { parseFileName } from "../release/filename.ts";
import type { Changes } from "../release/record.ts";
import type { Built } from "../release/stages.ts";
import { compareVersions } from "../release/version.ts";
import { changesBetween } from "./changes.ts";

/** What the index had when the release was planned, and how to fetch a file of it. */
export interface LastReleases {
  /** By PEP 503 name. */
  readonly projects: ReadonlyMap<string, ProjectState>;
  readonly http: () => Promise<Http>;
}

/** A wheel beyond this is not fetched only to be compared. */
const largestWheel = 32 * 1024 * 1024;

/**
 * What is new in `built`, whose files lie in `folder`, since the last release: the highest version below its own that was
 * not withdrawn. Null when there is none with a wheel to compare, or it can't be had: that is no reason to fail. Throws only
 * the signal's reason.
 */
export async function changesSince(
  built: Built,
  folder: string,
  { projects, http }: LastReleases,
  signal: AbortSignal,
): Promise<Changes | null> {
  const project = projects.get(built.package);
  const since = project === undefined ? null : lastBefore(project, built.version);
  if (project === undefined || since === null) return null;
  const pair = samePair(built, filesOf(project, since));
  if (pair === null || (pair.before.size ?? 0) > largestWheel) return null;
  try {
    const bytes = await askBytes(await http(), pair.before, { most: largestWheel, signal });
    const before = { size: bytes.length, facts: await wheelFacts(bytes) };
    const after = { size: pair.after.size, facts: await wheelFacts(`${folder}/${pair.after.name}`) };
    return changesBetween(before, after, since);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** The highest version below `version` of which a file is left. */
export function lastBefore(project: ProjectState, version: string): string | null {
  const isLeft = (candidate: string) => filesOf(project, candidate).some(({ yanked }) => yanked !== true);
  return (
    versionsOf(project)
      .filter((candidate) => compareVersions(candidate, version) < 0)
      .findLast(isLeft) ?? null
  );
}

/** A wheel of ours and the one of the last release that is for the same platforms; else the first of each. */
function samePair(built: Built, files: readonly IndexFile[]) {
  const ours = built.files.filter(({ kind }) => kind === "wheel");
  const theirs = files.filter(({ name }) => name.endsWith(".whl"));
  for (const after of ours) {
    const before = theirs.find(({ name }) => tagsOf(name) === tagsOf(after.name));
    if (before !== undefined) return { before, after };
  }
  const [after, before] = [ours[0], theirs[0]];
  return after === undefined || before === undefined ? null : { before, after };
}

/** `py3-none-any`; the whole name when it is no wheel's that we know. */
function tagsOf(fileName: string): string {
  const parsed = parseFileName(fileName);
  return parsed?.kind === "wheel" ? [parsed.python, parsed.abi, parsed.platform].join("-") : fileName;
}
