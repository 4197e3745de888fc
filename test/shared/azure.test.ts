/** The stand-in for Azure DevOps against the official contracts: every request and every answer of every situation. */
import assert from "node:assert/strict";
import { azureApprovals } from "../../src/adapters/azure-approvals.ts";
import { azureRetention } from "../../src/adapters/azure-retention.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { ask } from "../../src/approve/ask.ts";
import { agentSituations } from "../support/azure/agent-situations.ts";
import { azureDevOps } from "../../src/adapters/azure-devops.ts";
import { commentFor, decideAll } from "../../src/azure/decide.ts";
import { findPipeline } from "../../src/azure/pipelines.ts";
import { queueRun } from "../../src/azure/queue-run.ts";
import { applySetup } from "../../src/azure/setup/apply.ts";
import { readAudit } from "../../src/azure/setup/audit.ts";
import { readActual } from "../../src/azure/setup/read.ts";
import type { Wanted } from "../../src/azure/setup/wanted.ts";
import { surveyWaiting } from "../../src/azure/survey.ts";
import { lobbyReader } from "../../src/page/azure/lobby-reader.ts";
import { runDesk } from "../../src/page/azure/run-desk.ts";
import { type Azure, jobToken, startAzure } from "../support/azure/azure.ts";
import { place } from "../support/azure/claim.ts";
import type { Exchange } from "../support/azure/exchange.ts";
import { ids, personalToken } from "../support/azure/ids.ts";
import { pageRoutes } from "../support/azure/page-routes.ts";
import { releaseWorld, stageGoes } from "../support/azure/release-world.ts";
import { gateRoutes } from "../support/azure/routes.ts";
import { waitingWorld } from "../support/azure/waiting-world.ts";
import { edit, type Edit } from "../support/azure/situation.ts";
import { auditRoutes, uncontractedRoutes } from "../support/azure/audit-routes.ts";
import { setupRoutes } from "../support/azure/setup-routes.ts";
import { emptyProject } from "../support/azure/setup-world.ts";
import { situations } from "../support/azure/situations.ts";
import { honestWorld, run } from "../support/azure/world.ts";
import { forRosa, placeOf } from "../support/page-place.ts";
import { aCollected, aRecord } from "../support/record-builders.ts";
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
    return faultsIn(azure.exchanges);
  }

  function faultsIn(exchanges: readonly Exchange[]): string[] {
    return exchanges.flatMap((exchange) => {
      const contract = contracts.get(exchange.route ?? "");
      if (contract === undefined) return [`${exchange.path} has no contract`];
      const answer = exchange.status === 200 ? contract.answerFaults(exchange.document) : [];
      return [...contract.requestFaults(exchange), ...answer];
    });
  }

  it("agree on an honest run, before the gate and on the page", async () => {
    assert.deepEqual(await faultsOf([]), []);
    const used = azure.exchanges.map(({ route }) => route);
    const artifact = aCollected({ safeName: "core" });
    const world = forRosa(releaseWorld(aRecord([artifact])));
    azure.set({ world });
    const desk = runDesk({ place: placeOf(azure), user: ids.rosa }, run, "");
    await desk.read();
    await desk.settled();
    await lobbyReader(placeOf(azure), ids.rosa)();
    const { name, digest } = artifact;
    const [result] = await desk.decide([{ name, digest, decision: "approved", comment: "Fine." }]);
    assert.equal(result?.problem, null);
    stageGoes(world, { nth: 0 }, { stage: { state: "inProgress" }, publish: { state: "inProgress" } });
    await desk.read();
    assert.deepEqual(faultsIn(azure.exchanges), []);
    used.push(...azure.exchanges.map(({ route }) => route));
    assert.equal(new Set(used).size, gateRoutes.length + pageRoutes.length, "a route is not used");
  });

  it("agree on what keeps a run", async () => {
    azure.set({ world: honestWorld() });
    const connection = { organization: azure.organization, token: jobToken, proxy: null, certificates: null };
    const { signal } = new AbortController();
    const retention = azureRetention(connection, place.project, { version: "0.0.0", signal });
    assert.equal(await retention.keep({ run, pipeline: 12, days: 365, owner: "Gatehouse: x_1" }), null);
    assert.deepEqual(
      azure.exchanges.map(({ route }) => route),
      ["keep"],
    );
    assert.deepEqual(faultsIn(azure.exchanges), []);
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

  it("agree on all that the commands ask and are answered", async () => {
    const record = aRecord([aCollected({ name: "contoso_core" }), aCollected({ name: "contoso_blob" })]);
    const world = waitingWorld(record);
    azure.set({ world });
    const account = { organization: azure.organization, graph: azure.organization, token: personalToken };
    const { signal } = new AbortController();
    const port = azureDevOps(account, { version: "0.0.0", clock: systemClock, signal });
    const place = { azure: port, project: "internal", folder: "\\python" };
    const pipeline = await findPipeline(place, "python - contoso");
    const stagesToSkip = ["Release_contosoblob"];
    await queueRun(place, pipeline, { ref: "refs/heads/main", stagesToSkip });
    const { candidates } = await surveyWaiting(place, null);
    assert.equal((await surveyWaiting(place, 4711)).candidates.length, 2);
    const chosen = candidates.map((candidate) => ({
      candidate,
      comment: commentFor("approved", "ok", candidate),
    }));
    const outcomes = await decideAll(place, "approved", chosen);
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ["done", "done"],
    );
    assert.deepEqual(faultsIn(azure.exchanges), []);
    for (const name of ["pipelines", "queue", "builds", "artifact", "artifact file", "attachment", "decide"])
      assert.ok(
        azure.exchanges.some(({ route }) => route === name),
        name,
      );
  });

  it("agree on all that setup asks and makes", async () => {
    const world = { ...honestWorld(), pipelines: [], project: emptyProject() };
    azure.set({ world });
    const account = { organization: azure.organization, graph: azure.organization, token: personalToken };
    const { signal } = new AbortController();
    const port = azureDevOps(account, { version: "0.0.0", clock: systemClock, signal });
    const place = { azure: port, project: "internal", folder: "\\python" };
    const wanted: Wanted = {
      project: "internal",
      folder: "\\python",
      environment: "package-publish",
      group: "Release to PyPI Approvers",
      connection: "pypi",
      template: { repository: "internal/release-templates", path: "wrapper.yml", ref: "refs/heads/main" },
      origin: { kind: "azure", organization: "contoso", project: "internal", name: "azure-sdk" },
      pipelines: [{ name: "python - storage", yaml: "/sdk/storage/ci.yml" }],
      environments: [],
      pools: [],
    };
    const end = await applySetup(place, wanted, await readActual(place, wanted), () => undefined);
    assert.ok(end.every(({ state }) => state === "right"));
    const audit = await readAudit(place, await readActual(place, wanted));
    assert.deepEqual(audit, { members: [], ofEnvironment: [], ofConnection: [], tags: true });
    const isOfficial = ({ route }: Exchange) => uncontractedRoutes.every(({ name }) => name !== route);
    // The contracts name base types here; what these subtypes add stands in their examples and in the service's guides. It writes an identity's descriptor as one text.
    const ofSubtypes =
      /^(?:\/\d+)?\/settings is unknown$|^\/(?:displayName|description|configuration\/(?:path|repository)) is unknown$|^\/\d+\/(?:process|repository) is unknown$|^data\/0\/descriptor must be object$/;
    assert.deepEqual(
      faultsIn(azure.exchanges.filter(isOfficial)).filter((fault) => !ofSubtypes.test(fault)),
      [],
    );
    const used = new Set(azure.exchanges.map(({ route }) => route));
    for (const { name } of [...setupRoutes, ...auditRoutes, ...uncontractedRoutes])
      assert.ok(used.has(name), name);
  });

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
