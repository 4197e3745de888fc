/** A decision on one artifact at its digest, from a terminal or the local page. */
import { GatehouseError } from "../errors.ts";
import type { ApproveSlice, Decision, RecordArtifact } from "../release/record.ts";
import { isCollected } from "../release/stages.ts";

/** The decision as its slice. Throws `not-releasable` for an artifact that nobody may be asked about. */
export function decide(
  artifact: RecordArtifact,
  about: { decision: Decision; index: string | null; by: string; at: Date; comment: string },
): ApproveSlice {
  const { name, reason } = artifact;
  if (!isCollected(artifact)) throw GatehouseError.of("not-releasable", { name, reason });
  const { version, digest } = artifact;
  return { schema: "gatehouse/approve@1", name, version, digest, ...about, at: about.at.toISOString() };
}
