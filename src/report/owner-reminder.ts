/** Who must own a project once its first release has made it: whoever uploads a name first owns it. */
import type { RecordArtifact } from "../release/record.ts";

/** Why there is something to do, once the release is published. */
export const firstUploader = "This is the first release of this name: whoever uploaded it owns the project.";

/**
 * What is to be done about it, as the rule `owner` said of this artifact: by name, where the team requires an owner. Foreign
 * text, as all of a record. Null when it is not the first release.
 */
export function ownerReminder({
  previous,
  findings,
}: Pick<RecordArtifact, "previous" | "findings">): string | null {
  if (previous !== null) return null;
  return findings.find(({ rule }) => rule === "owner")?.remedy ?? "Make those owners who should be.";
}
