import assert from "node:assert/strict";
import type { Approval } from "../../../src/azure/answers.ts";
import { commentFor, judge } from "../../../src/azure/decide.ts";
import type { Candidate } from "../../../src/azure/survey.ts";
import { uuid } from "../../support/azure/ids.ts";
import { aCollected, anEntryNotBuilt } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const artifact = aCollected();
const candidate = { name: artifact.name, artifact } as unknown as Candidate;
const line = `gatehouse sha256:${artifact.digest}`;

describe("a decision in Azure DevOps", () => {
  it("has the digest in its comment when it approves", () => {
    assert.equal(commentFor("approved", "", candidate), line);
    assert.equal(commentFor("approved", " Good.\nReally. ", candidate), `Good.\nReally.\n\n${line}`);
    assert.equal(commentFor("rejected", "Not yet", candidate), "Not yet");
    assert.equal(commentFor("rejected", "", { ...candidate, artifact: null }), "");
  });

  it("lets nobody write such a line by hand, nor approve what has no digest", () => {
    for (const said of [line, "ok\nGatehouse: yes", "\u200bgatehouse"])
      for (const decision of ["approved", "rejected"] as const)
        assert.throws(() => commentFor(decision, said, candidate), refusal("comment-digest"));
    const missing = { ...candidate, artifact: anEntryNotBuilt({ name: "contoso-core" }) };
    assert.throws(() => commentFor("approved", "", missing), refusal("not-releasable", "digest"));
  });

  const update = { approvalId: uuid(1), status: "approved", comment: line } as const;
  const step = (status: string, comment: string, displayName = "Rosa Diaz") => ({
    status,
    comment,
    actualApprover: { displayName },
  });
  const after = (status: string, ...steps: object[]) => ({ id: uuid(1), status, steps }) as Approval;

  for (const [name, approval, taken, outcome] of [
    ["done", after("approved", step("approved", line)), true, "done"],
    ["done though the answer was lost", after("approved", step("approved", `${line}\n`)), false, "done"],
    [
      "counted, and waits for more",
      after("pending", step("approved", line), step("pending", "")),
      true,
      "counted",
    ],
    ["not done", after("pending", step("pending", "")), false, "not done"],
    ["not done, though somebody else approved", after("pending", step("approved", "ok")), false, "not done"],
    ["late: somebody rejected", after("rejected", step("rejected", "no", "Sam")), false, "decided before"],
    [
      "late: somebody approved otherwise",
      after("approved", step("approved", "ok", "Sam")),
      false,
      "decided before",
    ],
    ["late: it was canceled", after("canceled"), true, "decided before"],
    ["not known", null, false, "unknown"],
  ] as const)
    it(`is ${name}`, () => assert.equal(judge(update, approval, taken).outcome, outcome));

  it("says who decided", () => {
    assert.deepEqual(judge(update, after("rejected", step("rejected", "no", "Sam")), false).by, ["Sam"]);
  });
});
