/** Whether what an artifact needs of its siblings is, or will be, on the index. */
import type { ProjectState } from "../index/types.ts";
import { versionsOf } from "../index/versions.ts";
import { type Requirement, siblingRequirements } from "../release/requirements.ts";
import type { Collected } from "../release/stages.ts";
import { versionSatisfies } from "../release/version.ts";

/** How far a sibling of the same release has come. */
export interface SiblingState {
  /** PEP 503 form. */
  readonly package: string;
  /** The version it has in this release; null when it is not known. */
  readonly version: string | null;
  readonly state: "on the index" | "coming" | "undecided" | "not coming";
  /** Why, in words that go into a sentence; may be empty. */
  readonly reason: string;
}

/** Whether an artifact can be published now. */
export type Need =
  | { readonly kind: "ready" }
  /** PEP 503 names of the siblings to wait for. */
  | { readonly kind: "wait"; readonly for: readonly string[] }
  | { readonly kind: "blocked"; readonly by: string; readonly reason: string };

/**
 * Decides by the requirements in `artifact`'s metadata. One is met by a sibling that is on the index at a
 * version that satisfies it, or by any other such version in `projects` (by PEP 503 name). What can never be
 * met comes first.
 */
export function needsOf(
  artifact: Pick<Collected, "package" | "requiresDist">,
  siblings: readonly SiblingState[],
  projects: ReadonlyMap<string, ProjectState>,
): Need {
  const open: string[] = [];
  for (const requirement of siblingRequirements(artifact, siblings)) {
    const sibling = siblings.find((candidate) => candidate.package === requirement.package);
    if (sibling === undefined || isMet(requirement, sibling, projects.get(requirement.package))) continue;
    const reason = whyNever(requirement, sibling);
    if (reason !== null) return { kind: "blocked", by: sibling.package, reason };
    open.push(sibling.package);
  }
  return open.length === 0 ? { kind: "ready" } : { kind: "wait", for: [...new Set(open)] };
}

function isMet(
  { specifier }: Requirement,
  sibling: SiblingState,
  project: ProjectState | undefined,
): boolean {
  const published = project === undefined ? [] : versionsOf(project);
  const own = sibling.state === "on the index" && sibling.version !== null ? [sibling.version] : [];
  return [...own, ...published].some((version) => versionSatisfies(version, specifier));
}

/** Why no waiting helps; null when it may. */
function whyNever({ specifier }: Requirement, { version, state, reason }: SiblingState): string | null {
  if (state === "not coming") return reason === "" ? "it is not released" : reason;
  if (version !== null && versionSatisfies(version, specifier)) return null;
  return `${specifier === "" ? "a version" : specifier} is required, and this release has ${version ?? "none"}`;
}
