/** The stand-in for Azure DevOps against the official contracts: every request and every answer of every situation. */
import assert from "node:assert/strict";
import { azureApprovals } from "../../src/adapters/azure-approvals.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { ask } from "../../src/approve/ask.ts";
import { agentSituations } from "../support/azure/agent-situations.ts";
import { type Azure, jobToken, startAzure } from "../support/azure/azure.ts";
import { place } from "../support/azure/claim.ts";
import { gateRoutes } from "../support/azure/routes.ts";
import { edit, type Edit } from "../support/azure/situation.ts";
import { situations } from "../support/azure/situations.ts";
import { honestWorld } from "../support/azure/world.ts";
import { type Contract, readContracts } from "./contract.ts";

describe("the stand-in for Azure DevOps and the official contracts", () => {
  let contracts: ReadonlyMap<string, Contract>;
  let azure: Azure;
  before(async () => {
    contracts = readContracts();
    azure = await startAzure();
  });
  after(() => azure?.[Symbol.asyncDispose]());

  /** What the gate asks in this situation, and what is wrong with it by the contract. */
  async function faultsOf(edits: readonly Edit[]) {
    azure.set({ world: edit(honestWorld(), edits) });
    const connection = { organization: azure.organization, token: jobToken, proxy: null, certificates: null };
    const { signal } = new AbortController();
    const options = { version: "0.0.0", clock: systemClock, signal };
    await ask(azureApprovals(connection, place.project, options), place).catch(() => null);
    assert.ok(azure.exchanges.length >= 2);
    return azure.exchanges.flatMap((exchange) => {
      const contract = contracts.get(exchange.route ?? "");
      if (contract === undefined) return [`${exchange.path} has no contract`];
      const answer = exchange.status === 200 ? contract.answerFaults(exchange.document) : [];
      return [...contract.requestFaults(exchange), ...answer];
    });
  }

  it("agree on an honest run", async () => {
    assert.deepEqual(await faultsOf([]), []);
    assert.equal(
      new Set(azure.exchanges.map(({ route }) => route)).size,
      gateRoutes.length,
      "a route is not used",
    );
  });

  for (const { name, edits, offContract } of [
    ...situations,
    ...agentSituations.map((one) => ({ edits: [], ...one })),
  ]) {
    const is = offContract === true;
    it(`${is ? "do not agree, as is meant" : "agree"}: ${name}`, async () => {
      const faults = await faultsOf(edits);
      if (is) assert.notDeepEqual(faults, []);
      else assert.deepEqual(faults, []);
    });
  }

  it("are not the same by chance: what the contract does not have is seen", () => {
    const build = contracts.get("build");
    assert.deepEqual(build?.answerFaults({ id: 1 }), []);
    assert.notDeepEqual(build?.answerFaults({ id: "1" }), []);
    assert.notDeepEqual(build?.answerFaults({ id: 1, invented: true }), []);
    const approval = contracts.get("approval");
    assert.notDeepEqual(approval?.answerFaults({ status: "granted" }), []);
    assert.notDeepEqual(approval?.answerFaults({ steps: [{ actualApprover: { name: "Rosa" } }] }), []);
    const asked = {
      method: "GET",
      route: "approval",
      body: undefined,
      authorization: "",
      status: 200,
      document: {},
    };
    const path = `/contoso/p/_apis/pipelines/approvals/1`;
    assert.deepEqual(approval?.requestFaults({ ...asked, path, query: { "api-version": "7.1" } }), []);
    assert.notDeepEqual(approval?.requestFaults({ ...asked, path, query: {} }), []);
    const query = { "api-version": "7.1", $expand: "everything" };
    assert.notDeepEqual(approval?.requestFaults({ ...asked, path, query }), []);
  });
});
