import assert from "node:assert/strict";
import type { Run, Timeline } from "../../../src/azure/answers.ts";
import { endOf, type Sight, stateOf } from "../../../src/azure/follow.ts";
import { isBuildDone, type RunStage, safeNameOf, stagesOf } from "../../../src/azure/run-stages.ts";
import type { Waiting } from "../../../src/azure/waiting.ts";
import { uuid } from "../../support/azure/ids.ts";
import { recordOf } from "../../support/azure/world.ts";

const run: Run = { id: 1, status: "inProgress" };
const stage = (identifier: string, rest: Partial<RunStage> = {}): RunStage => ({
  identifier,
  attempt: 1,
  state: "pending",
  result: null,
  checkpoint: null,
  held: false,
  ...rest,
});
const done = (identifier: string, result = "succeeded") => stage(identifier, { state: "completed", result });
const waits = (one: RunStage): Waiting => ({
  run,
  stage: one,
  safeName: "x",
  approval: uuid(1),
  resource: "",
  since: null,
  approvers: [],
  needed: 1,
});
const timelineOf = (...records: object[]) => ({ id: uuid(9), records }) as Timeline;

describe("a run that is followed", () => {
  const [a, b] = [stage("Release_a"), stage("Release_b")];
  const sight = (rest: Partial<Sight>): Sight => ({
    run,
    stages: [done("Build"), a, b],
    waiting: [],
    ...rest,
  });

  it("waits for people when it showed the same twice, and nothing goes on", () => {
    const first = sight({ waiting: [waits(a)] });
    const both = sight({ waiting: [waits(a), waits(b)] });
    assert.equal(endOf(first, null), null);
    assert.equal(endOf(both, first), null, "b came while we looked");
    assert.deepEqual(endOf(both, both), { kind: "waiting" });
    const publishing = sight({
      stages: [done("Build"), a, stage("Release_b", { state: "inProgress" })],
      waiting: [waits(a)],
    });
    assert.equal(endOf(publishing, publishing), null);
    assert.equal(endOf(sight({}), sight({})), null);
  });

  it("ends with the run", () => {
    const ended = { ...run, status: "completed", result: "failed" };
    assert.deepEqual(endOf(sight({ run: ended, waiting: [waits(a)] }), null), {
      kind: "ended",
      result: "failed",
    });
    assert.deepEqual(endOf(sight({ run: { ...ended, result: null } }), null), {
      kind: "ended",
      result: "unknown",
    });
  });

  it("has stages in words", () => {
    assert.equal(stateOf(a, [waits(a)]), "waits for an approval");
    assert.equal(stateOf(stage("RELEASE_A", { state: "inProgress" }), [waits(a)]), "waits for an approval");
    assert.equal(stateOf(a, []), "not begun");
    assert.equal(stateOf({ ...a, held: true }, []), "is held up by a check");
    assert.equal(stateOf({ ...a, held: true }, [waits(a)]), "waits for an approval");
    assert.equal(stateOf(done("x", "succeededWithIssues"), []), "succeeded");
    assert.equal(stateOf(done("x", "skipped"), []), "left out");
    for (const result of ["failed", "canceled", "abandoned", "invented"])
      assert.equal(stateOf(done("x", result), []), "failed");
  });
});

describe("the timeline of a run", () => {
  const build = recordOf(uuid(1), "Stage", { identifier: "Build", order: 1 });
  const first = recordOf(uuid(2), "Stage", {
    identifier: "Release_a",
    order: 2,
    state: "pending",
    result: null,
  });

  it("has stages in their order, at their newest attempts, and none twice", () => {
    const again = { ...first, id: uuid(3), attempt: 2, state: "inProgress" };
    const stages = stagesOf(timelineOf(again, first, build));
    assert.deepEqual(
      stages.map(({ identifier, attempt, state }) => [identifier, attempt, state]),
      [
        ["Build", 1, "completed"],
        ["Release_a", 2, "inProgress"],
      ],
    );
    const doubled = stagesOf(timelineOf(build, first, { ...first, id: uuid(4), identifier: "release_A" }));
    assert.deepEqual(doubled.map(safeNameOf), [null]);
  });

  it("has the ids that an approval may have", () => {
    const checkpoint = recordOf(uuid(5), "Checkpoint", { parentId: uuid(2) });
    const approval = recordOf(uuid(6), "Checkpoint.Approval", { parentId: uuid(5), identifier: uuid(7) });
    const [, release] = stagesOf(timelineOf(build, first, checkpoint, approval));
    assert.deepEqual(release?.checkpoint, { id: uuid(5), approvals: [[uuid(6), uuid(7)]] });
    assert.equal(stagesOf(timelineOf(first, checkpoint))[0]?.checkpoint, null);
  });

  it("says when another check than an approval holds a stage up", () => {
    const checkpoint = recordOf(uuid(5), "Checkpoint", { parentId: uuid(2), state: "inProgress" });
    const check = (type: string, state: string) => recordOf(uuid(6), type, { parentId: uuid(5), state });
    const isHeld = (one: object) => stagesOf(timelineOf(first, checkpoint, one))[0]?.held;
    assert.equal(isHeld(check("Checkpoint.Authorization", "inProgress")), true);
    assert.equal(isHeld(check("Checkpoint.Authorization", "completed")), false);
    assert.equal(isHeld(check("Checkpoint.Approval", "inProgress")), false);
  });

  it("says when Build is done", () => {
    assert.equal(isBuildDone(stagesOf(timelineOf(build))), true);
    assert.equal(isBuildDone(stagesOf(timelineOf({ ...build, state: "inProgress" }))), false);
  });
});
