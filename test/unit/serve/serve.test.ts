import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { serve } from "../../../src/cli/serve/serve.ts";
import { GatehouseError } from "../../../src/errors.ts";
import { emptyView, servePage } from "./served.ts";

const desk = { view: () => emptyView, decide: async () => [] };

describe("the server of the local page", () => {
  it("serves the page's three files with their types", async () => {
    await using page = await servePage();
    for (const [path, type, body] of [
      ["/", "text/html; charset=utf-8", "<!doctype html><title>page</title>"],
      ["/page.js", "text/javascript; charset=utf-8", "// script"],
      ["/page.css", "text/css; charset=utf-8", "/* style */"],
    ] as const) {
      const answer = await page.ask({ path });
      assert.deepEqual([answer.status, answer.headers["content-type"], answer.body], [200, type, body]);
    }
  });

  it("gives the release as it is now", async () => {
    let done = false;
    await using page = await servePage({ view: () => ({ ...emptyView, done }) });
    assert.deepEqual(JSON.parse((await page.ask({ path: "/api/release" })).body), emptyView);
    done = true;
    assert.deepEqual(JSON.parse((await page.ask({ path: "/api/release" })).body), { ...emptyView, done });
  });

  it("goes on when the desk breaks, and when a client leaves in the middle", async () => {
    await using page = await servePage({
      view: () => {
        throw new TypeError("inner secret");
      },
    });
    const answer = await page.ask({ path: "/api/release" });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(answer.body, /secret|TypeError/);
    const socket = connect(page.port, "127.0.0.1");
    const host = `127.0.0.1:${String(page.port)}`;
    const head = [
      `POST /api/decisions HTTP/1.1`,
      `Host: ${host}`,
      `Origin: http://${host}`,
      `Cookie: ${page.cookie}`,
    ];
    socket.write([...head, "Content-Type: application/json", "Content-Length: 100", "", "{"].join("\r\n"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.resetAndDestroy();
    assert.equal((await page.ask({})).status, 200);
  });

  it("listens on 127.0.0.1 only", async () => {
    await using page = await servePage();
    // All of 127/8 is this machine; a server on every address would answer here too.
    const socket = connect(page.port, "127.0.0.2");
    const [error] = (await once(socket, "error").catch((thrown: unknown) => [thrown])) as [
      NodeJS.ErrnoException,
    ];
    assert.equal(error.code, "ECONNREFUSED");
  });

  it("frees the port and ends open connections at once", async () => {
    const page = await servePage({ view: () => emptyView, decide: () => new Promise(() => {}) });
    const pending = page.post({}).catch(() => null);
    const idle = connect(page.port, "127.0.0.1").on("error", () => {});
    await once(idle, "connect");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = once(idle, "close");
    const begun = performance.now();
    await page[Symbol.asyncDispose]();
    await Promise.all([pending, closed]);
    assert.ok(performance.now() - begun < 1000);
    const next = createServer().listen(page.port, "127.0.0.1");
    await once(next, "listening");
    next.close();
  });

  it("may be ended twice", async () => {
    const pageFolder = await emptyPage();
    const served = await serve(desk, { port: 0, pageFolder });
    await served[Symbol.asyncDispose]();
    await served[Symbol.asyncDispose]();
    await rm(pageFolder, { recursive: true });
  });

  it("says that a port is taken, or is none", async () => {
    await using page = await servePage();
    const pageFolder = await emptyPage();
    const refused = (port: number, problem: RegExp) =>
      assert.rejects(serve(desk, { port, pageFolder }), (error: unknown) => {
        assert.ok(error instanceof GatehouseError);
        assert.equal(error.code, "port-taken");
        assert.match(error.message, problem);
        return true;
      });
    await refused(page.port, /another program uses it/);
    await refused(70_000, /0 to 65535/);
    await rm(pageFolder, { recursive: true });
  });

  it("does not start without its page", async () => {
    const pageFolder = await mkdtemp(join(tmpdir(), "gatehouse-serve-"));
    await assert.rejects(serve(desk, { port: 0, pageFolder }), /page is not complete/);
    await rm(pageFolder, { recursive: true });
  });
});

async function emptyPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-serve-"));
  for (const file of ["index.html", "page.js", "page.css"]) await writeFile(join(folder, file), "");
  return folder;
}
