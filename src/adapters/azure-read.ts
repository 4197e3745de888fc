/**
 * Reads from Azure DevOps: `GET` and nothing else, to the organization's own host and nowhere else. Load it lazily. It
 * stands on the HTTP client below azure-devops-node-api: that package loads a client for every service at once, and its
 * `rest` client tells a sign-in page from an answer that is not there by nothing.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { addAbortSignal } from "node:stream";
import { BearerCredentialHandler } from "typed-rest-client/handlers/bearertoken.js";
import { HttpClient } from "typed-rest-client/HttpClient.js";
import { GatehouseError } from "../errors.ts";
import { isPassing, waitAfter } from "../index/backoff.ts";
import type { Answer, Clock } from "../ports.ts";
import type { JobConnection } from "./job-connection.ts";
import { signInProblem } from "./sign-in.ts";

/** For all reads of one reader together, pauses included. */
const inAll = 60_000;
/** Without a byte. */
const socketTimeout = 15_000;
const tries = 5;
const largestAnswer = 32 * 1024 * 1024;

export interface ReaderOptions {
  readonly version: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds; shorter in tests. */
  readonly inAll?: number;
}

/**
 * Reads `path` (below the organization's address); `what` names it for people. Null for 404. Throws `gate-sign-in`, or
 * `gate-unread`; neither holds the token.
 */
export type AzureReader = (path: string, what: string) => Promise<Answer | null>;

export function azureReader(connection: JobConnection, options: ReaderOptions): AzureReader {
  const { organization, token, proxy, certificates } = connection;
  const client = new HttpClient(`gatehouse/${options.version}`, [new BearerCredentialHandler(token, false)], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout,
    ...(proxy === null ? {} : { proxy }),
    ...(certificates === null ? {} : { cert: certificates }),
  });
  const limit = options.inAll ?? inAll;
  const end = options.clock.now().getTime() + limit;
  const late = AbortSignal.any([options.signal, AbortSignal.timeout(limit)]);
  const lateness = rejectionOf(late);
  return async (path, what) => {
    const url = `${organization.replace(/\/*$/, "")}/${path}`;
    for (let failures = 1; ; failures += 1) {
      const got = await once(client, url, late, lateness);
      options.signal.throwIfAborted();
      const passing = "problem" in got || isPassing(got.status);
      if (!passing) return judge(got, what);
      const problem = "problem" in got ? got.problem : statusText(got);
      const now = options.clock.now();
      const pause = waitAfter(failures, "problem" in got ? null : { headers: flat(got.headers) }, now);
      if (failures === tries || late.aborted || now.getTime() + pause > end)
        throw GatehouseError.of("gate-unread", { what, problem: `${problem}, at ${failures} tries` });
      await options.clock.sleep(pause, options.signal);
    }
  };
}

interface Got {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** One request, whole; a transport fault in words. */
async function once(
  client: HttpClient,
  url: string,
  late: AbortSignal,
  lateness: Promise<never>,
): Promise<Got | { problem: string }> {
  try {
    const { message } = await Promise.race([client.get(url, { accept: "application/json" }), lateness]);
    addAbortSignal(late, message);
    return { status: message.statusCode ?? 0, headers: message.headers, body: await whole(message) };
  } catch (error) {
    if (late.aborted) return { problem: "it took too long" };
    const { message, code } = error as NodeJS.ErrnoException;
    return { problem: message || code || "the connection failed" };
  }
}

/** Rejects when it is too late: one for all requests, so that they leave no listeners behind. */
function rejectionOf(late: AbortSignal): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    const give = () => reject(new Error("it took too long"));
    if (late.aborted) give();
    late.addEventListener("abort", give, { once: true });
  });
  // It may come while nobody asks.
  rejection.catch(() => undefined);
  return rejection;
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error(`the answer is larger than ${largestAnswer} bytes`);
    chunks.push(chunk);
  }
  if (!message.complete) throw new Error("the answer was cut short");
  return Buffer.concat(chunks);
}

function judge(got: Got, what: string): Answer | null {
  const { status, headers, body } = got;
  const problem = signInProblem(status, headers["content-type"] ?? "");
  if (problem !== null) throw GatehouseError.of("gate-sign-in", { what, problem });
  if (status === 404) return null;
  if (status !== 200) throw GatehouseError.of("gate-unread", { what, problem: statusText(got) });
  try {
    const document: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return { document, sha256: createHash("sha256").update(body).digest("hex") };
  } catch {
    throw GatehouseError.of("gate-unread", { what, problem: "it is not JSON" });
  }
}

/** The status, with what the service says about it: `VssVersionOutOfRangeException` and the like. */
function statusText({ status, body }: Got): string {
  try {
    const { message } = JSON.parse(body.toString("utf8")) as { message?: unknown };
    return typeof message === "string" ? `status ${status}: ${message.slice(0, 300)}` : `status ${status}`;
  } catch {
    return `status ${status}`;
  }
}

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  const retryAfter = headers["retry-after"];
  return retryAfter === undefined ? {} : { "retry-after": retryAfter };
}
