/** The `Http` port on undici. Load it lazily: it takes 70 ms. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Agent, type Dispatcher, request } from "undici";
import type { Http, HttpAnswer } from "../ports.ts";

/** No answer that Gatehouse reads whole is larger; a longer one is a fault, never cut short. */
const largestAnswer = 32 * 1024 * 1024;

const connectTimeout = 10_000;
const headersTimeout = 60_000;
/** Between two pieces of a body. */
const bodyTimeout = 60_000;
/** For a whole answer that is read: a server that sends a byte now and then would else hold us for days. */
const readTimeout = 60_000;
/** An index reads and checks a whole file before it answers; and how long it may take nothing of a body. */
const uploadTimeout = 5 * 60_000;
/** For one upload from its first byte to the end of its answer. */
const attemptTimeout = 15 * 60_000;

type Answer = Dispatcher.ResponseData;

/**
 * HTTP for Gatehouse `version`. Follows no redirect, logs nothing, keeps no cookies. Rejects on transport
 * faults with the fault in words (an Error whose `cause` is undici's), and with the signal's reason when
 * aborted. A read has to be over in a minute, an upload in a quarter of an hour.
 */
export function undiciHttp(version: string, limits = { readTimeout, attemptTimeout }): Http {
  const dispatcher = new Agent({ connect: { timeout: connectTimeout } });
  const common = { dispatcher, headersTimeout, bodyTimeout };
  const agent = { "user-agent": `gatehouse/${version}` };
  return {
    get: (url, { headers, signal }) =>
      inWords(signal, async () => {
        const all = { ...headers, ...agent };
        using limited = within(limits.readTimeout, signal);
        return await readWhole(await request(url, { ...common, headers: all, signal: limited.signal }));
      }),
    bytes: (url, { most, signal }) =>
      inWords(signal, async () => {
        using limited = within(limits.readTimeout, signal);
        const { statusCode, body } = await request(url, {
          ...common,
          headers: agent,
          signal: limited.signal,
        });
        return { status: statusCode, bytes: await bytesOf(body, most) };
      }),
    hash: (url, { signal }) =>
      inWords(signal, async () => {
        const { statusCode, body } = await request(url, { ...common, headers: agent, ...given(signal) });
        const hash = createHash("sha256");
        for await (const chunk of body) hash.update(chunk as Uint8Array);
        return { status: statusCode, sha256: hash.digest("hex") };
      }),
    post: (url, { headers, body, length, signal }) =>
      inWords(signal, async () => {
        using limited = within(limits.attemptTimeout, signal);
        const answer = await request(url, {
          ...common,
          signal: limited.signal,
          method: "POST",
          headersTimeout: uploadTimeout,
          headers: { ...headers, ...agent, "content-length": String(length) },
          body: Readable.from(body, { objectMode: false }),
        });
        return await readWhole(answer);
      }),
  };
}

function given(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { signal };
}

/**
 * A signal that is aborted when `signal` is, or after so many milliseconds. `AbortSignal.any` over a time-out is not: it
 * holds it weakly, and once it was collected nothing ends (nodejs/node#54614).
 */
function within(milliseconds: number, signal: AbortSignal | undefined): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const end = () => controller.abort(new DOMException("The time is over.", "TimeoutError"));
  const timer = setTimeout(end, milliseconds);
  const follow = () => controller.abort(signal?.reason);
  if (signal?.aborted === true) follow();
  else signal?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", follow);
    },
  };
}

async function bytesOf(body: Answer["body"], most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > most) throw new Error(`the answer is larger than ${most} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function readWhole({ statusCode, headers, body }: Answer): Promise<HttpAnswer> {
  const bytes = await bytesOf(body, largestAnswer);
  const flat = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)] as const);
  return {
    status: statusCode,
    headers: Object.fromEntries(flat),
    text: bytes.toString("utf8"),
  };
}

function textOf(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}

/** Runs `act`; a fault becomes an Error that says in words what happened, without the request's headers. */
async function inWords<T>(signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(faultWords(error), { cause: error });
  }
}

/** Where several addresses were tried, the message is empty and the faults are inside. */
function faultWords(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(faultWords).join("; ");
  if (!(error instanceof Error)) return "the connection failed";
  if (error.name === "TimeoutError") return "its answer takes too long";
  const { code } = error as NodeJS.ErrnoException;
  return error.message === "" ? (code ?? error.name) : error.message;
}
