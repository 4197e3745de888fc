/** Publishes an artifact and keeps its slice as it goes, so that a crash loses nothing. */
import type { FileOutcome, PublishSlice } from "../release/record.ts";
import type { Approved } from "../release/stages.ts";
import type { PublishContext } from "./context.ts";
import { publishArtifact, sliceOf } from "./publish-artifact.ts";

/**
 * `publishArtifact`, with `save` called before anything is sent, after each file, and with the end: one call at a time.
 * Until the end the slice says `failed`. Throws what `publishArtifact` throws.
 */
export async function publishAndSave(
  artifact: Approved,
  context: Omit<PublishContext, "onFile">,
  save: (slice: PublishSlice) => Promise<void>,
): Promise<PublishSlice> {
  const outcomes = new Map<string, FileOutcome>();
  let saved = Promise.resolve();
  const keep = (slice: PublishSlice) => {
    // Files end at the same time; what is written last must be what is known last.
    saved = saved.then(() => save(slice));
    return saved;
  };
  const soFar = () => keep(sliceOf(artifact, context, "failed", outcomes));
  await soFar();
  const onFile = (name: string, outcome: FileOutcome) => {
    outcomes.set(name, outcome);
    return soFar();
  };
  const slice = await publishArtifact(artifact, { ...context, onFile });
  await keep(slice);
  return slice;
}
