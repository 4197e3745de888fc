import assert from "node:assert/strict";
import type { ArtifactState } from "../../../src/report/view.ts";
import { aCollected, anApproval, anEntryNotBuilt, aReleased, sha256 } from "../../support/record-builders.ts";
import { aDesk, fromPage } from "../../support/record-desk.ts";

const core = aCollected();
const blob = aCollected({ name: "contoso-blob" });

describe("the desk of a release", () => {
  it("begins with what is known of each artifact", () => {
    const desk = aDesk(
      [core, blob, aReleased({ name: "contoso-files" }), anEntryNotBuilt({ name: "contoso-widgets" })],
      { decisions: { "contoso-blob": "rejected" } },
    );
    const states = desk.view().artifacts.map(({ name, state, decision }) => [name, state, decision]);
    assert.deepEqual(states, [
      ["contoso-core", "waiting", null],
      ["contoso-blob", "rejected", "rejected"],
      ["contoso-files", "already there", null],
      ["contoso-widgets", "left out", null],
    ]);
    assert.deepEqual(Object.values(desk.progress("contoso-files").outcomes), ["identical", "identical"]);
    assert.equal(desk.progress("contoso-widgets").note, "it does not build");
    assert.throws(() => desk.progress("contoso-none"), RangeError);
  });

  it("does not count a decision on other bytes", () => {
    const other = aCollected({ salt: "other bytes" });
    const desk = aDesk([other]);
    desk.decisions.set("contoso-core", anApproval(core));
    assert.equal(desk.approved(other), null);
    assert.equal(
      aDesk([core], { decisions: { "contoso-core": "approved" } }).progress("contoso-core").state,
      "approved",
    );
  });

  it("keeps a decision, then counts it", async () => {
    const desk = aDesk([core]);
    assert.deepEqual(await desk.decide([fromPage(core, "approved", "Good.")]), [
      { name: "contoso-core", problem: null },
    ]);
    assert.deepEqual(desk.saved, [["contosocore", anApproval(core, { comment: "Good." })]]);
    assert.equal(desk.progress("contoso-core").state, "approved");
    assert.deepEqual(desk.approved(core)?.approval, anApproval(core, { comment: "Good." }));
  });

  it("does not count what could not be kept", async () => {
    const desk = aDesk([core], { save: () => Promise.reject(new Error("no space left")) });
    const [answer] = await desk.decide([fromPage(core)]);
    assert.match(answer?.problem ?? "", /no space left/);
    assert.equal(desk.progress("contoso-core").state, "waiting");
    assert.equal(desk.approved(core), null);
  });

  it("counts the last decision until publish begins", async () => {
    const desk = aDesk([core]);
    await desk.decide([fromPage(core, "rejected")]);
    assert.equal(desk.approved(core), null);
    await desk.decide([fromPage(core, "approved")]);
    assert.equal(desk.approved(core)?.name, "contoso-core");
    assert.equal(desk.saved.length, 2);
  });

  it("takes each of many on its own", async () => {
    const desk = aDesk([core, blob]);
    const answers = await desk.decide([
      fromPage({ name: "contoso-none", digest: core.digest }),
      fromPage(core, "rejected"),
      fromPage({ ...blob, digest: sha256("what the page showed before") }),
    ]);
    assert.deepEqual(
      answers.map(({ name, problem }) => [name, problem === null]),
      [
        ["contoso-none", false],
        ["contoso-core", true],
        ["contoso-blob", false],
      ],
    );
    assert.match(answers[2]?.problem ?? "", /digest/);
    assert.equal(desk.progress("contoso-blob").state, "waiting");
    assert.equal(desk.saved.length, 1);
  });

  for (const state of ["publishing", "published", "already there", "not yet visible"] as const) {
    it(`takes none when it is ${state}: it comes too late`, async () => {
      const desk = aDesk([core], { decisions: { "contoso-core": "approved" } });
      desk.update("contoso-core", { state });
      const [answer] = await desk.decide([fromPage(core, "rejected")]);
      assert.match(answer?.problem ?? "", /too late/);
      assert.equal(desk.decisions.get("contoso-core")?.decision, "approved");
      assert.deepEqual(desk.saved, []);
    });
  }

  it("takes none when all is done", async () => {
    const desk = aDesk([core]);
    desk.finish();
    const [answer] = await desk.decide([fromPage(core)]);
    assert.match(answer?.problem ?? "", /too late/);
    assert.equal(desk.view().done, true);
  });

  it("takes none on what nobody may be asked about", async () => {
    const released = aReleased({ name: "contoso-core" });
    const held = anEntryNotBuilt({ name: "contoso-blob" });
    const expected: readonly (readonly [typeof released, ArtifactState])[] = [
      [released, "already there"],
      [held, "left out"],
    ];
    for (const [artifact, state] of expected) {
      const desk = aDesk([artifact]);
      const [answer] = await desk.decide([
        { ...fromPage(artifact), digest: artifact.digest ?? (null as never) },
      ]);
      assert.notEqual(answer?.problem, null);
      assert.equal(desk.progress(artifact.name).state, state);
      assert.deepEqual(desk.saved, []);
    }
  });

  it("wakes whoever waits for a decision", async () => {
    const desk = aDesk([core]);
    const { changed } = desk;
    await desk.decide([fromPage(core)]);
    await changed;
    assert.notEqual(desk.changed, changed);
  });
});
