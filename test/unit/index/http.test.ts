import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { undiciHttp } from "../../../src/adapters/http.ts";

async function withServer(listener: RequestListener, act: (root: string) => Promise<void>) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  try {
    await act(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("undiciHttp", () => {
  const http = undiciHttp("1.2.3");

  it("names itself, and follows no redirect", () =>
    withServer(
      (request, response) => {
        response
          .writeHead(302, { Location: "/other", "X-Agent": request.headers["user-agent"] })
          .end("Grüße");
      },
      async (root) => {
        const { status, headers, text } = await http.get(root, {});
        assert.deepEqual([status, headers["location"], text], [302, "/other", "Grüße"]);
        assert.equal(headers["x-agent"], "gatehouse/1.2.3");
        assert.equal((await http.hash(root, {})).status, 302);
      },
    ));

  it("takes an endless answer for a fault", () =>
    withServer(
      (_, response) => {
        const piece = Buffer.alloc(1 << 20);
        const more = (): void => {
          while (!response.destroyed && response.write(piece));
          if (!response.destroyed) response.once("drain", more);
        };
        more();
      },
      async (root) => {
        await assert.rejects(http.get(root, {}), /larger than/);
      },
    ));

  it("gives words for faults, without what was sent", async () => {
    const headers = { authorization: "Basic c2VjcmV0" };
    async function* body() {
      yield Buffer.from("x");
    }
    const sent = http.post("http://127.0.0.1:9/", { headers, body: body(), length: 1 });
    await assert.rejects(sent, (error) => error instanceof Error && /ECONNREFUSED/.test(error.message));
    const bad = http.post("http://127.0.0.1:9/", {
      headers: { authorization: "a\nsecret" },
      body: body(),
      length: 1,
    });
    await assert.rejects(bad, (error) => error instanceof Error && !error.message.includes("secret"));
  });

  it("ends with the signal's reason", () =>
    withServer(
      () => undefined,
      async (root) => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), 50);
        await assert.rejects(http.get(root, { signal: controller.signal }), { name: "AbortError" });
      },
    ));

  it("waits for no answer longer than a minute, however slowly it comes", async () => {
    const hurried = undiciHttp("1.2.3", { readTimeout: 100, attemptTimeout: 100 });
    const slow: RequestListener[] = [
      () => undefined,
      (_, response) => {
        const drip = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(drip));
      },
    ];
    for (const listener of slow) {
      await withServer(listener, async (root) => {
        await assert.rejects(hurried.get(root, {}), { message: "its answer takes too long" });
        const { signal } = new AbortController();
        await assert.rejects(hurried.get(root, { signal }), { message: "its answer takes too long" });
      });
    }
  });
});
