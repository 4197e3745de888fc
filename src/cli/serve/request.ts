/** What the server reads off a request. */
import type { IncomingMessage } from "node:http";

/** A header that stands there exactly once; null when it is absent or doubled, since a doubled one proves nothing. */
export function headerOf(request: IncomingMessage, name: string): string | null {
  const values = request.headersDistinct[name] ?? [];
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The target's path as it was sent (nothing is decoded or resolved) and its query. */
export function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = "", ...rest] = (request.url ?? "").split("?");
  return { path, query: new URLSearchParams(rest.join("?")) };
}

/** The body, whole. */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | "too large"> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    // Read on to the end all the same: a client that is still sending would lose the answer.
    if (size <= limit) parts.push(part);
  }
  return size <= limit ? Buffer.concat(parts) : "too large";
}
