/** Tags what the index has confirmed, on the commit that it was built from. */
import { GatehouseError } from "../errors.ts";
import type { Published, Tagged } from "../release/stages.ts";
import { waitAfter } from "../index/backoff.ts";
import type { Clock, Repository } from "../ports.ts";
import { plain } from "../report/plain.ts";
import { formatTagName, parseTagName } from "./tag-name.ts";

/** What tags are made with. */
export interface TagContext {
  /** The commit that was built: the record's, never the one that is checked out. */
  readonly commit: string;
  readonly repository: Repository;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Address of the run, or null from a terminal. */
  readonly run: string | null;
}

const tries = 4;

/**
 * Makes and pushes the tag of a published artifact. There already on the same commit: done. On another:
 * `tag-conflict`. When a push fails, the remote is looked at before the next one. The message is evidence that
 * outlives the run: digest, who approved, the run, and each file's hash.
 */
export async function tagArtifact(artifact: Published, context: TagContext): Promise<Tagged> {
  const { commit, repository, clock, signal } = context;
  const tag = formatTagName(artifact);
  // What the record says is checked when it is read; a tag is forced on nobody by a name that means something to git.
  if (parseTagName(tag) === null) {
    throw GatehouseError.of("tag-unconfirmed", {
      name: artifact.name,
      problem: "its tag would have no plain name",
    });
  }
  if (!(await repository.hasCommit(commit))) {
    const problem = `the clone does not have the commit ${commit} that it was built from`;
    throw GatehouseError.of("tag-unconfirmed", { name: artifact.name, problem });
  }
  for (let failures = 1; ; failures += 1) {
    const theirs = await repository.tagOnRemote(tag);
    if (theirs === commit) return { ...artifact, tag };
    if (theirs !== null) throw GatehouseError.of("tag-conflict", { tag, theirs, ours: commit });
    try {
      await repository.pushTag(tag, commit, tagMessage(artifact, context.run));
      return { ...artifact, tag };
    } catch (error) {
      signal.throwIfAborted();
      const isFinal = error instanceof GatehouseError && error.code === "tag-conflict";
      if (isFinal || failures === tries) throw error;
    }
    await clock.sleep(waitAfter(failures, null, clock.now()), signal);
  }
}

function tagMessage(
  { package: name, version, digest, approval, publication, files }: Published,
  run: string | null,
) {
  const hashes = files.map((file) => `${file.sha256}  ${file.name}`);
  const approvers = publication.approvers.map((approver) => plain(approver, 200));
  const at = approval === null ? "" : ` at ${approval.at}`;
  const who = approvers.length === 0 ? [] : [`Approved by ${approvers.join(", ")}${at}`];
  const from = run === null ? [] : [`Released by ${plain(run, 500)}`];
  return [`${name} ${version}`, "", `gatehouse sha256:${digest}`, ...who, ...from, "", ...hashes, ""].join(
    "\n",
  );
}
