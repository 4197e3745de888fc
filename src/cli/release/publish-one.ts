/** Publishes, and tags, one approved artifact from a folder: what `release` and `publish` share. */
import { GatehouseError } from "../../errors.ts";
import type { IndexAddress } from "../../index/types.ts";
import type { Credentials } from "../../publish/context.ts";
import { publishAndSave } from "../../publish/publish-and-save.ts";
import type { PublishRun } from "../../publish/publish-run.ts";
import type { FileOutcome } from "../../release/record.ts";
import { writePublishSlice } from "../../release/record-folder.ts";
import type { ApprovedHere } from "../../release/stages.ts";
import type { ArtifactProgress } from "../../report/view.ts";
import type { Repository } from "../../ports.ts";
import { tagArtifact } from "../../tag/tag-artifact.ts";
import type { Context } from "../context.ts";
import type { ReleaseDesk } from "./release-desk.ts";
import { sendingNotes } from "./sending.ts";

export interface PublishOneOptions {
  readonly desk: ReleaseDesk;
  readonly folder: string;
  readonly index: IndexAddress;
  readonly credentials: Credentials;
  readonly run: PublishRun;
  /** Where tags go, or null for none. */
  readonly repository: Repository | null;
}

/**
 * The artifact's progress once it is done. The slice on disk is written before and after each file; `onSending` is told how
 * far a large one is.
 */
export async function publishOne(
  context: Context,
  { desk, folder, index, credentials, run, repository }: PublishOneOptions,
  artifact: ApprovedHere,
  onSending: (note: string) => void = () => undefined,
): Promise<Partial<ArtifactProgress>> {
  const { name, safeName } = artifact;
  const outcomes: Record<string, FileOutcome> = {};
  const publishing = {
    onSent: sendingNotes(artifact.files, context.clock, onSending),
    http: await context.http(),
    files: context.files,
    clock: context.clock,
    log: context.log,
    index,
    credentials,
    mask: context.mask,
    run,
    folder: `${folder}/${name}`,
    signal: context.signal,
  };
  const slice = await publishAndSave(artifact, publishing, async (known) => {
    for (const file of known.files) if (file.outcome !== "not sent") outcomes[file.name] = file.outcome;
    desk.update(name, { outcomes: { ...outcomes } });
    await writePublishSlice(context.files, folder, safeName, known);
  });
  if (slice.outcome === "not yet visible") {
    const missing = slice.files.filter((file) => file.outcome === "not yet visible").map((file) => file.name);
    const error = GatehouseError.of("not-yet-visible", {
      address: index.simple,
      name,
      files: missing.join(", "),
    });
    return { state: "not yet visible", outcomes, note: error.message };
  }
  const state = slice.outcome === "already there" ? "already there" : "published";
  if (repository === null) return { state, outcomes, note: "" };
  desk.update(name, { state, outcomes, note: "" });
  const commit = desk.record.commit ?? "";
  const { clock, signal } = context;
  const tagging = { commit, repository, clock, signal, run: null };
  const { tag } = await tagArtifact({ ...artifact, publication: slice }, tagging);
  return { state, outcomes, tag, note: "" };
}
