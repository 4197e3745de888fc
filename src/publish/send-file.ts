/** Sends one file, and never blindly twice. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { GatehouseError } from "../errors.ts";
import { faultText } from "../index/ask.ts";
import { waitAfter } from "../index/backoff.ts";
import type { HttpAnswer } from "../ports.ts";
import type { Distribution } from "../release/record.ts";
import type { Approved } from "../release/stages.ts";
import { withoutSecrets } from "./cause.ts";
import type { PublishContext } from "./context.ts";
import { hasFile, look } from "./look.ts";
import type { FormField } from "./metadata-form.ts";
import { multipartBody } from "./multipart.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

const tries = 3;

/**
 * Uploads `file` with `form`. After an answer that leaves it open whether the file was taken, the index is
 * asked by hash before the next try. Resolves to `uploaded`, or to `identical` when the index had it before.
 * Throws `upload-refused`, `upload-failed`, `index-conflict`, `index-unreachable`, `files-changed`.
 */
export async function sendFile(
  context: PublishContext,
  artifact: Approved,
  file: Distribution,
  form: readonly FormField[],
): Promise<"uploaded" | "identical"> {
  const { clock, index, signal, log } = context;
  const address = index.upload;
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    const { verdict, answer } = await post(context, artifact, file, form);
    if (verdict.kind === "stored") return "uploaded";
    const problem = withoutSecrets(verdict.problem, context.credentials);
    if (verdict.kind === "refused") {
      throw GatehouseError.of("upload-refused", {
        address,
        file: file.name,
        problem,
        action: verdict.action,
      });
    }
    const failed = () => GatehouseError.of("upload-failed", { address, file: file.name, problem });
    if (verdict.kind === "later") throw failed();
    if (verdict.kind === "exists") {
      if (!(await isOurs(context, artifact, file))) throw failed();
      // What exists may be what an earlier try of ours stored before its answer was lost.
      return failures === 1 ? "identical" : "uploaded";
    }
    const wait = waitAfter(failures, answer, clock.now());
    log.warn(`${file.name}: ${problem}. Asking the index in ${Math.ceil(wait / 1000)} s what it has.`);
    await clock.sleep(wait, signal);
    if (hasFile(await look(context, artifact), file.name)) return "uploaded";
    if (failures === tries) throw failed();
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

/** One try. Not tied to the signal: what is in flight is finished, so that its outcome is known. */
async function post(
  { http, files, folder, index, credentials }: PublishContext,
  artifact: Approved,
  file: Distribution,
  form: readonly FormField[],
): Promise<{ verdict: Verdict; answer: HttpAnswer | null }> {
  const { name, sha256, size } = file;
  const changed = (problem: string) => GatehouseError.of("files-changed", { name: artifact.name, problem });
  const source = { name, sha256, size, read: () => files.read(join(folder, name)), changed };
  const { contentType, length, body } = multipartBody(form, source, randomBytes(16).toString("hex"));
  const { username, password } = credentials;
  const headers = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
    // PyPI then answers its cause as JSON.
    accept: "application/json",
    "content-type": contentType,
  };
  try {
    const answer = await http.post(index.upload, { headers, body, length });
    return { verdict: verdictOf(answer), answer };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof GatehouseError) throw cause;
    return { verdict: { kind: "unclear", problem: faultText(error) }, answer: null };
  }
}
