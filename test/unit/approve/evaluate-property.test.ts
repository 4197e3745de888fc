/** No evidence outside the approved pattern is ever approved: an honest one, with one thing of it changed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../src/approve/evaluate.ts";
import { aPolicy, answersOf, artifact, claim } from "../../support/azure/claim.ts";
import { groupName, ids, uuid } from "../../support/azure/ids.ts";
import { edit } from "../../support/azure/situation.ts";
import { honestWorld, paths, put } from "../../support/azure/world.ts";
import { sha256 } from "../../support/record-builders.ts";

const { approval, step, checks, records, build } = paths;
const { context, ref } = { context: `${checks}.context`, ref: `${checks}.checkRuns.1.checkConfigurationRef` };

/** The strictest policy, and a world that suffices for it. */
const policy = aPolicy({
  requireDigest: true,
  allowRequester: false,
  approverGroup: groupName,
  minimumApprovers: 1,
});
/** Without the field by which an approval that no check run has the id of could be told, too. */
const strictWorld = () =>
  edit(honestWorld(), [
    [`${step}.comment`, `gatehouse sha256:${artifact.digest}`],
    [`${approval}.pipeline`, undefined],
  ]);

/** All that matters: none of it may be missing, or anything else. */
const matters = [
  `${records}.0.type`,
  `${records}.0.identifier`,
  `${records}.0.state`,
  `${records}.0.finishTime`,
  `${records}.1.type`,
  `${records}.1.identifier`,
  `${records}.1.attempt`,
  `${records}.1.id`,
  `${records}.2.type`,
  `${records}.2.parentId`,
  `${records}.2.id`,
  `${records}.3.type`,
  `${records}.3.parentId`,
  `${build}.id`,
  `${build}.project`,
  `${build}.project.id`,
  `${build}.requestedFor`,
  `${build}.requestedFor.id`,
  `${build}.requestedBy`,
  `${build}.requestedBy.id`,
  `${checks}.id`,
  `${checks}.status`,
  `${checks}.checkRuns`,
  `${checks}.checkRuns.0.status`,
  `${checks}.checkRuns.1.id`,
  `${checks}.checkRuns.1.status`,
  `${ref}.resource`,
  `${ref}.resource.type`,
  `${ref}.resource.name`,
  context,
  `${context}.Project.Id`,
  `${context}.Pipeline.Owner.Id`,
  `${context}.GraphNode`,
  `${context}.GraphNode.Name`,
  `${context}.GraphNode.Attempt`,
  `${approval}.id`,
  `${approval}.status`,
  `${approval}.createdOn`,
  `${approval}.lastModifiedOn`,
  `${approval}.minRequiredApprovers`,
  `${approval}.blockedApprovers`,
  `${approval}.steps`,
  `${step}.status`,
  `${step}.comment`,
  `${step}.lastModifiedOn`,
  `${step}.actualApprover`,
  `${step}.actualApprover.id`,
  `${step}.assignedApprover`,
  `${step}.assignedApprover.uniqueName`,
];

/** What a change must not be, to be one: the value itself in other letters, the same time, another person. */
function isHonest(path: string, value: unknown, was: unknown): boolean {
  if (Object.is(value, was) || JSON.stringify(value) === JSON.stringify(was)) return true;
  // `0` and `1` are the same demand to one approver, and a number may be written as text.
  if (path.endsWith("minRequiredApprovers")) return value === 0;
  if (path.startsWith(context) && String(value) === String(was)) return true;
  return typeof value === "string" && typeof was === "string" && value.toLowerCase() === was.toLowerCase();
}

/** Paths at which some other values are as good: any person, any later time, anybody who asked. */
const open = /requested(?:For|By)\.id$|actualApprover\.id$|(?:created|lastModified)On$|finishTime$/;

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    0,
    -1,
    1.5,
    2,
    4710,
    true,
    false,
    [],
    {},
    "approved ",
    "Approved",
    "pending",
    "rejected",
    "skipped",
    "bypassed",
    "completed",
    "2020-01-01T00:00:00Z",
    uuid(99),
    ids.requester,
    sha256("other"),
    `gatehouse sha256:${sha256("other")}`,
    "Release_other",
    "toString",
    "__proto__",
  ),
  fc.string(),
  fc.integer(),
);

function read(world: object, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], world);
}

describe("the gate, whatever it is told", () => {
  it("approves the evidence that is changed below", () => {
    assert.equal(evaluate(policy, claim, answersOf(strictWorld())).kind, "approved");
  });

  it("approves nothing in which one thing that matters is another, or missing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...matters), anything, (path, value) => {
        const world = strictWorld();
        const was = read(world, path);
        if (isHonest(path, value, was) || (open.test(path) && typeof value === "string")) return;
        put(world, path, value);
        const outcome = evaluate(policy, claim, answersOf(world));
        assert.equal(outcome.kind, "refused", `${path} = ${JSON.stringify(value)}`);
      }),
      { numRuns: 1500 },
    );
  });

  it("approves no other digest, run, stage, attempt or project", () => {
    const place = fc.record(
      {
        run: fc.integer({ min: 1 }),
        project: fc.uuid(),
        stage: fc.string(),
        attempt: fc.integer({ min: 2 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(place, (other) => {
        if (Object.keys(other).length === 0 || other.run === claim.place.run) return;
        const changed = { ...claim, place: { ...claim.place, ...other } };
        assert.equal(evaluate(policy, changed, answersOf(strictWorld())).kind, "refused");
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (digest) => {
        const changed = { ...claim, artifact: { ...artifact, digest } };
        const outcome = evaluate({ ...policy, expectedDigest: null }, changed, answersOf(strictWorld()));
        assert.equal(outcome.kind, digest === artifact.digest ? "approved" : "refused");
      }),
    );
  });

  it("never throws, and never approves, on answers that are anything at all", () => {
    const answer = fc.record(
      { document: fc.anything(), sha256: fc.constant(sha256("answer")) },
      { noNullPrototype: true },
    );
    const answers = fc.record(
      { timeline: answer, build: answer, checks: answer, approvals: fc.array(answer) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(answers, (given) => {
        assert.equal(evaluate(policy, claim, given).kind, "refused");
        const half = { ...answersOf(strictWorld()), approvals: given.approvals };
        assert.equal(evaluate(policy, claim, half).kind, "refused");
      }),
    );
  });
});
