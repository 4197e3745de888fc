/** How far an artifact is, by what stages and approvals say. */
import assert from "node:assert/strict";
import { approvalsAnswer, timelineAnswer } from "../../../src/page/azure/answers.ts";
import { stagesOf } from "../../../src/page/azure/stages.ts";
import { standingOf } from "../../../src/page/azure/standing.ts";
import { approversGroup, ids, rosa, sam } from "../../support/azure/ids.ts";
import { partsOf, releaseWorld, stageGoes } from "../../support/azure/release-world.ts";
import { put, run, type World } from "../../support/azure/world.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";

const artifact = aCollected({ safeName: "core" });
const parts = partsOf(run);
const approval = `approvals.${parts.approval(0)}`;

type Edit = (world: World) => void;
const set =
  (path: string, value: unknown): Edit =>
  (world) =>
    put(world, path, value);
const stage =
  (...how: Parameters<typeof stageGoes>[2][]): Edit =>
  (world) =>
    how.forEach((one) => stageGoes(world, { nth: 0 }, one));
const recordsOf = (world: World) => (world.timelines[run] as { records: Record<string, unknown>[] }).records;
const again =
  (rest: object): Edit =>
  (world) => {
    const own = recordsOf(world).find(({ id }) => id === parts.stage(0));
    recordsOf(world).push({ ...own, id: parts.stage(7), ...rest });
  };

function standing(...edits: readonly Edit[]) {
  const world = releaseWorld(aRecord([artifact]));
  for (const edit of edits) edit(world);
  const timeline = timelineAnswer(JSON.parse(JSON.stringify(world.timelines[run])), "the timeline");
  const own = stagesOf(timeline).stageOf("core");
  const wanted = new Set((own?.approvals ?? []).flat());
  const all = Object.values(world.approvals).filter((one) => wanted.has((one as { id: string }).id));
  const approvals = approvalsAnswer(JSON.parse(JSON.stringify({ value: all })), "the approvals");
  const seen = {
    approvals,
    belief: { kind: "yes" } as const,
    user: ids.rosa,
    run,
    href: "https://x.example/",
  };
  return standingOf(artifact, { stage: own, ...seen });
}

const failed = { state: "completed", result: "failed" };
const skipped = { state: "completed", result: "skipped" };
const done = { state: "completed", result: "succeeded" };
const status = (value: string) => set(`${approval}.status`, value);

describe("how far an artifact is", () => {
  const situations: readonly (readonly [string, string, RegExp, ...Edit[]])[] = [
    ["nobody decided in time", "timed out", /in time/, status("timedOut"), stage({ stage: skipped })],
    ["the run was canceled", "left out", /canceled/, status("canceled")],
    ["the check was bypassed", "left out", /bypassed/, status("skipped")],
    ["it was rejected", "rejected", /^$/, status("rejected"), stage({ stage: failed })],
    ["it was approved and waits for an agent", "approved", /^$/, status("approved")],
    [
      "its stage was skipped before it asked",
      "left out",
      /skipped/,
      stage({ stage: skipped }),
      set(`timelines.${run}.records.4.type`, "x"),
    ],
    [
      "nobody was asked",
      "published",
      /no approval check/,
      stage({ stage: done, publish: done }),
      set(`timelines.${run}.records.4.type`, "x"),
    ],
    [
      "it is on the index and has no tag",
      "published",
      /not tagged/,
      status("approved"),
      stage({ stage: failed, publish: done, tag: failed }),
    ],
    [
      "publish failed",
      "failed",
      /log of its stage/,
      status("approved"),
      stage({ stage: failed, publish: failed }),
    ],
    [
      "the approval counts later",
      "waiting",
      /from 2026-12-01/,
      status("deferred"),
      set(`${approval}.steps.0.deferredTo`, "2026-12-01T08:00:00Z"),
    ],
    [
      "the run has no stage for it",
      "left out",
      /no stage Release_core/,
      set(`timelines.${run}.records.3.identifier`, "Release_other"),
    ],
  ];
  for (const [name, state, note, ...edits] of situations)
    it(`is ${state} when ${name}`, () => {
      const found = standing(...edits);
      assert.equal(found.state, state);
      assert.match(found.note, note);
      assert.deepEqual(found.open, []);
    });

  it("is for who looks to decide, by the service's word alone", () => {
    assert.deepEqual(standing().access, { kind: "yours" });
    assert.deepEqual(standing().open, [parts.approval(0)]);
    assert.deepEqual(standing(set(`${approval}.permissions`, "view, queueBuild")).access, {
      kind: "elsewhere",
      why: "You are not among those who can decide it.",
      who: [approversGroup.displayName],
      href: "https://x.example/",
    });
    assert.equal(standing(set(`${approval}.permissions`, undefined)).access.kind, "yours");
    assert.equal(
      standing(set(`${approval}.blockedApprovers`, [sam, { ...rosa, id: rosa.id.toUpperCase() }])).access
        .kind,
      "elsewhere",
    );
  });

  it("is by the newest attempt of its stage", () => {
    const found = standing(status("approved"), again({ attempt: 2, state: "pending", result: undefined }));
    assert.equal(found.state, "waiting");
    assert.deepEqual(found.decided, []);
    assert.equal(found.access.kind, "elsewhere");
  });

  it("is not to be believed when two stages claim to be it at one attempt", () => {
    const found = standing(again({}));
    assert.deepEqual(found.access, {
      kind: "untrusted",
      why: "2 stages claim to be this one, at the same attempt",
    });
    assert.deepEqual(found.open, []);
  });
});
