/** One try to upload one file. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { GatehouseError } from "../errors.ts";
import { faultText } from "../index/ask.ts";
import type { HttpAnswer } from "../ports.ts";
import type { Distribution } from "../release/record.ts";
import type { Approved } from "../release/stages.ts";
import { authorize } from "./authorize.ts";
import type { PublishContext } from "./context.ts";
import { graceAfter } from "./grace.ts";
import type { FormField } from "./metadata-form.ts";
import { multipartBody } from "./multipart.ts";
import { withoutSecrets } from "./secrets.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** What came of it. Its texts hold no secret. */
export interface Attempt {
  readonly verdict: Verdict;
  /** Null when none arrived. */
  readonly answer: HttpAnswer | null;
}

/**
 * Sends `file` with `form`, once. It is finished when the signal is aborted, within six seconds; then the signal's
 * reason is thrown. Throws `files-changed` and `token-unfit`.
 */
export async function attempt(
  context: PublishContext,
  artifact: Approved,
  file: Distribution,
  form: readonly FormField[],
): Promise<Attempt> {
  const { http, files, folder, index, clock, signal } = context;
  const { name, sha256, size } = file;
  const changed = (problem: string) => GatehouseError.of("files-changed", { name: artifact.name, problem });
  const read = () => files.read(join(folder, name));
  const sent = (bytes: number) => context.onSent(name, bytes);
  const source = { name, sha256, size, read, sent, changed };
  const { contentType, length, body } = multipartBody(form, source, randomBytes(16).toString("hex"));
  const { header } = authorize(context, artifact.package);
  const clean = (text: string) => withoutSecrets(text, context.run.secrets);
  // PyPI then answers its cause as JSON.
  const headers = { authorization: header, accept: "application/json", "content-type": contentType };
  using flight = graceAfter(signal, clock);
  try {
    const answer = await http.post(index.upload, { headers, body, length, signal: flight.signal });
    return { verdict: verdictOf({ ...answer, text: clean(answer.text) }), answer };
  } catch (error) {
    if (flight.signal.aborted) signal.throwIfAborted();
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof GatehouseError) throw cause;
    return { verdict: { kind: "unclear", problem: clean(faultText(error)) }, answer: null };
  }
}
