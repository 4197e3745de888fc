import assert from "node:assert/strict";
import { readDecisions } from "../../../src/cli/serve/decisions.ts";
import { GatehouseError } from "../../../src/errors.ts";
import { digest, goodBody, servePage } from "./served.ts";

const one = { name: "contoso-core", digest, decision: "approved", comment: "" };
const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

describe("decisions from the page", () => {
  it("reach the desk as they were sent, and its problems go back", async () => {
    await using page = await servePage({
      decide: async (decisions) => decisions.map(({ name }) => ({ name, problem: `${name} has changed` })),
    });
    const answer = await page.post({});
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.body), {
      results: [{ name: "contoso-core", problem: "contoso-core has changed" }],
    });
  });

  it("may be many, of both kinds", () => {
    const decisions = [
      one,
      { ...one, name: "contoso-blob", decision: "rejected", comment: "é".repeat(2000) },
    ];
    assert.deepEqual(readDecisions(bytes({ decisions })), decisions);
  });

  const bad: [string, unknown][] = [
    ["no JSON", "{"],
    ["no UTF-8", Buffer.from([0xff])],
    ["nothing", ""],
    ["null", null],
    ["a list", [one]],
    ["no decisions", { decisions: [] }],
    ["another field beside", { decisions: [one], force: true }],
    ["another field inside", { decisions: [{ ...one, index: "https://example.com" }] }],
    ["a field of every object's", `{"decisions":[${JSON.stringify(one).slice(0, -1)},"__proto__":{}}]}`],
    ["a missing comment", { decisions: [{ name: one.name, digest, decision: "approved" }] }],
    ["an unknown decision", { decisions: [{ ...one, decision: "maybe" }] }],
    ["a digest in capitals", { decisions: [{ ...one, digest: "A".repeat(64) }] }],
    ["a digest with a line break", { decisions: [{ ...one, digest: `${digest}\n` }] }],
    ["a short digest", { decisions: [{ ...one, digest: "a" }] }],
    ["no digest", { decisions: [{ ...one, digest: null }] }],
    ["a name that is a number", { decisions: [{ ...one, name: 1 }] }],
    ["a long name", { decisions: [{ ...one, name: "a".repeat(201) }] }],
    ["a long comment", { decisions: [{ ...one, comment: "a".repeat(2001) }] }],
    ["a comment longer than it looks", { decisions: [{ ...one, comment: "👩‍👩‍👧‍👦".repeat(300) }] }],
    ["one artifact twice", { decisions: [one, { ...one, decision: "rejected" }] }],
  ];
  for (const [what, body] of bad) {
    it(`with ${what} are refused`, async () => {
      assert.equal(readDecisions(Buffer.isBuffer(body) ? body : bytes(body)), null);
      await using page = await servePage();
      assert.equal((await page.post({ body: Buffer.isBuffer(body) ? body : bytes(body) })).status, 400);
      assert.deepEqual(page.decided, []);
    });
  }

  it("say what Gatehouse says when the desk refuses, and nothing of the code when it breaks", async () => {
    const refusing = GatehouseError.of("artifact-unknown", { name: "x", names: "y" });
    for (const [thrown, words] of [
      [refusing, /has no artifact x/],
      [new Error("inner secret"), /did not expect/],
    ] as const) {
      await using page = await servePage({ decide: () => Promise.reject(thrown) });
      const answer = await page.post({ body: JSON.stringify(goodBody) });
      assert.equal(answer.status, 500);
      assert.match(answer.body, words);
      assert.doesNotMatch(answer.body, /secret|\n\s+at /);
    }
  });
});
