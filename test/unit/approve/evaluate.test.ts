import assert from "node:assert/strict";
import { evaluate } from "../../../src/approve/evaluate.ts";
import { isUuid } from "../../../src/release/service-words.ts";
import { ask } from "../../../src/approve/ask.ts";
import { place, aPolicy, answerOf, answersOf, artifact, claim } from "../../support/azure/claim.ts";
import { edit } from "../../support/azure/situation.ts";
import { situations } from "../../support/azure/situations.ts";
import { honestWorld, run, type World } from "../../support/azure/world.ts";
import { ids, rosa } from "../../support/azure/ids.ts";
import { anEntryNotBuilt, aReleased } from "../../support/record-builders.ts";

/** A port that has the world at hand, and counts. */
function portOf(world: World) {
  const asked: string[] = [];
  const answer = (what: string, document: unknown) => {
    asked.push(what);
    return Promise.resolve(answerOf(document));
  };
  return {
    asked,
    timeline: (id: number) => answer("timeline", world.timelines[id]),
    build: (id: number) => answer("build", world.builds[id]),
    checks: (id: string) => answer("checks", world.checks[id]),
    approval(id: string) {
      assert.ok(isUuid(id), "what becomes part of an address is an id");
      const there = id in world.approvals;
      return there ? answer("approval", world.approvals[id]) : answer("approval", null).then(() => null);
    },
  };
}

describe("the gate", () => {
  for (const { name, edits, policy, expect } of situations) {
    it(`${expect === "approved" ? "lets through" : "refuses"}: ${name}`, async () => {
      const world = edit(honestWorld(), edits);
      const port = portOf(world);
      const asked = await ask(port, place);
      const outcome = asked.kind === "refused" ? asked : evaluate(aPolicy(policy), claim, asked.answers);
      assert.equal(outcome.kind === "refused" ? outcome.code : "approved", expect);
      assert.ok(port.asked.length <= 8, `${port.asked.length} requests`);
    });
  }

  it("asks five times at most about one approval", async () => {
    const port = portOf(edit(honestWorld(), [[`approvals.${ids.approval}`, undefined]]));
    await ask(port, place);
    assert.deepEqual(port.asked.toSorted(), ["approval", "approval", "build", "checks", "timeline"]);
  });

  it("asks for no more approvals than a stage can have, however many the timeline has", async () => {
    const world = honestWorld();
    const { records } = world.timelines[run] as { records: { id: string }[] };
    const approval = records.find(({ id }) => id === ids.approval);
    for (let n = 0; n < 500; n += 1) records.push({ ...approval, id: ids.approval });
    const port = portOf(world);
    const asked = await ask(port, place);
    assert.ok(asked.kind === "answers" && port.asked.length < 30);
    assert.equal(evaluate(aPolicy(), claim, asked.answers).kind, "refused");
  });

  it("says who approved, when, on what, and which answer says so", () => {
    const outcome = evaluate(aPolicy(), claim, answersOf(honestWorld()));
    assert.ok(outcome.kind === "approved");
    assert.equal(outcome.artifact.digest, artifact.digest);
    assert.deepEqual(outcome.given, [
      {
        approval: ids.approval,
        id: ids.rosa,
        name: rosa.displayName,
        uniqueName: rosa.uniqueName,
        at: "2024-05-06T11:00:00.1234567Z",
        comment: "Looks good.",
        namesDigest: false,
        resource: "environment package-publish",
        counted: true,
        answer: answerOf(honestWorld().approvals[ids.approval]).sha256,
      },
    ]);
  });

  it("refuses the stage of another artifact, unless every approval names the digest", () => {
    const other = { ...claim, artifact: { ...artifact, safeName: "contosocore2" } };
    const refusal = evaluate(aPolicy(), other, answersOf(honestWorld()));
    assert.ok(refusal.kind === "refused" && refusal.code === "gate-stage-other");
    const step = `approvals.${ids.approval}.steps.0.comment`;
    const named = edit(honestWorld(), [[step, `gatehouse sha256:${artifact.digest}`]]);
    assert.equal(evaluate(aPolicy(), other, answersOf(named)).kind, "approved");
  });

  it("refuses what collect did not let through, with its reason", () => {
    const failed = { ...artifact, tests: { outcome: "failed" as const, runs: [] } };
    const held = anEntryNotBuilt({ name: "contoso-core", reason: "it makes no wheel" });
    for (const one of [failed, held, aReleased({ name: "contoso-core" })]) {
      const refusal = evaluate(aPolicy(), { ...claim, artifact: one }, answersOf(honestWorld()));
      assert.ok(refusal.kind === "refused" && refusal.code === "gate-not-collected");
      assert.ok(refusal.error.message.includes(one.reason));
    }
  });
});
