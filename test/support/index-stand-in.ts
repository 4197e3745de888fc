/** A package index of our own, over real HTTP, that can be told to misbehave. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { IndexAddress } from "../../src/index/types.ts";

/**
 * What goes wrong with one upload: refused before the body is read; stored but the answer lost; `Retry-After`;
 * 200 and nothing stored; or any answer at all.
 */
export type Fault = "500" | "lost" | "429" | "lying" | { readonly status: number; readonly text: string };

export interface Upload {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly name: string;
  readonly sha256: string;
}

export interface StandIn extends AsyncDisposable {
  readonly index: IndexAddress;
  /** Taken from the front, one for each upload. */
  readonly faults: Fault[];
  /** What was stored, in order. A file that comes again, with the same bytes or not, is refused with 409. */
  readonly stored: Upload[];
  /** Requests, as `POST /` and `GET /simple/x/`. */
  readonly requests: string[];
  /** Of the reads; must stay empty. */
  readonly authorizedReads: string[];
  readonly settings: {
    /** HTML pages only, as pypiserver has. */
    html: boolean;
    /** No hashes in the pages. */
    hashless: boolean;
    /** How many reads of a page do not show a file yet that was stored since. */
    lag: number;
    /** What every read gets in place of its page. */
    page: { status: number; type: string; text: string } | null;
    /** Called when an upload begins. */
    onUpload: () => void;
  };
}

export async function startStandIn(): Promise<StandIn> {
  const content = new Map<string, Buffer>();
  const visibleAfter = new Map<string, number>();
  const standIn: Omit<StandIn, "index" | typeof Symbol.asyncDispose> = {
    faults: [],
    stored: [],
    requests: [],
    authorizedReads: [],
    settings: { html: false, hashless: false, lag: 0, page: null, onUpload: () => undefined },
  };
  let reads = 0;

  async function upload(request: IncomingMessage, response: ServerResponse) {
    standIn.settings.onUpload();
    const fault = standIn.faults.shift();
    if (fault === "500") return answer(response, 500, "text/plain", "broken");
    if (fault === "429") return answer(response, 429, "text/plain", "slow down", { "retry-after": "7" });
    const body = await bytesOf(request);
    if (body === null) return;
    const form = parseForm(request.headers["content-type"] ?? "", body);
    if (typeof fault === "object") return answer(response, fault.status, "application/json", fault.text);
    if (fault === "lying") return answer(response, 200, "text/plain", "");
    if (form === null) return answer(response, 400, "text/plain", "not a whole form");
    if (content.has(form.name)) return answer(response, 409, "text/plain", "file exists");
    content.set(form.name, form.bytes);
    visibleAfter.set(form.name, reads + standIn.settings.lag);
    standIn.stored.push(form);
    if (fault === "lost") return void request.socket.destroy();
    return answer(response, 200, "text/plain", "");
  }

  function page(project: string, response: ServerResponse) {
    reads += 1;
    const { html, hashless, page: other } = standIn.settings;
    if (other !== null) return answer(response, other.status, other.type, other.text);
    const files = [...content].filter(([name]) =>
      name.toLowerCase().replaceAll("_", "-").startsWith(`${project}-`),
    );
    if (files.length === 0) return answer(response, 404, "text/plain", "no such project");
    const shown = files
      .filter(([name]) => reads > (visibleAfter.get(name) ?? 0))
      .map(([name, bytes]) => ({
        name,
        url: `../../files/${name}`,
        sha256: hashless ? null : hashOf(bytes),
      }));
    if (html) {
      const links = shown.map(
        (f) => `<a href="${f.url}${f.sha256 === null ? "" : `#sha256=${f.sha256}`}">${f.name}</a>`,
      );
      return answer(response, 200, "text/html", `<title>Links for ${project}</title>${links.join("<br>")}`);
    }
    const json = {
      meta: { "api-version": "1.1" },
      name: project,
      files: shown.map((f) => ({
        filename: f.name,
        url: f.url,
        hashes: f.sha256 === null ? {} : { sha256: f.sha256 },
      })),
    };
    return answer(response, 200, "application/vnd.pypi.simple.v1+json", JSON.stringify(json));
  }

  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    standIn.requests.push(`${method} ${url}`);
    if (method === "POST") return void upload(request, response);
    if (request.headers.authorization !== undefined) standIn.authorizedReads.push(url);
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? [];
    if (project !== undefined) return page(project, response);
    const bytes = content.get(url.replace("/files/", ""));
    return void (bytes === undefined ? answer(response, 404, "text/plain", "") : response.end(bytes));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const root = `http://127.0.0.1:${port}/`;
  return {
    ...standIn,
    index: { name: "local", upload: root, simple: `${root}simple/`, json: null },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  more: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": type, ...more }).end(text);
}

/** Null when the sender gave up. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** A form as RFC 7578 has it; null when its last boundary is missing. */
export function parseForm(contentType: string, body: Buffer): (Upload & { bytes: Buffer }) | null {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1] ?? "";
  const text = body.toString("latin1");
  if (boundary === "" || !text.endsWith(`\r\n--${boundary}--\r\n`)) return null;
  const fields = new Map<string, string[]>();
  let file = { name: "", bytes: Buffer.alloc(0) };
  for (const part of `\r\n${text}`.split(`\r\n--${boundary}`).slice(1, -1)) {
    const at = part.indexOf("\r\n\r\n");
    const [head, value] = [part.slice(0, at), Buffer.from(part.slice(at + 4), "latin1")];
    const name = / name="([^"]*)"/.exec(head)?.[1] ?? "";
    const fileName = / filename="([^"]*)"/.exec(head)?.[1];
    if (fileName !== undefined) file = { name: fileName, bytes: value };
    else fields.set(name, [...(fields.get(name) ?? []), value.toString("utf8")]);
  }
  return { fields, ...file, sha256: hashOf(file.bytes) };
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
