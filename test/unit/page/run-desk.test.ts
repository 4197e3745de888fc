/** Decisions in Azure DevOps, made by the page on a stand-in over HTTP. */
import assert from "node:assert/strict";
import { runDesk, type Standings } from "../../../src/page/azure/run-desk.ts";
import type { ShownDecision } from "../../../src/page/home.ts";
import { type Azure, type Setting, startAzure } from "../../support/azure/azure.ts";
import { approversGroup, ids, rosa, sam } from "../../support/azure/ids.ts";
import { partsOf, releaseWorld, stageGoes } from "../../support/azure/release-world.ts";
import { put, run, type World } from "../../support/azure/world.ts";
import { forRosa, placeOf } from "../../support/page-place.ts";
import { aCollected, aRecord, aReleased } from "../../support/record-builders.ts";

const record = aRecord([
  ...Array.from({ length: 3 }, (_, n) => aCollected({ name: `contoso-p${n}`, safeName: `p${n}` })),
  aReleased({ name: "contoso-old" }),
]);
const digestOf = (name: string) => record.artifacts.find((one) => one.name === name)?.digest ?? "";
const shown = (
  n: number,
  decision: ShownDecision["decision"] = "approved",
  comment = "Fine.",
): ShownDecision => {
  const name = `contoso-p${n}`;
  return { name, digest: digestOf(name), decision, comment };
};
const approval = (nth: number) => `approvals.${partsOf(run).approval(nth)}`;
interface Step {
  readonly status: string;
  readonly comment: string;
}
const stepOf = (world: World, nth: number) =>
  (world.approvals[partsOf(run).approval(nth)] as { steps: Step[] }).steps[0];

