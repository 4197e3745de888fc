import assert from "node:assert/strict";
import { decide } from "../../../src/approve/decide.ts";
import type { RecordArtifact } from "../../../src/release/record.ts";
import { aCollected, anApproval, anEntryNotBuilt, aReleased } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const about = {
  index: "pypi",
  by: "rosa",
  at: new Date("2026-11-01T12:00:00+02:00"),
  comment: "Looks good.",
};

describe("a decision from a terminal", () => {
  it("is about the artifact at its digest, with who, when in UTC, and why", () => {
    const core = aCollected();
    for (const decision of ["approved", "rejected"] as const) {
      assert.deepEqual(
        decide(core, { ...about, decision }),
        anApproval(core, { decision, by: "rosa", at: "2026-11-01T10:00:00.000Z", comment: "Looks good." }),
      );
    }
  });

  it("may be made about what was not tested", () => {
    const untested = aCollected({ tests: { outcome: "not run", runs: [] } });
    assert.equal(decide(untested, { ...about, decision: "approved" }).digest, untested.digest);
  });

  const refused: readonly (readonly [string, RecordArtifact])[] = [
    ["was not built", anEntryNotBuilt({ name: "contoso-core", reason: "it makes no wheel" })],
    ["is there already", aReleased({ name: "contoso-core", reason: "it is there" })],
    ["failed its tests", aCollected({ reason: "they failed", tests: { outcome: "failed", runs: [] } })],
  ];
  for (const [what, artifact] of refused) {
    it(`is neither yes nor no about what ${what}`, () => {
      for (const decision of ["approved", "rejected"] as const) {
        assert.throws(
          () => decide(artifact, { ...about, decision }),
          refusal("not-releasable", "contoso-core", artifact.reason),
        );
      }
    });
  }
});
