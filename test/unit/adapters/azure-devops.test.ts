import assert from "node:assert/strict";
import { azureDevOps } from "../../../src/adapters/azure-devops.ts";
import type { Clock } from "../../../src/ports.ts";
import { refusal } from "../../support/record-errors.ts";
import { type Azure, signInPage, startAzure } from "../../support/azure/azure.ts";
import { personalToken } from "../../support/azure/ids.ts";
import type { Fault } from "../../support/azure/exchange.ts";
import { honestWorld } from "../../support/azure/world.ts";

const json = { "content-type": "application/json" };
const pipelines = { what: "the pipelines", path: ["internal", "_apis", "build", "definitions"] };
const runs = { what: "to queue", path: ["internal", "_apis", "pipelines", "8", "runs"] };

describe("Azure DevOps, as a person reaches it", () => {
  let azure: Azure;
  before(async () => (azure = await startAzure()));
  after(() => azure[Symbol.asyncDispose]());

  const slept: number[] = [];
  const clock: Clock = {
    now: () => new Date(0),
    sleep: async (milliseconds) => void (await Promise.resolve(slept.push(milliseconds))),
  };
  function person(token = personalToken, signal = new AbortController().signal) {
    const { organization } = azure;
    return azureDevOps({ organization, graph: organization, token }, { version: "0.0.0", clock, signal });
  }
  const faults = (...list: Fault[]) =>
    azure.set({ world: honestWorld(), faulty: (_, nth) => list[nth] ?? null });
  const always = (fault: Fault) => azure.set({ world: honestWorld(), faulty: () => fault });

  it("asks with the token, for one version, and encodes every step", async () => {
    faults();
    const found = (await person().get({ ...pipelines, query: { name: "python - contoso" } })) as {
      count: number;
    };
    assert.equal(found.count, 1);
    await person().get({ what: "x", path: ["a/b?c", "_apis", "x"] });
    assert.deepEqual(
      azure.exchanges.map(({ path, query }) => [path, query["api-version"]]),
      [
        ["/contoso/internal/_apis/build/definitions", "7.1"],
        ["/contoso/a%2Fb%3Fc/_apis/x", "7.1"],
      ],
    );
    assert.equal(azure.exchanges[0]?.authorization, `Basic ${btoa(`PAT:${personalToken}`)}`);
  });

  it("reads all pages of a list", async () => {
    const page = (value: unknown[], token?: string): Fault => ({
      status: 200,
      headers: { ...json, ...(token === undefined ? {} : { "x-ms-continuationtoken": token }) },
      body: JSON.stringify({ count: value.length, value }),
    });
    faults(page([1, 2], "two"), page([], "three"), page([3]));
    assert.deepEqual(await person().list({ ...pipelines, query: { $top: "2" } }), [1, 2, 3]);
    const asked = azure.exchanges.map(({ query }) => [query["continuationToken"], query["$top"]]);
    assert.deepEqual(asked, [
      [undefined, "2"],
      ["two", "2"],
      ["three", "2"],
    ]);
    always(page([1], "again"));
    await assert.rejects(person().list(pipelines), refusal("azure-answer", "pages"));
    always({ status: 200, headers: json, body: "{}" });
    await assert.rejects(person().list(pipelines), refusal("azure-answer", "no list"));
  });

  it("says null for what is not there, and refuses to change it", async () => {
    always({ status: 404, headers: json, body: '{"message":"no"}' });
    assert.equal(await person().get(pipelines), undefined);
    always({ status: 204 });
    assert.equal(await person().get(pipelines), undefined);
    await assert.rejects(person().list(pipelines), refusal("azure-answer", "not JSON"));
    always({ status: 404, headers: json, body: '{"message":"no"}' });
    assert.equal(await person().list(pipelines), null);
    assert.equal(await person().text(pipelines, 10), null);
    await assert.rejects(person().send("POST", runs, {}), refusal("azure-refused", "to queue", "404: no"));
  });

  it("sends a change once, whatever happens, and says what is known then", async () => {
    for (const [fault, code] of [
      [{ status: 0, connection: "reset" }, "azure-lost"],
      [{ status: 200, headers: json, body: "{", connection: "cut" }, "azure-lost"],
      [{ status: 500, headers: json, body: "{}" }, "azure-lost"],
      [{ status: 429, headers: { "retry-after": "0" } }, "azure-unread"],
      [{ status: 400, headers: json, body: '{"message":"no stage"}' }, "azure-refused"],
      [{ status: 409, headers: json }, "azure-refused"],
      [{ status: 403, headers: json }, "azure-forbidden"],
      [{ status: 302, headers: { location: "http://elsewhere.invalid/" } }, "azure-sign-in"],
    ] as const) {
      always(fault);
      await assert.rejects(person().send("POST", runs, {}), refusal(code, "to queue"));
      assert.equal(azure.exchanges.length, 1);
    }
    always({ status: 204 });
    assert.equal(await person().send("POST", runs, {}), undefined);
  });

  it("repeats a read while the service is busy, as late as it is told", async () => {
    slept.length = 0;
    faults({ status: 429, headers: { "retry-after": "7" } }, { status: 0, connection: "reset" });
    assert.equal((await person().list(pipelines))?.length, 2);
    assert.equal(slept[0], 7000);
    always({ status: 503, headers: { "retry-after": "0" } });
    await assert.rejects(
      person().list(pipelines),
      refusal("azure-unread", "the pipelines", "503", "5 tries"),
    );
  });

  it("knows a token that is not taken, and keeps it to itself", async () => {
    faults();
    for (const ask of [
      () => person("stolen-token").get(pipelines),
      () => person("stolen-token").send("POST", runs, {}),
    ])
      await assert.rejects(ask(), (error: Error) => {
        assert.doesNotMatch(String(error.stack), /stolen-token|UEFUO/);
        return refusal("azure-sign-in", "203")(error);
      });
    always(signInPage);
    await assert.rejects(person().list(pipelines), refusal("azure-sign-in"));
    always({ status: 403, headers: json, body: '{"message":"TF401027: no"}' });
    await assert.rejects(person().list(pipelines), refusal("azure-forbidden", "TF401027"));
  });

  it("reads a file up to a size", async () => {
    always({ status: 200, headers: { "content-type": "application/octet-stream" }, body: "0123456789" });
    assert.equal(await person().text(pipelines, 10), "0123456789");
    await assert.rejects(person().text(pipelines, 9), refusal("azure-answer", "9 bytes"));
  });

  it("stops when it is interrupted", async () => {
    faults();
    const signal = AbortSignal.abort(new DOMException("interrupted", "AbortError"));
    await assert.rejects(person(personalToken, signal).list(pipelines), /interrupted/);
    assert.equal(azure.exchanges.length, 0);
  });
});
