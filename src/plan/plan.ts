/** Decides what a release would do: which artifacts have a version to release, and why not the others. Pure. */
import type { CiArtifact } from "../ci/types.ts";
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
    return { ...names, version, path, chosen, previous, dependsOn: [...artifact.dependsOn], ...decide(fact, version) };
  });
}

function decide({ artifact, source, project, chosen }: PlanFacts, version: string | null) {
  const no = (reason: string, released = false) => ({ release: false, released, reason });
  const yes = (reason: string) => ({ release: true, released: false, reason });
  if (source === null) return no(`there is no package ${artifact.package} in the service directory`);
  const released = project !== null && version !== null && filesOf(project, version).length > 0;
  if (released) return no(`${version} is on the index already`, true);
  if (!chosen) return no("it was not chosen");
  if (version === null) return yes("its version is known once it is built");
  if (project === null) return yes(`${version} was not looked up on an index`);
  return yes(project.exists ? `${version} is not on the index` : `${version} is the first release of this name`);
}
