import assert from "node:assert/strict";
import { azureApprovals } from "../../../src/adapters/azure-approvals.ts";
import type { Clock } from "../../../src/ports.ts";
import { sha256 } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { type Azure, jobToken, signInPage, startAzure } from "../../support/azure/azure.ts";
import type { Fault } from "../../support/azure/exchange.ts";
import { ids, uuid } from "../../support/azure/ids.ts";
import { honestWorld, run } from "../../support/azure/world.ts";

/** Sleeps in no time, and remembers how long. */
function aClock() {
  let now = Date.parse("2024-05-06T11:05:00Z");
  const slept: number[] = [];
  const clock: Clock = {
    now: () => new Date(now),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
  return { clock, slept };
}

describe("Azure DevOps, as the gate reads it", () => {
  let azure: Azure;
  before(async () => (azure = await startAzure()));
  after(() => azure[Symbol.asyncDispose]());

  function reader({
    token = jobToken,
    clock = aClock().clock,
    inAll = 60_000,
    signal = new AbortController().signal,
  } = {}) {
    const connection = { organization: azure.organization, token, proxy: null, certificates: null };
    return azureApprovals(connection, ids.project, { version: "0.0.0", clock, signal, inAll });
  }
  const faults = (...list: Fault[]) =>
    azure.set({ world: honestWorld(), faulty: (_, nth) => list[nth] ?? null });
  const always = (fault: Fault) => azure.set({ world: honestWorld(), faulty: () => fault });

  it("asks below its organization and project, with the token, for one version", async () => {
    azure.set({ world: honestWorld() });
    const port = reader();
    const timeline = await port.timeline(run);
    assert.deepEqual(timeline.document, honestWorld().timelines[run]);
    assert.equal(timeline.sha256, sha256(JSON.stringify(honestWorld().timelines[run])));
    await port.build(run);
    await port.checks(ids.checkpoint);
    assert.deepEqual((await port.approval(ids.approval))?.document, honestWorld().approvals[ids.approval]);
    assert.equal(await port.approval(uuid(99)), null);
    assert.deepEqual(
      azure.exchanges.map(({ route }) => route),
      ["timeline", "build", "checks", "approval", "approval"],
    );
    for (const { path, query, authorization, method } of azure.exchanges) {
      assert.ok(path.startsWith(`/contoso/${ids.project}/_apis/`));
      assert.deepEqual([method, authorization, query["api-version"]], ["GET", `Bearer ${jobToken}`, "7.1"]);
    }
    const expands = azure.exchanges.map(({ query }) => query["$expand"]);
    assert.deepEqual(expands, [undefined, undefined, "resources", "steps", "steps"]);
  });

  it("takes what is not there for an answer about approvals only", async () => {
    azure.set({ world: honestWorld() });
    await assert.rejects(reader().build(4712), refusal("gate-unread", "the run", "404"));
    await assert.rejects(reader().checks(uuid(99)), refusal("gate-unread", "404"));
  });

  it("knows a sign-in page, and says what is missing; it does not ask again", async () => {
    const html = { "content-type": "text/html" };
    const pages: Fault[] = [
      signInPage,
      { status: 200, headers: html, body: "<html>" },
      { status: 302, headers: { location: `${azure.organization}_signin` } },
      { status: 401 },
      { status: 403 },
    ];
    for (const page of pages) {
      always(page);
      await assert.rejects(reader().timeline(run), refusal("gate-sign-in", "timeline", String(page.status)));
      assert.equal(azure.exchanges.length, 1, "a redirect is not followed");
    }
    azure.set({ world: honestWorld() });
    await assert.rejects(reader({ token: "not-of-this-run" }).build(run), (error) => {
      assert.ok(refusal("gate-sign-in", "203")(error));
      assert.doesNotMatch(String((error as Error).stack), /not-of-this-run/);
      return true;
    });
  });

  it("asks again when the service is busy or the connection breaks, as late as it is told", async () => {
    const { clock, slept } = aClock();
    const busy: Fault = { status: 429, headers: { "retry-after": "7" } };
    faults(
      busy,
      { status: 503 },
      { status: 0, connection: "reset" },
      { status: 200, body: "{", connection: "cut" },
    );
    assert.deepEqual((await reader({ clock }).build(run)).document, honestWorld().builds[run]);
    assert.equal(azure.exchanges.length, 5);
    assert.equal(slept[0], 7000);
  });

  it("gives up after some tries, and when it is told to wait for longer than there is time", async () => {
    always({ status: 500, body: '{"message":"TF400898"}', headers: { "content-type": "application/json" } });
    await assert.rejects(reader().build(run), refusal("gate-unread", "status 500: TF400898", "5 tries"));
    always({ status: 429, headers: { "retry-after": "600" } });
    const { clock, slept } = aClock();
    await assert.rejects(reader({ clock }).build(run), refusal("gate-unread", "429"));
    assert.ok(slept.reduce((sum, one) => sum + one, 0) <= 60_000);
  });

  it("does not wait for an answer that does not end", async () => {
    always({ status: 200, connection: "silent" });
    await assert.rejects(reader({ inAll: 200 }).build(run), refusal("gate-unread", "too long"));
    assert.equal(azure.exchanges.length, 1);
  });

  it("takes nothing for an answer that is not one", async () => {
    const json = { "content-type": "application/json" };
    const odd: Fault[] = [
      { status: 200, headers: json, body: "" },
      { status: 200, headers: json, body: "{" },
      { status: 200, headers: json, body: "null and void" },
      { status: 204 },
      { status: 201, headers: json, body: "{}" },
      {
        status: 400,
        headers: json,
        body: '{"message":"The requested REST API version of 7.1 is out of range"}',
      },
    ];
    for (const fault of odd) {
      always(fault);
      await assert.rejects(reader().timeline(run), refusal("gate-unread", "timeline"));
    }
  });

  it("stops when the run is canceled", async () => {
    azure.set({ world: honestWorld() });
    const signal = AbortSignal.abort(new DOMException("canceled", "AbortError"));
    await assert.rejects(reader({ signal }).build(run), /canceled/);
    assert.equal(azure.exchanges.length, 0);
  });
});
