/** Sends one file, and never blindly twice. */
import { GatehouseError } from "../errors.ts";
import { askedWait, waitAfter } from "../index/backoff.ts";
import type { Distribution } from "../release/record.ts";
import type { Approved } from "../release/stages.ts";
import { attempt } from "./attempt.ts";
import type { PublishContext } from "./context.ts";
import { hasFile, look } from "./look.ts";
import type { FormField } from "./metadata-form.ts";

const tries = 5;
/** Milliseconds. Who asks for a longer pause is asked again by the next run. */
const longestWait = 5 * 60_000;

/**
 * Uploads `file` with `form`. After an answer that leaves it open whether the file was taken, the index is
 * asked by hash before the next try. Resolves to `uploaded`, or to `identical` when the index had it before.
 * Throws `upload-refused`, `upload-failed`, `index-conflict`, `index-unreachable`, `files-changed`, `token-unfit`.
 */
export async function sendFile(
  context: PublishContext,
  artifact: Approved,
  file: Distribution,
  form: readonly FormField[],
): Promise<"uploaded" | "identical"> {
  const { clock, index, run, signal, log } = context;
  const about = { address: index.upload, file: file.name };
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    const { verdict, answer } = await attempt(context, artifact, file, form);
    if (verdict.kind === "stored") return "uploaded";
    const { problem } = verdict;
    if (verdict.kind === "refused") {
      throw GatehouseError.of("upload-refused", { ...about, problem, action: verdict.action });
    }
    const failed = (more = "") =>
      GatehouseError.of("upload-failed", { ...about, problem: `${problem}${more}` });
    if (verdict.kind === "later") throw failed();
    if (verdict.kind === "exists") {
      const { theirs } = verdict;
      if (theirs?.name === file.name && theirs.blake2b256 !== file.blake2b256) {
        await context.onFile(file.name, "conflict");
        throw GatehouseError.of("index-conflict", {
          ...about,
          theirs: `BLAKE2b-256 ${theirs.blake2b256}`,
          ours: `BLAKE2b-256 ${file.blake2b256}`,
        });
      }
      if (!(await isOurs(context, artifact, file))) throw failed();
      // What exists may be what an earlier try of ours stored before its answer was lost.
      return failures === 1 ? "identical" : "uploaded";
    }
    const now = clock.now();
    const asked = askedWait(answer, now);
    const seconds = Math.ceil((asked ?? 0) / 1000);
    if (asked !== null && asked > longestWait) throw failed(`; it asks to come back in ${seconds} s`);
    const wait = asked ?? waitAfter(failures, null, now);
    log.warn(`${file.name}: ${problem}. Asking the index in ${Math.ceil(wait / 1000)} s what it has.`);
    await clock.sleep(wait, signal);
    if (hasFile(await look(context, artifact), file.name)) return "uploaded";
    if (failures === tries || clock.now() > run.deadline) throw failed(` (tried ${failures} times)`);
  }
}

/**
 * Whether a file that the index says it has is ours, by hash. Its pages may lag behind, so they are read
 * several times; the file is not sent again meanwhile. False when it is not listed in the end; throws
 * `index-conflict` when it is another.
 */
async function isOurs(context: PublishContext, artifact: Approved, file: Distribution): Promise<boolean> {
  const { clock, signal } = context;
  for (let looks = 1; ; looks += 1) {
    if (hasFile(await look(context, artifact), file.name)) return true;
    if (looks === tries) return false;
    await clock.sleep(waitAfter(looks, null, clock.now()), signal);
  }
}
