/** What the rules look at: each chosen artifact, its package, and what the index has of it. */
import type { CiEntry, Located } from "../ci/types.ts";
import type { ProjectState } from "../index/types.ts";
import { isOver, releaseState } from "../index/release-state.ts";
import { packageOf } from "../packages/service-directory.ts";
import type { SourcePackage } from "../packages/types.ts";
import { normalizeName } from "../release/name.ts";
import { canonicalVersion } from "../release/version.ts";
import type { ValidateContext } from "./rule.ts";

export interface Subject {
  readonly entry: CiEntry & { readonly name: Located<string> };
  /** As ci.yml writes it. */
  readonly name: string;
  /** Null when the service directory has no such package. */
  readonly source: SourcePackage | null;
  /** Canonical; null when it can't be read or is none. */
  readonly version: string | null;
  /** Null when the index was not asked, or did not answer. */
  readonly project: ProjectState | null;
  /** Whether the index has this version: there is nothing to release then. */
  readonly released: boolean;
}

/** The chosen artifacts that have a name; of two with one name the first. */
export function subjectsOf({ service, artifacts, outside }: ValidateContext): Subject[] {
  const index = outside.index?.projects;
  const seenAt = outside.index?.seenAt ?? null;
  const seen = new Set<string>();
  return (artifacts ?? service.ci.entries).filter(hasName).flatMap((entry) => {
    const project = normalizeName(entry.name.value);
    if (seen.has(project)) return [];
    seen.add(project);
    const source = packageOf(service, { package: project });
    const version = source?.version == null ? null : canonicalVersion(source.version);
    const state = index?.get(project) ?? null;
    const released = isReleased(state, version, seenAt);
    return [{ entry, name: entry.name.value, source, version, project: state, released }];
  });
}

/** Whether an entry has a name that can be read. */
export function hasName(entry: CiEntry): entry is Subject["entry"] {
  return entry.name !== null;
}

/** Whether an index has a version, so that there is nothing to release of it. */
export function isReleased(state: ProjectState | null, version: string | null, now: Date | null): boolean {
  return state !== null && version !== null && now !== null && isOver(releaseState(state, version, now));
}

/** A subject with a package. */
export type Packaged = Subject & { readonly source: SourcePackage };

/** Those that have a package. */
export function packaged(subjects: readonly Subject[]): Packaged[] {
  return subjects.filter((subject): subject is Packaged => subject.source !== null);
}

/** Those that have a package, and something to release or not known to have nothing. */
export function unreleased(subjects: readonly Subject[]): Packaged[] {
  return packaged(subjects).filter(({ released }) => !released);
}
