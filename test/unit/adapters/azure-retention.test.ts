/** How a run is kept: one request, and words for whatever stands in the way. */
import assert from "node:assert/strict";
import { azureRetention } from "../../../src/adapters/azure-retention.ts";
import { type Azure, jobToken, signInPage, startAzure } from "../../support/azure/azure.ts";
import type { Fault } from "../../support/azure/exchange.ts";
import { ids } from "../../support/azure/ids.ts";
import { honestWorld, run } from "../../support/azure/world.ts";

describe("keeping a run", () => {
  let azure: Azure;
  before(async () => (azure = await startAzure()));
  after(() => azure[Symbol.asyncDispose]());

  function keep(signal = new AbortController().signal) {
    const connection = { organization: azure.organization, token: jobToken, proxy: null, certificates: null };
    const retention = azureRetention(connection, ids.project, { version: "0.0.0", signal });
    return retention.keep({ run, pipeline: 12, days: 30, owner: "Gatehouse: contoso-core_1.2.0" });
  }

  it("puts one lease on it, in the release's name", async () => {
    const world = honestWorld();
    azure.set({ world });
    assert.equal(await keep(), null);
    const lease = { daysValid: 30, definitionId: 12, protectPipeline: false, runId: run };
    assert.deepEqual(world.leases, [{ ...lease, ownerId: "Gatehouse: contoso-core_1.2.0" }]);
    assert.equal(azure.exchanges[0]?.path, `/contoso/${ids.project}/_apis/build/retention/leases`);
  });

  const refusals: readonly (readonly [string, Fault, RegExp])[] = [
    ["no permission", { status: 403 }, /the job token has no permission for it/],
    ["a sign-in page", signInPage, /sign-in page/],
    ["a redirect", { status: 302, headers: { location: "https://elsewhere.example/" } }, /sign-in page/],
    ["a no", { status: 400, body: '{"message":"daysValid is too large."}' }, /daysValid is too large/],
    ["a busy service", { status: 503 }, /status 503/],
    ["a broken connection", { status: 0, connection: "reset" }, /socket hang up|ECONNRESET/],
  ];
  for (const [name, fault, words] of refusals)
    it(`says what stands in the way: ${name}, after one request`, async () => {
      azure.set({ world: honestWorld(), faulty: () => fault });
      assert.match((await keep()) ?? "", words);
      assert.equal(azure.exchanges.length, 1);
    });

  it("gives up with the run", async () => {
    azure.set({ world: honestWorld(), slow: 1000 });
    assert.equal(await keep(AbortSignal.timeout(20)), "it took too long");
  });
});
