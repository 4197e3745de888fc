/** Answers of the page's server as values, and the one place that sends them. */
import { type ServerResponse, STATUS_CODES } from "node:http";

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** On every answer: nothing but our own files runs, nothing is kept, no other origin can read or frame it. */
export const guardHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

const html = "text/html; charset=utf-8";

/** `value` as JSON. */
export function json(status: number, value: unknown): Answer {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

/** A refusal for the page's own requests: one sentence under `problem`. */
export function refusal(status: number, problem: string, headers: Record<string, string> = {}): Answer {
  return { ...json(status, { problem }), headers };
}

/** A refusal for people. The texts are ours alone: nothing from a request may be put in. */
export function refusalPage(status: number, title: string, ...paragraphs: string[]): Answer {
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n");
  const head = `<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${title} · Gatehouse</title>`;
  const body = `<!doctype html>\n<html lang="en">\n<head>${head}</head>\n<body>\n<main>\n<h1>${title}</h1>\n${text}\n</main>\n</body>\n</html>\n`;
  return { status, type: html, body };
}

export function send(response: ServerResponse, { status, type, body, headers = {} }: Answer): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { ...guardHeaders, ...headers, "Content-Type": type, "Content-Length": length });
  response.end(body);
}

/** An answer as bytes, for requests that node:http could not read and so made no response for. */
export function rawAnswer({ status, type, body }: Answer): string {
  const headers = {
    ...guardHeaders,
    "Content-Type": type,
    "Content-Length": String(Buffer.byteLength(body)),
  };
  const lines = Object.entries({ ...headers, Connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ""}`, ...lines, "", body.toString()].join(
    "\r\n",
  );
}
