import assert from "node:assert/strict";
import { type Ask, raw, type RawAnswer, servePage } from "./served.ts";

const expectedHeaders = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

/** Every answer, whatever it says, has the headers and shows nothing of the code. */
function checkAnswer(answer: RawAnswer, status: number, what: string): void {
  assert.equal(answer.status, status, what);
  for (const [name, value] of Object.entries(expectedHeaders))
    assert.equal(answer.headers[name], value, `${what}: ${name}`);
  assert.doesNotMatch(answer.body, /\.ts\b|node:|\n\s+at /, what);
}

const big = "x".repeat(300 * 1024);

describe("what the page's server refuses", () => {
  const requests: [string, number, Ask][] = [
    ["the page", 200, {}],
    ["the page by its other name", 403, { headers: { Host: "localhost" } }],
    ["a foreign host", 403, { headers: { Host: "example.com" } }],
    ["a host that begins like ours", 403, { headers: { Host: "127.0.0.1.example.com" } }],
    ["another port", 403, { headers: { Host: "127.0.0.1:1" } }],
    ["no host", 403, { headers: { Host: null } }],
    ["a cross-site visit", 403, { headers: { "Sec-Fetch-Site": "cross-site" } }],
    ["a link on another local page", 200, { headers: { "Sec-Fetch-Site": "same-site" } }],
    [
      "its data for another local page",
      403,
      { path: "/api/release", headers: { "Sec-Fetch-Site": "same-site" } },
    ],
    ["a site that is no word we know", 403, { headers: { "Sec-Fetch-Site": "odd" } }],
    ["no cookie", 403, { headers: { Cookie: null } }],
    ["data without cookie", 403, { path: "/api/release", headers: { Cookie: null } }],
    ["an unknown path without cookie", 403, { path: "/x", headers: { Cookie: null } }],
    ["a wrong cookie", 403, { headers: { Cookie: "gatehouse=1" } }],
    ["an unknown path", 404, { path: "/secret.txt" }],
    ["a way up", 404, { path: "/../secret.txt" }],
    ["a way up, encoded", 404, { path: "/%2e%2e/secret.txt" }],
    ["a way up below a known path", 404, { path: "/page.js/../secret.txt" }],
    ["an encoded known path", 404, { path: "/page%2ejs" }],
    ["a path with a second slash", 404, { path: "//page.js" }],
    ["a backslash", 404, { path: "/..\\secret.txt" }],
    ["a NUL", 404, { path: "/page.js%00.html" }],
    ["the file's name", 404, { path: "/index.html" }],
    ["an absolute target", 404, { path: "http://example.com/" }],
    ["a name that every object has", 404, { path: "/constructor" }],
    ["HEAD", 405, { method: "HEAD" }],
    ["POST to the page", 405, { method: "POST", headers: { "Content-Length": "0" } }],
    ["OPTIONS", 405, { method: "OPTIONS", path: "/api/decisions" }],
    ["GET on decisions", 405, { path: "/api/decisions" }],
    ["DELETE of the release", 405, { method: "DELETE", path: "/api/release" }],
    ["an odd expectation", 200, { headers: { Expect: "tea" } }],
    ["an upgrade", 200, { headers: { Connection: "Upgrade, close", Upgrade: "websocket" } }],
  ];
  for (const [what, status, request] of requests) {
    it(`${what}: ${String(status)}`, async () => {
      await using page = await servePage();
      checkAnswer(await page.ask(request), status, what);
    });
  }

  it("takes localhost with our port, and says which method it takes", async () => {
    await using page = await servePage();
    checkAnswer(await page.ask({ headers: { Host: `localhost:${String(page.port)}` } }), 200, "localhost");
    assert.equal((await page.ask({ path: "/api/decisions" })).headers["allow"], "POST");
  });

  it("two hosts", async () => {
    await using page = await servePage();
    const host = `Host: 127.0.0.1:${String(page.port)}`;
    const lines = [
      "GET / HTTP/1.1",
      host,
      "Host: example.com",
      `Cookie: ${page.cookie}`,
      "Connection: close",
    ];
    assert.ok([400, 403].includes((await raw(page.port, lines)).status));
  });

  it("what is no HTTP, and headers without end", async () => {
    await using page = await servePage();
    checkAnswer(await raw(page.port, ["hello"]), 400, "no HTTP");
    checkAnswer(await page.ask({ headers: { Cookie: "x".repeat(20_000) } }), 431, "too many headers");
    assert.equal((await page.ask({})).status, 200);
  });

  const decisions: [string, number, Ask][] = [
    ["a good decision", 200, {}],
    ["with its charset", 200, { headers: { "Content-Type": "application/json; charset=UTF-8" } }],
    ["without Origin", 403, { headers: { Origin: null } }],
    ["from a foreign origin", 403, { headers: { Origin: "http://example.com" } }],
    ["from the origin null", 403, { headers: { Origin: "null" } }],
    ["from another port", 403, { headers: { Origin: "http://127.0.0.1:1" } }],
    ["from another scheme", 403, { headers: { Origin: "https://127.0.0.1" } }],
    ["without cookie", 403, { headers: { Cookie: null } }],
    ["from another local page", 403, { headers: { "Sec-Fetch-Site": "same-site" } }],
    ["as a form", 415, { headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
    ["as text", 415, { headers: { "Content-Type": "text/plain" } }],
    ["as text that mentions JSON", 415, { headers: { "Content-Type": "text/plain; application/json" } }],
    ["without a type", 415, { headers: { "Content-Type": null } }],
    ["compressed", 415, { headers: { "Content-Encoding": "gzip" } }],
    ["too large", 413, { body: big }],
  ];
  for (const [what, status, request] of decisions) {
    it(`a decision ${what}: ${String(status)}`, async () => {
      await using page = await servePage();
      checkAnswer(await page.post(request), status, what);
      assert.equal(page.decided.length, status === 200 ? 1 : 0);
    });
  }

  it("a decision too large in pieces of unknown number", async () => {
    await using page = await servePage();
    const body = `${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`;
    const headers = { "Content-Length": null, "Transfer-Encoding": "chunked" };
    checkAnswer(await page.post({ body, headers }), 413, "chunked");
  });

  it("a decision on ours from the other of our origins", async () => {
    await using page = await servePage();
    checkAnswer(
      await page.post({ headers: { Origin: `http://localhost:${String(page.port)}` } }),
      403,
      "localhost",
    );
  });
});
