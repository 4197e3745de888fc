/** A decision on one artifact at its digest, from a terminal or the local page. */
import { GatehouseError } from "../errors.ts";
import type { ApproveSlice, Decision, RecordArtifact } from "../release/record.ts";
import { isCollected } from "../release/stages.ts";

/** The decision as its slice. Throws `not-releasable` for an artifact that nobody may be asked about. */
export function decide(
  artifact: RecordArtifact,
  { decision, by, at, comment }: { decision: Decision; by: string; at: Date; comment: string },
): ApproveSlice {
  const { name, reason } = artifact;
  if (!isCollected(artifact)) throw GatehouseError.of("not-releasable", { name, reason });
  const { version, digest } = artifact;
  const about = { name, version, digest };
  return { schema: "gatehouse/approve@1", ...about, decision, by, at: at.toISOString(), comment };
}
