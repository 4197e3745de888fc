/** Tags what the index has confirmed, on the commit that it was built from. */
import { GatehouseError } from "../errors.ts";
import type { Published, Tagged } from "../release/stages.ts";
import type { Repository } from "../ports.ts";
import { formatTagName } from "./tag-name.ts";

/**
 * Makes and pushes the tag of a published artifact. There already on the same commit: done. On another:
 * `tag-conflict`. The message is evidence that outlives the run: digest, who approved, and each file's hash.
 */
export async function tagArtifact(
  artifact: Published,
  { commit, repository }: { commit: string; repository: Repository },
): Promise<Tagged> {
  const tag = formatTagName(artifact);
  if (!(await repository.hasCommit(commit))) {
    const problem = `the clone does not have the commit ${commit} that it was built from`;
    throw GatehouseError.of("tag-unconfirmed", { name: artifact.name, problem });
  }
  const theirs = await repository.tagOnRemote(tag);
  if (theirs !== null && theirs !== commit)
    throw GatehouseError.of("tag-conflict", { tag, theirs, ours: commit });
  if (theirs === null) await repository.pushTag(tag, commit, tagMessage(artifact));
  return { ...artifact, tag };
}

function tagMessage({ package: name, version, digest, approval, files }: Published): string {
  const hashes = files.map((file) => `${file.sha256}  ${file.name}`);
  const approver = approval === null ? [] : [`Approved by ${approval.by} at ${approval.at}`];
  return [`${name} ${version}`, "", `gatehouse sha256:${digest}`, ...approver, "", ...hashes, ""].join("\n");
}