describe("deciding on a run", () => {
  let azure: Azure;
  before(async () => {
    azure = await startAzure();
  });
  after(() => azure?.[Symbol.asyncDispose]());

  async function open(world: World, faulty?: Setting["faulty"]) {
    azure.set({ world: forRosa(world), ...(faulty === undefined ? {} : { faulty }) });
    const desk = runDesk({ place: placeOf(azure), user: ids.rosa }, run, "https://x.example/");
    await desk.read();
    const first = await desk.settled();
    assert.ok(first);
    return { desk, first };
  }
  const patches = () => azure.exchanges.filter(({ route }) => route === "decide");
  const statesOf = (all: Standings["all"]) =>
    Object.fromEntries(all.map(({ artifact, standing }) => [artifact.name, standing.state]));

  it("approves and rejects many in one request, each with its digest in the comment", async () => {
    const world = releaseWorld(record);
    const { desk } = await open(world);
    const results = await desk.decide([shown(0), shown(1, "rejected", "Not yet."), shown(2, "approved", "")]);
    assert.deepEqual(
      results,
      [0, 1, 2].map((n) => ({ name: `contoso-p${n}`, problem: null })),
    );
    assert.equal(patches().length, 1);
    assert.equal(stepOf(world, 0)?.comment, `Fine.\n\ngatehouse sha256:${digestOf("contoso-p0")}`);
    assert.equal(stepOf(world, 1)?.status, "rejected");
    assert.equal(stepOf(world, 2)?.comment, `gatehouse sha256:${digestOf("contoso-p2")}`);
    const { all } = await desk.read();
    assert.deepEqual(statesOf(all), {
      "contoso-p0": "approved",
      "contoso-p1": "rejected",
      "contoso-p2": "approved",
      "contoso-old": "already there",
    });
    const [said] = all[0]?.standing.decided ?? [];
    assert.deepEqual([said?.by, said?.namesDigest], [rosa.displayName, true]);
  });

  it("does not overwrite what somebody else decided meanwhile, and takes the rest", async () => {
    const world = releaseWorld(record);
    const { desk } = await open(world);
    put(world, `${approval(0)}.status`, "rejected");
    put(world, `${approval(0)}.steps.0`, {
      status: "rejected",
      actualApprover: sam,
      comment: "no",
      order: 1,
    });
    const results = await desk.decide([shown(0), shown(1)]);
    assert.match(results[0]?.problem ?? "", /rejected meanwhile by Sam Okafor/);
    assert.equal(results[1]?.problem, null);
    assert.equal(stepOf(world, 0)?.status, "rejected");
  });

  it("sends singly what the service does not take together, and says what went through", async () => {
    const world = releaseWorld(record);
    const { desk } = await open(world);
    // The second is blocked after the page has read it: the service refuses all three.
    const before = azure.exchanges.length;
    azure.set({
      world,
      faulty: (route) => {
        if (route === "decide") put(world, `${approval(1)}.blockedApprovers`, [rosa]);
        return null;
      },
    });
    assert.ok(before > 0);
    const results = await desk.decide([shown(0), shown(1), shown(2)]);
    assert.deepEqual(
      results.map(({ problem }) => problem === null),
      [true, false, true],
    );
    assert.match(results[1]?.problem ?? "", /does not let you: You do not have permission/);
    assert.deepEqual(
      patches().map(({ status }) => status),
      [403, 200, 403, 200],
    );
  });

  it("knows a decision that was taken though its answer got lost, and sends nothing twice", async () => {
    const world = releaseWorld(record);
    const { desk } = await open(world);
    azure.set({
      world,
      faulty: (route) => {
        if (route !== "decide") return null;
        put(world, `${approval(0)}.status`, "approved");
        const comment = `Fine.\n\ngatehouse sha256:${digestOf("contoso-p0")}`;
        put(world, `${approval(0)}.steps.0`, { status: "approved", actualApprover: rosa, comment, order: 1 });
        return { status: 0, connection: "reset" };
      },
    });
    const results = await desk.decide([shown(0), shown(1)]);
    assert.equal(results[0]?.problem, null);
    assert.match(results[1]?.problem ?? "", /It was not taken: decide again/);
    assert.equal(patches().length, 1);
  });

  it("refuses a decision about files that are not those that were shown", async () => {
    const { desk } = await open(releaseWorld(record));
    const [result] = await desk.decide([{ ...shown(0), digest: "0".repeat(64) }]);
    assert.match(result?.problem ?? "", /files are others/);
    assert.equal(patches().length, 0);
  });

  it("sends no decision on a record that is not believed, or whose pipeline artifact can't be read", async () => {
    for (const given of [{ carried: null }, { attached: "{}" }]) {
      const { desk, first } = await open(releaseWorld(record, given));
      assert.deepEqual(first.all[0]?.standing.open, []);
      const [result] = await desk.decide([shown(0)]);
      assert.notEqual(result?.problem ?? null, null);
      assert.equal(patches().length, 0);
    }
  });

  it("refuses a comment that would speak of a digest itself", async () => {
    const { desk } = await open(releaseWorld(record));
    const [result] = await desk.decide([shown(0, "approved", "ok\ngatehouse sha256:abc")]);
    assert.match(result?.problem ?? "", /begins with the word gatehouse/);
    assert.equal(patches().length, 0);
  });

  it("says who can decide to those who can't: not assigned, and who asked for the run", async () => {
    const world = releaseWorld(record);
    put(world, `${approval(0)}.permissions`, "view");
    put(world, `${approval(1)}.blockedApprovers`, [rosa]);
    put(world, `${approval(2)}.pipeline.owner.id`, 1);
    const { first } = await open(world);
    const why = first.all.map(({ standing: { access } }) => ("why" in access ? access.why : ""));
    assert.match(why[0] ?? "", /not among those who can decide/);
    assert.deepEqual(
      first.all.slice(0, 3).map(({ standing: { access } }) => access.kind),
      ["elsewhere", "elsewhere", "untrusted"],
    );
    const access = first.all[0]?.standing.access;
    assert.deepEqual(access?.kind === "elsewhere" && [access.who, access.href], [
      [approversGroup.displayName],
      "https://x.example/",
    ]);
    assert.match(why[1] ?? "", /does not let who asks also approve/);
    assert.match(why[2] ?? "", /about another run/);
  });

  it("waits for others when more than one approval is needed", async () => {
    const world = releaseWorld(record);
    const second = { assignedApprover: sam, status: "pending", order: 2, history: [] };
    put(world, `${approval(0)}.steps.1`, second);
    const { desk } = await open(world);
    assert.equal((await desk.decide([shown(0)]))[0]?.problem, null);
    const { all } = await desk.read();
    assert.equal(all[0]?.standing.state, "waiting");
    assert.match(JSON.stringify(all[0]?.standing.access), /You have decided.*Sam Okafor/);
  });

  it("follows an artifact from its approval to the tag, and says why one failed", async () => {
    const world = releaseWorld(record);
    const { desk } = await open(world);
    await desk.decide([shown(0), shown(1)]);
    stageGoes(
      world,
      { nth: 0 },
      { stage: { state: "inProgress" }, publish: { state: "inProgress", result: undefined } },
    );
    assert.equal((await desk.read()).all[0]?.standing.state, "publishing");
    const done = { state: "completed", result: "succeeded" };
    stageGoes(world, { nth: 0 }, { stage: done, publish: done, tag: done });
    const issues = [{ type: "error", message: "contoso-p1: the index has other bytes" }];
    const failed = { state: "completed", result: "failed" };
    stageGoes(world, { nth: 1 }, { stage: failed, publish: { ...failed, issues } });
    const { all } = await desk.read();
    assert.deepEqual([all[0]?.standing.state, all[0]?.standing.tagged], ["published", true]);
    assert.deepEqual(
      [all[1]?.standing.state, all[1]?.standing.note],
      ["failed", "contoso-p1: the index has other bytes"],
    );
  });

  it("says that nothing was sent when Azure DevOps does not answer", async () => {
    const { desk } = await open(releaseWorld(record));
    azure.set({ world: releaseWorld(record) });
    const results = await desk.decide([shown(0)]);
    assert.match(results[0]?.problem ?? "", /does not take this page's token.*Nothing was sent/);
  });
});
