/** A served page with a desk that remembers, and raw requests to it: no client that would mend them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Desk, DeskDecision } from "../../../src/cli/serve/desk.ts";
import { serve } from "../../../src/cli/serve/serve.ts";
import type { ReleaseView } from "../../../src/report/view.ts";

export const digest = "a".repeat(64);

export const emptyView: ReleaseView = {
  serviceDirectory: "sdk/contoso",
  commit: null,
  index: "pypi",
  done: false,
  run: null,
  notices: [],
  artifacts: [],
};

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends `lines` as they are, with `body`, and reads until the server ends the connection. */
export function raw(port: number, lines: readonly string[], body: string | Buffer = ""): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const parts: Buffer[] = [];
    socket.on("data", (part) => parts.push(part));
    socket.on("error", reject);
    socket.on("close", () => resolve(parse(Buffer.concat(parts).toString())));
    socket.write([...lines, "", ""].join("\r\n"));
    socket.write(body);
  });
}

function parse(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => {
    const [name = "", ...value] = line.split(": ");
    return [name.toLowerCase(), value.join(": ")] as const;
  });
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(headers),
    body: rest.join("\r\n\r\n"),
  };
}

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  /** In place of the headers that a good request has; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Buffer;
}

/** A page that is served, with its session already taken. */
export interface Served extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly key: string;
  /** A `Cookie` header's value. */
  readonly cookie: string;
  readonly decided: DeskDecision[][];
  /** A good request but for what is given. */
  ask(request: Ask): Promise<RawAnswer>;
  /** A good decision but for what is given. */
  post(request: Ask): Promise<RawAnswer>;
}

export const goodBody = { decisions: [{ name: "contoso-core", digest, decision: "approved", comment: "" }] };

/** Serves a folder with three small files. With `takeSession: false` the key is still good. */
export async function servePage({
  view = () => emptyView,
  decide,
  takeSession = true,
}: Partial<Desk> & { takeSession?: boolean } = {}): Promise<Served> {
  const pageFolder = await mkdtemp(join(tmpdir(), "gatehouse-serve-"));
  await writeFile(join(pageFolder, "index.html"), "<!doctype html><title>page</title>");
  await writeFile(join(pageFolder, "page.js"), "// script");
  await writeFile(join(pageFolder, "page.css"), "/* style */");
  await writeFile(join(pageFolder, "secret.txt"), "not to be served");
  const decided: DeskDecision[][] = [];
  const take: Desk["decide"] = async (decisions) => {
    decided.push([...decisions]);
    return decisions.map(({ name }) => ({ name, problem: null }));
  };
  const served = await serve({ view, decide: decide ?? take }, { port: 0, pageFolder });
  const { port: portText, searchParams } = new URL(served.address);
  const [port, key] = [Number(portText), searchParams.get("key") ?? ""];
  const host = `127.0.0.1:${portText}`;
  let cookie = "";
  if (takeSession) {
    const taken = await raw(port, [`GET /?key=${key} HTTP/1.1`, `Host: ${host}`, "Connection: close"]);
    cookie = (taken.headers["set-cookie"] ?? "").split(";")[0] ?? "";
  }
  const ask: Served["ask"] = ({ method = "GET", path = "/", headers = {}, body = "" }) => {
    const all = { Host: host, Cookie: cookie, Connection: "close", ...headers };
    const lines = Object.entries(all).filter(([, value]) => value !== null);
    return raw(
      port,
      [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value ?? ""}`)],
      body,
    );
  };
  return {
    address: served.address,
    port,
    key,
    cookie,
    decided,
    ask,
    post({ path = "/api/decisions", headers = {}, body = JSON.stringify(goodBody), method = "POST" }) {
      const good = { Origin: `http://${host}`, "Content-Type": "application/json" };
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      return ask({ method, path, body, headers: { ...good, ...length, ...headers } });
    },
    async [Symbol.asyncDispose]() {
      await served[Symbol.asyncDispose]();
      await rm(pageFolder, { recursive: true });
    },
  };
}
