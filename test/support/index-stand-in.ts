/** A package index of our own, over real HTTP, that can be told to misbehave. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { IndexAddress } from "../../src/index/types.ts";
import { type Fault, misbehave, readSome, type Reply, reply } from "./index-faults.ts";

export interface Upload {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly name: string;
  readonly sha256: string;
}

export interface StandIn extends AsyncDisposable {
  readonly index: IndexAddress;
  /** Taken from the front, one for each upload; null: all is well. */
  readonly faults: (Fault | null)[];
  /** What was stored, in order. A file that comes again, with the same bytes or not, is refused with 409. */
  readonly stored: Upload[];
  /** Its files by name; a test may add some, change them, or take them away. */
  readonly content: Map<string, Buffer>;
  /** Requests, as `POST /`, `KNOCK /` (a form with nothing in it) and `GET /simple/x/`. */
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
    /** Whether it lets in who comes with that `Authorization`. */
    admits: (authorization: string) => boolean;
    /** What every POST gets in place of its answer. */
    door: Reply | null;
    /** PEP 792. */
    status: string;
  };
}

export async function startStandIn(): Promise<StandIn> {
  const content = new Map<string, Buffer>();
  const visibleAfter = new Map<string, number>();
  const standIn: Omit<StandIn, "index" | typeof Symbol.asyncDispose> = {
    faults: [],
    stored: [],
    content,
    requests: [],
    authorizedReads: [],
    settings: {
      html: false,
      hashless: false,
      lag: 0,
      page: null,
      onUpload: () => undefined,
      admits: () => true,
      door: null,
      status: "active",
    },
  };
  let reads = 0;

  /** Who asks is looked at before what is asked, as PyPI does. */
  function isRefused(request: IncomingMessage, response: ServerResponse): boolean {
    const { admits, door } = standIn.settings;
    const isAdmitted = admits(request.headers.authorization ?? "");
    if (door === null && isAdmitted) return false;
    const text = JSON.stringify({ code: "403 Invalid or non-existent authentication information." });
    reply(response, door ?? { status: 403, type: "application/json", text });
    return true;
  }

  async function upload(request: IncomingMessage, response: ServerResponse) {
    standIn.settings.onUpload();
    const fault = standIn.faults.shift() ?? null;
    if (fault?.when === "before") return misbehave(fault.how, response);
    if (fault?.when === "within") return readSome(request).then(() => misbehave(fault.how, response));
    const body = await bytesOf(request);
    if (body === null) return;
    if (isRefused(request, response)) return;
    const form = parseForm(request.headers["content-type"] ?? "", body);
    if (fault?.when === "after") return misbehave(fault.how, response);
    if (form === null) return reply(response, { status: 400, text: "not a whole form" });
    if (content.has(form.name)) return reply(response, { status: 409, text: "file exists" });
    content.set(form.name, fault?.when === "stored wrong" ? Buffer.from("other bytes") : form.bytes);
    visibleAfter.set(form.name, reads + standIn.settings.lag);
    standIn.stored.push(form);
    if (fault !== null) return misbehave(fault.how, response);
    return reply(response, { status: 200 });
  }

  function page(project: string, response: ServerResponse) {
    reads += 1;
    const { html, hashless, page: other } = standIn.settings;
    if (other !== null) return reply(response, other);
    const files = [...content].filter(([name]) =>
      name.toLowerCase().replaceAll("_", "-").startsWith(`${project}-`),
    );
    if (files.length === 0) return reply(response, { status: 404, text: "no such project" });
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
      const text = `<title>Links for ${project}</title>${links.join("<br>")}`;
      return reply(response, { status: 200, type: "text/html", text });
    }
    const json = {
      meta: { "api-version": "1.4" },
      name: project,
      "project-status": { status: standIn.settings.status },
      files: shown.map((f) => ({
        filename: f.name,
        url: f.url,
        hashes: f.sha256 === null ? {} : { sha256: f.sha256 },
      })),
    };
    const type = "application/vnd.pypi.simple.v1+json";
    return reply(response, { status: 200, type, text: JSON.stringify(json) });
  }

  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    // No form with a file in it is as short.
    const isKnock = method === "POST" && Number(request.headers["content-length"]) < 300;
    standIn.requests.push(`${isKnock ? "KNOCK" : method} ${url}`);
    if (isKnock)
      return void (isRefused(request, response) || reply(response, { status: 400, text: "no file" }));
    if (method === "POST") return void upload(request, response);
    if (request.headers.authorization !== undefined) standIn.authorizedReads.push(url);
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? [];
    if (project !== undefined) return page(project, response);
    const bytes = content.get(url.replace("/files/", ""));
    return void (bytes === undefined ? reply(response, { status: 404 }) : response.end(bytes));
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
