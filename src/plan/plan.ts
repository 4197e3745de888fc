/** Decides what a release would do: which artifacts have a version to release, and why not the others. Pure. */
import type { CiArtifact } from "../ci/types.ts";
import { releaseState } from "../index/release-state.ts";
import type { ProjectState } from "../index/types.ts";
import { filesOf, highestVersion } from "../index/versions.ts";
import type { SourcePackage } from "../packages/types.ts";
import type { Planned } from "../release/stages.ts";
import { canonicalVersion } from "../release/version.ts";

/** What is known of one artifact before anything is built. */
export interface PlanFacts {
  readonly artifact: CiArtifact;
  readonly source: SourcePackage | null;
  /** Folder of the package, relative to the repository's root, with `/`. */
  readonly path: string | null;
  /** What the index has; null when no index was asked. */
  readonly project: ProjectState | null;
  /** When the index was asked; null when none was. */
  readonly seenAt: Date | null;
  /** Files that an earlier, interrupted release of the same source built. */
  readonly kept: readonly { readonly name: string; readonly sha256: string }[];
  /** Whether it was chosen (`--artifact`). */
  readonly chosen: boolean;
}

/** The plan for each artifact, in the order given. */
export function plan(facts: readonly PlanFacts[]): Planned[] {
  return facts.map((fact) => {
    const { artifact, source, path, project } = fact;
    const version = source?.version === null || source === null ? null : canonicalVersion(source.version);
    const names = { name: artifact.name, safeName: artifact.safeName, package: artifact.package };
    const previous = project === null ? null : highestVersion(project);
    const { chosen } = fact;
    return {
      ...names,
      version,
      path,
      chosen,
      previous,
      dependsOn: [...artifact.dependsOn],
      ...decide(fact, version),
    };
  });
}

function decide({ artifact, source, project, seenAt, chosen, kept }: PlanFacts, version: string | null) {
  const no = (reason: string, released = false) => ({ release: false, released, reason });
  const yes = (reason: string) =>
    chosen ? { release: true, released: false, reason } : no("it was not chosen");
  if (source === null) return no(`there is no package ${artifact.package} in the service directory`);
  if (version === null) return yes("its version is known once it is built");
  if (project === null || seenAt === null) return yes(`${version} was not looked up on an index`);
  const state = releaseState(project, version, seenAt);
  if (state.kind === "absent")
    return yes(
      project.exists ? `${version} is not on the index` : `${version} is the first release of this name`,
    );
  // Some of our own files there and others not: a release that died half way. It goes on.
  const listed = filesOf(project, version);
  const there = kept.filter((file) => listed.some((other) => isSame(file, other)));
  if (there.length < kept.length)
    return yes(`${there.length} of ${kept.length} files of ${version} are on the index`);
  // With nothing kept it is built again, and publish compares the hashes.
  if (kept.length === 0 && state.kind === "partly" && state.open)
    return yes(`${version} is on the index without its ${state.lacks}`);
  return no(`${version} is on the index already`, true);
}

/** A name without a hash proves nothing: then publish looks into the file. */
function isSame(
  ours: { name: string; sha256: string },
  theirs: { name: string; sha256: string | null },
): boolean {
  return theirs.name === ours.name && theirs.sha256 === ours.sha256;
}
