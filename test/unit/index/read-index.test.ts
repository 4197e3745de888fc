/** An index that misbehaves, over real HTTP. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedHttp } from "../../../src/adapters/cached-http.ts";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { undiciHttp } from "../../../src/adapters/http.ts";
import { readIndex } from "../../../src/index/read-index.ts";
import type { IndexAddress } from "../../../src/index/types.ts";
import { quickClock } from "../../support/index-context.ts";

const seenAt = new Date("2026-11-23T07:10:00Z");
const type = { "content-type": "application/vnd.pypi.simple.v1+json" };
const page = (name: string) =>
  JSON.stringify({
    meta: { "api-version": "1.4" },
    files: [{ filename: `${name}-1.0.tar.gz`, url: "x", hashes: {} }],
  });
const names = Array.from({ length: 40 }, (_, at) => `p${at}`);

describe("readIndex", () => {
  let server: Server;
  let address: IndexAddress;
  let answer: (name: string, ...about: Parameters<RequestListener>) => void;
  const asked: string[] = [];
  const http = undiciHttp("0.0.0", { readTimeout: 300, attemptTimeout: 300 });

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      answer(/^\/(?:simple|pypi)\/([^/]+)\//.exec(request.url ?? "")?.[1] ?? "", request, response);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    address = { name: "local", upload: `${root}/`, simple: `${root}/simple/`, json: `${root}/pypi` };
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked.length = 0;
    answer = (name, _, response) => void response.writeHead(200, type).end(page(name));
  });

  const read = (projects: readonly string[], clock = quickClock()) =>
    readIndex(http, address, projects, { seenAt, clock });

  it("asks once for each project, and for nothing that is no name", async () => {
    const facts = await read([...names, "P1", "../admin", "a?b", "x y", "", "p.1"]);
    assert.equal(facts.outage, null);
    assert.deepEqual(facts.projects.size, names.length + 1);
    assert.deepEqual(asked.toSorted(), [...names, "p-1"].map((name) => `/simple/${name}/`).toSorted());
    assert.equal(facts.seenAt, seenAt);
  });

  it("asks PyPI's JSON alone when it matters who owns them", async () => {
    const roles = [
      { role: "Owner", user: "azure-sdk" },
      { role: "Maintainer", user: "somebody" },
    ];
    answer = (_, __, response) =>
      void response.writeHead(200).end(JSON.stringify({ releases: {}, ownership: { roles } }));
    const facts = await readIndex(http, address, ["p1"], { seenAt, owners: true });
    assert.deepEqual(asked, ["/pypi/p1/json"]);
    assert.deepEqual(facts.projects.get("p1")?.owners, ["azure-sdk"]);
    asked.length = 0;
    answer = (name, _, response) => void response.writeHead(200, type).end(page(name));
    await readIndex(http, { ...address, json: null }, ["p1"], { seenAt, owners: true });
    assert.deepEqual(asked, ["/simple/p1/"]);
  });

  it("waits as it is told when it asks too often, and goes on", async () => {
    const busy = new Set(["p3", "p5"]);
    answer = (name, _, response) => {
      if (busy.delete(name)) return void response.writeHead(429, { "retry-after": "7" }).end();
      response.writeHead(200, type).end(page(name));
    };
    const clock = quickClock();
    const facts = await read(names, clock);
    assert.equal(facts.projects.size, names.length);
    assert.deepEqual(clock.slept, [7000, 7000]);
  });

  const broken: [what: string, problem: RegExp, listener: typeof answer][] = [
    ["fails", /status 500/, (_, __, response) => void response.writeHead(500).end("broken")],
    ["is busy for good", /status 429/, (_, __, response) => void response.writeHead(429).end()],
    [
      "resets connections",
      /socket|other side closed|ECONNRESET/,
      (_, request) => void request.socket.destroy(),
    ],
    ["never answers", /takes too long/, () => undefined],
    [
      "stops in the middle",
      /./,
      (name, request, response) => {
        response.writeHead(200, { ...type, "content-length": "1000" }).write(page(name).slice(0, 20));
        setTimeout(() => request.socket.destroy(), 20);
      },
    ],
    [
      "sends half a page as a whole one",
      /no page of a package index/,
      (name, _, response) => void response.writeHead(200, type).end(page(name).slice(0, -5)),
    ],
    [
      "shows a log-in page",
      /log-in page/,
      (_, __, response) =>
        void response.writeHead(200, { "content-type": "text/html" }).end("<form><input></form>"),
    ],
    ["asks for a log-in", /asks for a log-in/, (_, __, response) => void response.writeHead(401).end()],
    [
      "sends us elsewhere",
      /redirects to evil\.example/,
      (_, __, response) => void response.writeHead(302, { location: "https://evil.example/" }).end(),
    ],
  ];
  for (const [what, problem, listener] of broken) {
    it(`guesses nothing of an index that ${what}, and soon asks no more`, async () => {
      answer = (name, request, response) => {
        if (name === "p0") return void response.writeHead(200, type).end(page(name));
        listener(name, request, response);
      };
      const { projects, outage } = await read(names);
      assert.match(outage?.message ?? "", problem);
      assert.deepEqual([...projects.keys()], ["p0"]);
      // Eight at a time, three tries each; those under way end, and nothing new begins.
      assert.ok(new Set(asked).size <= 9, `${new Set(asked).size} of ${names.length} were asked for`);
      assert.ok(asked.length <= 1 + 8 * 3);
    }).timeout(10_000);
  }

  it("takes what has not changed from the disk, and what can't be had from nowhere", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-index-"));
    const cached = cachedHttp(http, nodeFiles, folder, quickClock());
    const once = () => readIndex(cached, address, names, { seenAt, clock: quickClock() });
    try {
      let sent = 0;
      answer = (name, request, response) => {
        if (request.headers["if-none-match"] === `"${name}"`) return void response.writeHead(304).end();
        sent += 1;
        response.writeHead(200, { ...type, etag: `"${name}"` }).end(page(name));
      };
      const first = await once();
      const second = await once();
      assert.equal(sent, names.length);
      assert.deepEqual(second.projects, first.projects);
      answer = (_, __, response) => void response.writeHead(503).end();
      const third = await once();
      assert.equal(third.projects.size, 0);
      assert.match(third.outage?.message ?? "", /status 503/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
