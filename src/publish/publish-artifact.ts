/** The publish door: sends what the index lacks of one approved artifact, and reads it back. */
import { join } from "node:path";
import { checkFiles } from "../distributions/check-files.ts";
import { readMetadata } from "../distributions/read-metadata.ts";
import { GatehouseError } from "../errors.ts";
import type { Distribution, FileOutcome, PublishSlice } from "../release/record.ts";
import { type Approved, approversOf } from "../release/stages.ts";
import type { PublishContext } from "./context.ts";
import { hasFile, look } from "./look.ts";
import { metadataForm } from "./metadata-form.ts";
import { preflight } from "./preflight.ts";
import { readBack } from "./read-back.ts";
import { type ReadyFile, sendAll } from "./send-all.ts";
import { sendFile } from "./send-file.ts";

/**
 * Publishes `artifact` from `context.folder`. The slice says `already there` (nothing was sent), `published`
 * (the index lists every file with its hash) or `not yet visible`. Throws before anything is sent:
 * `files-changed`, `index-conflict`, `index-unreachable`, `upload-unreadable` and what `preflight` throws; while sending: what `sendFile`
 * throws, or the signal's reason. What was sent by then is on the index, and `onFile` was told: the next run
 * goes on from there.
 */
export async function publishArtifact(artifact: Approved, context: PublishContext): Promise<PublishSlice> {
  const { signal, log } = context;
  signal.throwIfAborted();
  await checkFiles(context.files, context.folder, artifact);
  const plan = await look(context, artifact);
  const outcomes = new Map<string, FileOutcome>();
  const tell = async (name: string, outcome: FileOutcome) => {
    outcomes.set(name, outcome);
    await context.onFile(name, outcome);
  };
  for (const { name } of artifact.files) if (hasFile(plan, name)) await tell(name, "identical");
  if (plan.send.length === 0) return sliceOf(artifact, context, "already there", outcomes);
  const [forms] = await Promise.all([
    readForms(context, artifact, plan.send),
    preflight(context, artifact, plan.project),
  ]);
  await sendAll(forms, {
    isFirst: plan.files.every(({ outcome }) => outcome === "absent"),
    slot: context.run.slot,
    async send({ file, form }) {
      signal.throwIfAborted();
      log.info(`Sending ${file.name} (${file.size} bytes) to ${context.index.upload}`);
      await tell(file.name, await sendFile(context, artifact, file, form));
    },
  });
  signal.throwIfAborted();
  const missing = await readBack(context, artifact);
  for (const name of missing) await tell(name, "not yet visible");
  return sliceOf(artifact, context, missing.length === 0 ? "published" : "not yet visible", outcomes);
}

/** The form of each file, read before anything is sent. */
async function readForms(
  { files, folder }: PublishContext,
  artifact: Approved,
  send: readonly Distribution[],
): Promise<ReadyFile[]> {
  return Promise.all(
    send.map(async (file) => {
      const metadata = await readMetadata(files, join(folder, file.name), file.kind);
      const form = "problem" in metadata ? metadata : metadataForm(metadata, file, artifact);
      if (!("problem" in form)) return { file, form };
      throw GatehouseError.of("upload-unreadable", { file: file.name, problem: form.problem });
    }),
  );
}

/** The slice of what is known by now. */
export function sliceOf(
  { name, version, digest, files, approval }: Approved,
  { index, clock }: Pick<PublishContext, "index" | "clock">,
  outcome: PublishSlice["outcome"],
  outcomes: ReadonlyMap<string, FileOutcome>,
): PublishSlice {
  return {
    schema: "gatehouse/publish@1",
    name,
    version,
    digest,
    index: index.simple,
    approvers: approversOf(approval),
    outcome,
    files: files.map((file) => ({
      name: file.name,
      sha256: file.sha256,
      size: file.size,
      outcome: outcomes.get(file.name) ?? "not sent",
    })),
    at: clock.now().toISOString(),
  };
}
