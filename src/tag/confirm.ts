/** Whether the index has confirmed every file of an artifact. Pure. */
import { GatehouseError } from "../errors.ts";
import type { IndexFile } from "../index/types.ts";
import type { ApproveSlice, Distribution, PublishSlice, RecordArtifact } from "../release/record.ts";
import { isTested, type Published } from "../release/stages.ts";

/** What there is to go by. */
export interface Confirmation {
  /** The decision of a release from a terminal, for the tag's message; publish has looked at it. */
  readonly approval: ApproveSlice | null;
  readonly publication: PublishSlice | null;
  /** What the index lists of this version now. */
  readonly listed: readonly IndexFile[];
}

/** The published artifact. Throws `tag-unconfirmed` for what was not built, not published, or is not listed. */
export function confirmPublished(
  artifact: RecordArtifact,
  { approval, publication, listed }: Confirmation,
): Published {
  const { name } = artifact;
  const refuse = (problem: string) => GatehouseError.of("tag-unconfirmed", { name, problem });
  if (!isTested(artifact)) throw refuse("it was not built");
  if (publication === null || publication.digest !== artifact.digest) throw refuse("it was not published");
  // Of an index that gives no hashes a name says nothing by itself: then publish must have looked into the files.
  const wasRead = publication.outcome === "published" || publication.outcome === "already there";
  const confirms = ({ sha256 }: IndexFile, file: Distribution) =>
    sha256 === null ? wasRead : sha256 === file.sha256;
  const missing = artifact.files.filter(
    (file) => !listed.some((other) => other.name === file.name && confirms(other, file)),
  );
  if (missing.length > 0) {
    throw refuse(
      `the index does not list ${missing.map((file) => file.name).join(", ")} with the recorded hash`,
    );
  }
  const isOurs = approval?.decision === "approved" && approval.digest === artifact.digest;
  return { ...artifact, approval: isOurs ? approval : null, publication };
}
