import assert from "node:assert/strict";
import { approvedBy, isBuilt, isCollected, isTested } from "../../../src/release/stages.ts";
import {
  aBuiltEntry,
  aCollected,
  anApproval,
  anEntryNotBuilt,
  aReleased,
  sha256,
} from "../../support/record-builders.ts";

const core = aCollected();

describe("an artifact", () => {
  it("is built when it has a version, a digest and files", () => {
    const entry = aBuiltEntry();
    assert.equal(isBuilt(entry), true);
    assert.equal(isBuilt({ ...entry, version: null }), false);
    assert.equal(isBuilt({ ...entry, digest: null }), false);
    assert.equal(isBuilt({ ...entry, files: [] }), false);
  });

  it("is collected when it is to be released, was built and did not fail its tests", () => {
    assert.equal(isCollected(core), true);
    assert.equal(isCollected({ ...core, tests: { outcome: "not run", runs: [] } }), true);
    assert.equal(isCollected({ ...core, tests: { outcome: "failed", runs: [] } }), false);
    assert.equal(isCollected(aReleased({ name: "contoso-core" })), false);
    assert.equal(isCollected(anEntryNotBuilt({ name: "contoso-core", release: true })), false);
  });

  it("is tested, as far as the type goes, when it was built", () => {
    assert.equal(isTested(aReleased({ name: "contoso-core" })), true);
    assert.equal(isTested(anEntryNotBuilt({ name: "contoso-core" })), false);
  });
});

describe("approvedBy", () => {
  it("gives the approved artifact with the approval", () => {
    const approval = anApproval(core, { comment: "Good." });
    assert.deepEqual(approvedBy(core, approval), { ...core, approval });
  });

  it("gives nothing for a rejection, another digest, another name, or no decision", () => {
    const others = [
      null,
      anApproval(core, { decision: "rejected" }),
      anApproval(core, { digest: sha256("other bytes") }),
      anApproval(core, { digest: core.digest.toUpperCase() }),
      anApproval(core, { name: "contoso_core" }),
    ];
    for (const decision of others) assert.equal(approvedBy(core, decision), null);
  });
});
