/** Questions to an index that may be asked again: reads. */
import { createHash } from "node:crypto";
import { GatehouseError } from "../errors.ts";
import type { Clock, Http, HttpAnswer } from "../ports.ts";
import type { IndexFile } from "./types.ts";
import { isPassing, realClock, waitAfter } from "./backoff.ts";

/** What a question may take. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** For the pauses between tries; the machine's own when left out. */
  readonly clock?: Clock | undefined;
}

const tries = 3;

/**
 * The answer to `GET url`: 200 or 404, nothing else. Asked again after 408, 429, 5xx and transport faults. Throws
 * `index-unreachable`, or the signal's reason. Caches on the way are told to ask the index itself.
 */
export async function ask(http: Http, url: string, accept: string, options: AskOptions): Promise<HttpAnswer> {
  const headers = { accept, "cache-control": "no-cache" };
  const answer = await again((signal) => http.get(url, { headers, ...signal }), url, options);
  if (answer.status === 200 || answer.status === 404) return answer;
  throw unreachable(url, statusProblem(answer));
}

/** SHA-256 of the file at `url`, which is fetched whole. Throws as {@link ask} does; 404 is no answer here. */
export async function askHash(http: Http, url: string, options: AskOptions): Promise<string> {
  const answer = await again((signal) => http.hash(url, signal), url, options);
  if (answer.status !== 200) throw unreachable(url, `status ${answer.status} for a file that it lists`);
  return answer.sha256;
}

/**
 * The file, whole. Throws as {@link ask} does, and when it is more than `most` bytes, or not the file that the index
 * listed by its hash.
 */
export async function askBytes(
  http: Http,
  { url, sha256 }: Pick<IndexFile, "url" | "sha256">,
  { most, ...options }: AskOptions & { readonly most: number },
): Promise<Buffer> {
  const answer = await again((signal) => http.bytes(url, { most, ...signal }), url, options);
  if (answer.status !== 200) throw unreachable(url, `status ${answer.status} for a file that it lists`);
  const hash = createHash("sha256").update(answer.bytes).digest("hex");
  if (sha256 !== null && hash !== sha256) throw unreachable(url, "it sends other bytes than it lists");
  return answer.bytes;
}

/** The error for an index that gave no answer which could be used. */
export function unreachable(url: string, problem: string, cause?: unknown): GatehouseError {
  return GatehouseError.of("index-unreachable", { address: url, problem }, { cause });
}

/** Words for what was thrown by a transport. */
export function faultText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

async function again<Answer extends { readonly status: number; readonly headers?: HttpAnswer["headers"] }>(
  get: (options: { signal?: AbortSignal }) => Promise<Answer>,
  url: string,
  { signal, clock = realClock }: AskOptions,
): Promise<Answer> {
  for (let failures = 1; ; failures += 1) {
    signal?.throwIfAborted();
    let answer: Answer | null = null;
    try {
      answer = await get(signal === undefined ? {} : { signal });
      if (!isPassing(answer.status) || failures === tries) return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (failures === tries) throw unreachable(url, faultText(error), error);
    }
    const headers = answer?.headers;
    const wait = waitAfter(failures, headers === undefined ? null : { headers }, clock.now());
    await clock.sleep(wait, signal);
  }
}

function statusProblem({ status, headers }: HttpAnswer): string {
  const location = headers["location"] ?? "";
  const target = URL.canParse(location) ? new URL(location).host : "another page";
  if (status >= 300 && status < 400) return `status ${status}, it redirects to ${target}`;
  if (status === 401 || status === 403) return `status ${status}, it asks for a log-in`;
  return `status ${status}`;
}
