import assert from "node:assert/strict";
import { openSession } from "../../../src/cli/serve/session.ts";
import { servePage } from "./served.ts";

describe("the session of the local page", () => {
  it("gives 256 bits of key in an address on 127.0.0.1", async () => {
    await using page = await servePage({ takeSession: false });
    assert.match(page.address, /^http:\/\/127\.0\.0\.1:\d+\/\?key=[A-Za-z0-9_-]{43}$/);
  });

  it("exchanges the key for a cookie that no script and no other site can use", async () => {
    await using page = await servePage({ takeSession: false });
    const answer = await page.ask({ path: `/?key=${page.key}`, headers: { Cookie: null } });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers["location"], "/");
    const cookie = new RegExp(
      `^gatehouse-${String(page.port)}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict$`,
    );
    assert.match(answer.headers["set-cookie"] ?? "", cookie);
    assert.ok(!(answer.headers["set-cookie"] ?? "").includes(page.key));
  });

  it("takes the key once, and says how to go on", async () => {
    await using page = await servePage();
    for (const headers of [{}, { Cookie: null }]) {
      const answer = await page.ask({ path: `/?key=${page.key}`, headers });
      assert.equal(answer.status, 403);
      assert.match(answer.body, /used already.*href="\/".*run the same command again/s);
      assert.equal(answer.headers["set-cookie"], undefined);
    }
    assert.equal((await page.ask({})).status, 200);
  });

  it("lets one of many who come at the same time in", async () => {
    await using page = await servePage({ takeSession: false });
    const path = `/?key=${page.key}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => page.ask({ path, headers: { Cookie: null } })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, ...Array<number>(19).fill(403)],
    );
  });

  it("does not spend the key on what is no visit", async () => {
    await using page = await servePage({ takeSession: false });
    const path = `/?key=${page.key}`;
    const none = { Cookie: null };
    assert.equal((await page.ask({ method: "HEAD", path, headers: none })).status, 403);
    assert.equal(
      (await page.ask({ path, headers: { ...none, "Sec-Fetch-Site": "cross-site" } })).status,
      403,
    );
    assert.equal((await page.ask({ path, headers: { ...none, Host: "example.com" } })).status, 403);
    assert.equal((await page.ask({ path: `${path}&key=x`, headers: none })).status, 403);
    assert.equal((await page.ask({ path: `/page.js?key=${page.key}`, headers: none })).status, 403);
    assert.equal((await page.ask({ path: "/?key=", headers: none })).status, 403);
    assert.equal((await page.ask({ path: `/?key=${page.key.slice(1)}`, headers: none })).status, 403);
    assert.equal((await page.ask({ path, headers: none })).status, 303);
  });

  it("finds its cookie among others, even of the same name", () => {
    const session = openSession(8000);
    const exchanged = session.exchange(session.key);
    assert.ok(typeof exchanged === "object");
    const cookie = exchanged.setCookie.split(";")[0] ?? "";
    assert.ok(session.holds(`a=b; gatehouse-8000=planted; ${cookie}`));
    for (const bad of [
      null,
      "",
      "gatehouse-8000=",
      "gatehouse-8000=planted",
      cookie.slice(0, -1),
      `x${cookie}`,
    ]) {
      assert.ok(!session.holds(bad), String(bad));
    }
    assert.ok(!openSession(8000).holds(cookie));
  });
});
