import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedHttp, notWorthKeeping } from "../../../src/adapters/cached-http.ts";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { undiciHttp } from "../../../src/adapters/http.ts";
import type { Http } from "../../../src/ports.ts";

describe("adapters/cached-http", () => {
  let folder: string;
  let url: string;
  let http: Http;
  let now: Date;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers["if-none-match"]);
    answer(request, response);
  });

  before(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/demo/`;
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-cache-"));
    now = new Date("2026-11-23T12:00:00Z");
    asked.length = 0;
    answer = (request, response) => {
      if (request.headers["if-none-match"] === '"1"') return void response.writeHead(304).end();
      response.writeHead(200, { etag: '"1"', "content-type": "application/json" }).end("{}");
    };
    http = cachedHttp(undiciHttp("0.0.0"), nodeFiles, folder, {
      now: () => now,
      sleep: () => Promise.resolve(),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const get = (headers: Record<string, string> = { accept: "application/json" }) =>
    http.get(url, { headers });

  it("asks each time, and takes from the disk what has not changed", async () => {
    const [first, second] = [await get(), await get()];
    assert.deepEqual(asked, [undefined, '"1"']);
    assert.deepEqual([first.status, first.text], [200, "{}"]);
    assert.deepEqual(
      [second.status, second.text, second.headers["content-type"]],
      [200, "{}", "application/json"],
    );
  });

  it("takes a new answer in place of the old one", async () => {
    await get();
    answer = (_, response) => void response.writeHead(200, { etag: '"2"' }).end("new");
    assert.equal((await get()).text, "new");
    await get();
    assert.equal(asked.at(-1), '"2"');
  });

  it("keeps one answer for each way of asking, and none that is a month old", async () => {
    await get();
    await get({ accept: "text/html" });
    assert.deepEqual(asked, [undefined, undefined]);
    now = new Date("2026-12-24T12:00:00Z");
    await get();
    assert.equal(asked.at(-1), undefined);
  });

  it("keeps nothing that needs a log-in, has no ETag or is no success", async () => {
    await get({ authorization: "Basic x" });
    answer = (_, response) => void response.writeHead(200).end("plain");
    await get();
    answer = (_, response) => void response.writeHead(503, { etag: '"3"' }).end("busy");
    assert.equal((await get()).status, 503);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("takes a damaged file for none, and a folder that can't be written for no reason to fail", async () => {
    await get();
    const [name = ""] = readdirSync(folder);
    for (const text of [
      "",
      "{",
      "[]",
      '{"url":1}',
      `{"url":"${url}","headers":{"etag":5},"text":"x","keptAt":"x"}`,
    ]) {
      writeFileSync(join(folder, name), text);
      asked.length = 0;
      assert.equal((await get()).text, "{}");
      assert.deepEqual(asked, [undefined], text);
    }
    writeFileSync(join(folder, "file"), "");
    http = cachedHttp(undiciHttp("0.0.0"), nodeFiles, join(folder, "file/below"), {
      now: () => now,
      sleep: () => Promise.resolve(),
    });
    assert.equal((await get()).text, "{}");
  });

  it("asks again for what came damaged, and sends no ETag that is none", async () => {
    for (const [etag, text] of [
      ['"1"', '{"files": ['],
      ["1", "{}"],
      ['"a" "b"', "{}"],
    ] as const) {
      answer = (_, response) =>
        void response
          .writeHead(200, { etag, "content-type": "application/vnd.pypi.simple.v1+json" })
          .end(text);
      assert.equal((await get()).text, text);
      assert.deepEqual(readdirSync(folder), [], etag);
    }
    await get();
    assert.deepEqual(
      asked.filter((tag) => tag !== undefined),
      [],
    );
  });

  it("keeps what is in use, and drops what was not used for a month", async () => {
    const begin = () => {
      http = cachedHttp(undiciHttp("0.0.0"), nodeFiles, folder, {
        now: () => now,
        sleep: () => Promise.resolve(),
      });
    };
    await get();
    for (const date of ["2026-12-08", "2026-12-30", "2027-01-20"]) {
      now = new Date(`${date}T12:00:00Z`);
      begin();
      await get();
      assert.equal(asked.at(-1), '"1"', date);
      assert.equal(readdirSync(folder).length, 1);
    }
    now = new Date("2027-03-01T12:00:00Z");
    begin();
    await get({ accept: "text/html" });
    const [only = "", ...others] = readdirSync(folder);
    assert.match(only, /^[0-9a-f]{64}\.2027-03-01\.json$/);
    assert.deepEqual(others, []);
  });

  it("keeps so many and no more, the newest", () => {
    const name = (at: number, date: string) => `${String(at).padStart(64, "0")}.${date}.json`;
    const names = [name(1, "2026-11-01"), name(2, "2026-11-20"), name(3, "2026-11-10"), "notes.txt"];
    assert.deepEqual(notWorthKeeping(names, "2026-11-23"), []);
    assert.deepEqual(notWorthKeeping(names, "2026-11-23", 1), [name(1, "2026-11-01"), name(3, "2026-11-10")]);
    assert.deepEqual(notWorthKeeping(names, "2026-12-05"), [name(1, "2026-11-01")]);
    assert.deepEqual(notWorthKeeping([name(1, "2027-11-01")], "2026-11-23"), [name(1, "2027-11-01")]);
  });
});
