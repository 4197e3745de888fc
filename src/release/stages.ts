/**
 * The stages of one artifact's way, as types that narrow. A door's function takes the type of the door before
 * it, so no door can be passed by mistake.
 */
import type { ApproveSlice, BuildEntry, GateSlice, PublishSlice, RecordArtifact } from "./record.ts";

/** The plan knows it: its names, its version, and whether to release it. */
export type Planned = Pick<
  BuildEntry,
  | "name"
  | "safeName"
  | "package"
  | "version"
  | "path"
  | "chosen"
  | "release"
  | "released"
  | "reason"
  | "previous"
  | "dependsOn"
>;
/** Every rule has looked at it. */
export type Validated = Planned & Pick<BuildEntry, "findings">;
/** Its distributions exist, are inspected and pinned. */
export type Built = BuildEntry & { version: string; digest: string };
/** The last test pass has run on those very files, or is known not to have. */
export type Tested = RecordArtifact & { version: string; digest: string };
/** Nothing holds it back: a decision may be asked for. */
export type Collected = Tested & { release: true };
/** A permitted person approved it at this digest, from a terminal or the local page. */
export type ApprovedHere = Collected & { approval: ApproveSlice & { decision: "approved" } };
/** A permitted person approved it at this digest: here, or in Azure DevOps, as a gate has proven. */
export type Approved = ApprovedHere | (Collected & { approval: GateSlice });
/** The index lists every file with the recorded hash. In a pipeline Azure DevOps keeps the approval, not we. */
export type Published = Tested & { publication: PublishSlice; approval: ApproveSlice | null };
/** The commit it was built from carries its tag. */
export type Tagged = Published & { tag: string };

export function isBuilt(artifact: BuildEntry): artifact is Built {
  return artifact.version !== null && artifact.digest !== null && artifact.files.length > 0;
}

export function isTested(artifact: RecordArtifact): artifact is Tested {
  return isBuilt(artifact);
}

/** Whether a decision may be asked for. */
export function isCollected(artifact: RecordArtifact): artifact is Collected {
  return artifact.release && isTested(artifact) && artifact.tests.outcome !== "failed";
}

/** The approved artifact, when this decision approves exactly these bytes; else null. */
export function approvedBy(artifact: Collected, decision: ApproveSlice | null): ApprovedHere | null {
  if (decision?.decision !== "approved") return null;
  if (decision.name !== artifact.name || decision.digest !== artifact.digest) return null;
  return { ...artifact, approval: { ...decision, decision: decision.decision } };
}

/** The names of the people who approved, each once. Foreign text. */
export function approversOf(approval: Approved["approval"]): string[] {
  if ("by" in approval) return [approval.by];
  const people = approval.approvals.filter(({ counted }) => counted);
  return [...new Map(people.map(({ id, name }) => [id.toLowerCase(), name])).values()];
}
