/** Publishes, and tags, one approved artifact from a folder: what `release` and `publish` share. */
import { GatehouseError } from "../../errors.ts";
import type { IndexAddress } from "../../index/types.ts";
import type { Credentials } from "../../publish/context.ts";
import { publishAndSave } from "../../publish/publish-and-save.ts";
import type { PublishRun } from "../../publish/publish-run.ts";
import { sendingLine } from "../../publish/sending.ts";
import type { FileOutcome } from "../../release/record.ts";
import { writePublishSlice } from "../../release/record-folder.ts";
import type { ApprovedHere } from "../../release/stages.ts";
import type { ArtifactProgress } from "../../report/view.ts";
import type { Repository } from "../../ports.ts";
import { tagArtifact } from "../../tag/tag-artifact.ts";
import type { Context } from "../context.ts";
import type { ReleaseDesk } from "./release-desk.ts";

export interface PublishOneOptions {
  readonly desk: ReleaseDesk;
  readonly folder: string;
  readonly index: IndexAddress;
  readonly credentials: Credentials;
  readonly run: PublishRun;
  /** Told of an artifact how far one of its files is on its way. */
  readonly onSending: (name: string, note: string) => void;
  /** Where tags go, or null for none. */
  readonly repository: Repository | null;
}

/** As often as somebody can read it. */
const redrawMilliseconds = 200;

/** The artifact's progress once it is done. The slice on disk is written before and after each file. */
export async function publishOne(
  context: Context,
  { desk, folder, index, credentials, run, repository, onSending }: PublishOneOptions,
  artifact: ApprovedHere,
): Promise<Partial<ArtifactProgress>> {
  const { name, safeName } = artifact;
  const outcomes: Record<string, FileOutcome> = {};
  const begun = new Map<string, number>();
  let told = 0;
  const onSent = (file: string, bytes: number) => {
    const now = performance.now();
    const start = begun.get(file) ?? now;
    begun.set(file, start);
    // Each time the list is drawn again, which takes longer than sending a piece.
    if (now - told < redrawMilliseconds) return;
    told = now;
    const size = artifact.files.find((one) => one.name === file)?.size ?? 0;
    const line = sendingLine(size, bytes, (now - start) / 1000);
    if (line !== null) onSending(name, `${file}: ${line}`);
  };
  const publishing = {
    onSent,
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
