/** What the page is given in Azure DevOps: releases, and the list of runs, in the shape that it shows. */
import assert from "node:assert/strict";
import { lobbyHome } from "../../../src/page/azure/lobby-home.ts";
import { runHome } from "../../../src/page/azure/run-home.ts";
import type { ReleaseView } from "../../../src/report/view.ts";
import { type Azure, signInPage, startAzure } from "../../support/azure/azure.ts";
import { demoRecord } from "../../support/azure/demo-record.ts";
import { demoToken, demoWorld, goOn } from "../../support/azure/demo-world.ts";
import { ids } from "../../support/azure/ids.ts";
import { partsOf, releaseWorld } from "../../support/azure/release-world.ts";
import { put, run, type World } from "../../support/azure/world.ts";
import { forRosa, placeOf, rosasToken } from "../../support/page-place.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";

describe("the page's homes in Azure DevOps", () => {
  let azure: Azure;
  before(async () => {
    azure = await startAzure();
  });
  after(() => azure?.[Symbol.asyncDispose]());

  const host = (token: string) => ({
    place: placeOf(azure, token),
    user: ids.rosa,
    projectAddress: `${azure.organization}internal/`,
  });
  async function open(world: World, token = rosasToken) {
    azure.set({ world: forRosa(world) });
    const home = runHome(host(token), run);
    /** As the page reads: again, until the record in the pipeline artifact is known. */
    const read = async (): Promise<ReleaseView> => {
      for (;;) {
        const answered = await home.read();
        assert.ok("value" in answered, JSON.stringify(answered));
        if (!JSON.stringify(answered).includes("still reading")) return answered.value;
      }
    };
    return { home, read };
  }

  it("show the whole of a service directory: states, who may, who did, links", async () => {
    const { read } = await open(demoWorld(), demoToken);
    const view = await read();
    assert.equal(view.serviceDirectory, "sdk/contoso");
    assert.deepEqual(view.run, {
      number: "20261123.11",
      href: `${azure.organization}internal/_build/results?buildId=4711&view=results`,
      branch: "main",
      requestedFor: "Kim Larsen",
      queuedAt: "2026-11-23T14:02:11.1234567Z",
    });
    assert.equal(view.index, "https://pypi.org/simple/");
    assert.equal(view.done, false);
    const by = new Map(view.artifacts.map((one) => [one.name, one]));
    const stateOf = (name: string) => [by.get(name)?.state, by.get(name)?.access.kind, by.get(name)?.tag];
    assert.deepEqual(stateOf("contoso-core"), ["waiting", "yours", null]);
    assert.deepEqual(stateOf("contoso-identity"), ["waiting", "elsewhere", null]);
    assert.deepEqual(stateOf("contoso-mgmt-network"), ["waiting", "elsewhere", null]);
    assert.deepEqual(stateOf("contoso-monitor-query"), [
      "published",
      "elsewhere",
      "contoso-monitor-query_1.5.0",
    ]);
    assert.deepEqual(stateOf("contoso-appconfiguration"), ["rejected", "elsewhere", null]);
    assert.deepEqual(stateOf("contoso-eventgrid"), ["left out", "elsewhere", null]);
    assert.deepEqual(stateOf("contoso-data-tables"), ["already there", "elsewhere", null]);
    const rejected = by.get("contoso-appconfiguration");
    assert.equal(rejected?.decision, "rejected");
    assert.deepEqual(
      rejected?.decided.map(({ by: who, namesDigest }) => [who, namesDigest]),
      [["Sam Okafor", true]],
    );
    assert.equal(by.get("contoso-core")?.indexUrl, "https://pypi.org/project/contoso-core/1.32.0/");
    assert.deepEqual(by.get("contoso-identity")?.dependsOn, ["contoso-core"]);
    assert.equal(by.get("contoso-ai-vision")?.step, "first release");
  });

  it("follow a release to its end, siblings after what they need", async () => {
    const world = demoWorld();
    const { home, read } = await open(world, demoToken);
    const decide = async (names: readonly string[]) => {
      const shown = demoRecord.artifacts
        .filter(({ name }) => names.includes(name))
        .map(({ name, digest }) => ({
          name,
          digest: digest ?? "",
          decision: "approved" as const,
          comment: "",
        }));
      const answered = await home.decide(shown);
      assert.ok("value" in answered && answered.value.every(({ problem }) => problem === null));
    };
    const yours = (view: ReleaseView) =>
      view.artifacts.filter(({ access }) => access.kind === "yours").map(({ name }) => name);
    await decide(yours(await read()));
    goOn(world);
    goOn(world);
    assert.deepEqual(yours(await read()), ["contoso-identity"]);
    put(world, `approvals.${partsOf(run).approval(8)}.permissions`, "update");
    await decide(["contoso-identity", "contoso-mgmt-network"]);
    goOn(world);
    goOn(world);
    const view = await read();
    assert.equal(view.done, true);
    assert.equal(view.artifacts.filter(({ state }) => state === "published").length, 12);
  });

  it("stay quiet in a run that has nothing of ours, and say when one has not collected yet", async () => {
    const world = releaseWorld(aRecord([aCollected({ safeName: "core" })]));
    const { records } = world.timelines[run] as { records: Record<string, unknown>[] };
    const collect = records.find(({ id }) => id === partsOf(run).collect);
    assert.ok(collect);
    const { read } = await open(world);
    collect["state"] = "inProgress";
    assert.match((await read()).notices.join(), /still building and testing/);
    collect["state"] = "completed";
    collect["result"] = "failed";
    assert.match((await read()).notices.join(), /could not collect/);
    collect["task"] = { name: "CmdLine" };
    const view = await read();
    assert.deepEqual(view.artifacts, []);
    assert.match(view.notices.join(), /nothing to release/);
  });

  it("say in sentences what can't be read or believed", async () => {
    const record = aRecord([aCollected({ safeName: "core" })]);
    const { read } = await open(releaseWorld(record, { attached: "{}", carried: null }));
    const { notices } = await read();
    assert.match(notices.join("\n"), /attached to the run is not one that Gatehouse wrote/);
    const home = runHome(host(rosasToken), run);
    azure.set({ world: forRosa(releaseWorld(record)), faulty: () => signInPage });
    const answered = await home.read();
    assert.match("problem" in answered ? answered.problem : "", /does not take this page's token/);
  });

  it("link no index that is no address of the web", async () => {
    for (const [index, shown] of [
      ["javascript:alert(1)", null],
      ["https://user:secret@x.example/upload", null],
      ["https://pkgs.example/feed/upload", "https://pkgs.example/feed/simple/contoso-core/"],
    ] as const) {
      const { read } = await open(releaseWorld(aRecord([aCollected({ safeName: "core" })], { index })));
      assert.equal((await read()).artifacts[0]?.indexUrl, shown);
    }
  });

  it("list the runs that wait, and open one", async () => {
    azure.set({ world: demoWorld() });
    const addressed: (number | null)[] = [];
    const lobby = lobbyHome(host(demoToken), null, (shown) => addressed.push(shown));
    const answered = await lobby.waiting();
    assert.ok("value" in answered);
    assert.deepEqual(
      answered.value.map(({ id, pipeline, branch, yours, others }) => [id, pipeline, branch, yours, others]),
      [
        [4711, "python - contoso", "main", 9, 1],
        [4702, "python - vision", "main", 1, 0],
        [4698, "python - fabrikam", "main", 5, 0],
      ],
    );
    const release = await lobby.open(4702).read();
    assert.equal("value" in release && release.value.artifacts.length, 1);
    await lobby.waiting();
    assert.deepEqual(addressed, [4702, null]);
    azure.set({ world: demoWorld(), faulty: () => signInPage });
    assert.ok("problem" in (await lobbyHome(host(demoToken), null, () => undefined).waiting()));
  });
});
