/**
 * One request to Azure DevOps, and how its answer is judged. It stands on the HTTP client below azure-devops-node-api:
 * that package loads a client for every service at once, and its `rest` client tells a sign-in page from an answer that
 * is not there by nothing. No redirect is followed: the token is for one host.
 */
import type { IncomingMessage } from "node:http";
import { addAbortSignal } from "node:stream";
import { HttpClient } from "typed-rest-client/HttpClient.js";
import type { IRequestHandler } from "typed-rest-client/Interfaces.js";
import { isPassing, waitAfter } from "../index/backoff.ts";
import type { Clock } from "../ports.ts";
import type { JobConnection } from "./job-connection.ts";

/** Without a byte. */
const socketTimeout = 15_000;
const tries = 5;
const largestAnswer = 32 * 1024 * 1024;

/** An answer, whole. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** No answer: why, in words. */
export interface Fault {
  readonly problem: string;
}

export interface Sent {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly url: string;
  /** JSON. */
  readonly body?: string;
}

/** A time that is over some day, for one request or many. */
export interface Deadline {
  readonly late: AbortSignal;
  /** Rejects then: one for all requests, so that they leave no listeners behind. */
  readonly lateness: Promise<never>;
}

/** An HTTP client that the handler makes known to one host. */
export function azureHttp(
  handler: IRequestHandler,
  { version, proxy, certificates }: { version: string } & Pick<JobConnection, "proxy" | "certificates">,
): HttpClient {
  return new HttpClient(`gatehouse/${version}`, [handler], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout,
    ...(proxy === null ? {} : { proxy }),
    ...(certificates === null ? {} : { cert: certificates }),
  });
}

export function deadline(signal: AbortSignal, milliseconds: number): Deadline {
  const late = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  const lateness = new Promise<never>((_, reject) => {
    const give = () => reject(new Error("it took too long"));
    if (late.aborted) give();
    late.addEventListener("abort", give, { once: true });
  });
  // It may come while nobody asks.
  lateness.catch(() => undefined);
  return { late, lateness };
}

/** One request, whole; a transport fault in words. */
export async function once(
  client: HttpClient,
  { method, url, body }: Sent,
  { late, lateness }: Deadline,
): Promise<Got | Fault> {
  const headers = {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
  };
  try {
    const asked = client.request(method, url, body ?? "", headers);
    const { message } = await Promise.race([asked, lateness]);
    addAbortSignal(late, message);
    return { status: message.statusCode ?? 0, headers: message.headers, body: await whole(message) };
  } catch (error) {
    if (late.aborted) return { problem: "it took too long" };
    const { message, code } = error as NodeJS.ErrnoException;
    return { problem: message || code || "the connection failed" };
  }
}

/**
 * The first answer that is about the thing itself: a read is repeated while the service is busy or fails, `tries` times
 * at most and until `end` (milliseconds since the epoch). Rejects with the signal's reason when it is aborted.
 */
export async function patiently(
  ask: () => Promise<Got | Fault>,
  options: { clock: Clock; signal: AbortSignal; end: number; late: AbortSignal },
): Promise<Got | Fault> {
  for (let failures = 1; ; failures += 1) {
    const got = await ask();
    options.signal.throwIfAborted();
    if (!("problem" in got) && !isPassing(got.status)) return got;
    const problem = "problem" in got ? got.problem : statusText(got);
    const now = options.clock.now();
    const pause = waitAfter(failures, "problem" in got ? null : { headers: flat(got.headers) }, now);
    if (failures === tries || options.late.aborted || now.getTime() + pause > options.end)
      return { problem: `${problem}, at ${failures} tries` };
    await options.clock.sleep(pause, options.signal);
  }
}

/** The status, with what the service says about it: `VssVersionOutOfRangeException` and the like. */
export function statusText({ status, body }: Got): string {
  const said = messageOf(body);
  return said === null ? `status ${status}` : `status ${status}: ${said}`;
}

/** The JSON of an answer; undefined when it is none. */
export function jsonOf({ body }: Got): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

function messageOf(body: Buffer): string | null {
  try {
    const { message } = JSON.parse(body.toString("utf8")) as { message?: unknown };
    return typeof message === "string" ? message.slice(0, 300).replace(/[.\s]+$/, "") : null;
  } catch {
    return null;
  }
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

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  const retryAfter = headers["retry-after"];
  return retryAfter === undefined ? {} : { "retry-after": retryAfter };
}
