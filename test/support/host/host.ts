/** Serves the page as Azure DevOps does: within a frame, from an origin of its own. */
import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { build } from "esbuild";
import { root } from "../root.ts";
import type { HostSetup } from "./setup.ts";

export interface HostServer extends AsyncDisposable {
  /** Address of the page of Azure DevOps on which the tab or the hub stands. */
  readonly address: (setup: Omit<HostSetup, "page">) => string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Serves `pageFolder` (`run.html`, `hub.html`, `page.js` …) and the frame around it. `port`: of the frame, 0 for any. */
export async function startHost(pageFolder: string, port = 0): Promise<HostServer> {
  const script = await frameScript();
  const page = await listen(0, async (path) => {
    const name = path.slice(1);
    if (!/^[\w-]+(?:\.[\w-]+)+$/.test(name)) return null;
    const body = await readFile(join(pageFolder, name)).catch(() => null);
    return body === null ? null : { type: types[extname(name)] ?? "application/octet-stream", body };
  });
  const setups: Omit<HostSetup, "page">[] = [];
  const host = await listen(port, async (path) => {
    if (path === "/frame.js") return { type: types[".js"] ?? "", body: Buffer.from(script) };
    const setup = setups[Number(path.slice(1))];
    if (setup === undefined) return null;
    const within = `${addressOf(page)}${setup.run === null ? "hub" : "run"}.html`;
    return { type: types[".html"] ?? "", body: Buffer.from(hostPage({ ...setup, page: within })) };
  });
  return {
    address: (setup) => `${addressOf(host)}${setups.push(setup) - 1}`,
    async [Symbol.asyncDispose]() {
      for (const server of [page, host]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function frameScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["test/support/host/frame.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

const hostPage = (setup: HostSetup) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Azure DevOps, a stand-in</title>
<style>html, body { margin: 0; height: 100%; overflow: hidden } iframe { border: 0; width: 100%; height: 100% }</style>
<script>window.hostSetup = ${JSON.stringify(setup).replaceAll("<", "\\u003c")}</script></head>
<body><script src="/frame.js"></script></body></html>`;

type Respond = (path: string) => Promise<{ type: string; body: Buffer } | null>;

async function listen(port: number, respond: Respond): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host.invalid");
    void respond(pathname).then((found) => {
      if (found === null) return response.writeHead(404).end();
      return response
        .writeHead(200, { "content-type": found.type, "cache-control": "no-store" })
        .end(found.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
