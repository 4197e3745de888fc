import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, type GateClaim } from "../../../src/approve/gate.ts";
import { aCollected, anEntryNotBuilt, aReleased, sha256 } from "../../support/record-builders.ts";

const core = aCollected({ safeName: "ContosoCore" });
const claim: GateClaim = {
  artifact: core,
  stage: "Release_ContosoCore",
  run: "4711",
  expectedDigest: core.digest,
};
const problem = (rest: Partial<GateClaim>) => evaluate({ ...claim, ...rest }).problem;

describe("the gate", () => {
  it("refuses what collect did not let through, with its reason", () => {
    const held = anEntryNotBuilt({ name: "contoso-core", reason: "it makes no wheel" });
    assert.match(problem({ artifact: held }), /did not let it through: it makes no wheel/);
    assert.match(problem({ artifact: aReleased({ name: "contoso-core" }) }), /did not let it through/);
    const failed = { ...core, tests: { outcome: "failed" as const, runs: [] } };
    assert.match(problem({ artifact: failed }), /did not let it through/);
  });

  it("refuses outside a run, and outside a stage", () => {
    assert.match(problem({ run: null }), /Build\.BuildId/);
    assert.match(problem({ stage: null }), /System\.StageName/);
  });

  it("refuses files of another digest than collect announced", () => {
    const other = sha256("other bytes");
    assert.match(problem({ expectedDigest: other }), new RegExp(`${core.digest}.*${other}`));
    assert.match(problem({ expectedDigest: core.digest.toUpperCase() }), /digest/);
  });

  it("refuses the stage of another artifact", () => {
    for (const stage of ["Release_ContosoBlob", "ContosoCore", "Release_", "Release_ContosoCore2", ""]) {
      assert.match(problem({ stage }), /this is the stage/);
    }
  });

  it("knows its stage without regard to case, and refuses since nothing proves an approval", () => {
    for (const stage of ["Release_ContosoCore", "release_contosocore"]) {
      assert.match(problem({ stage }), /no approval .* can be proven/);
    }
    assert.match(problem({ expectedDigest: null }), /no approval .* can be proven/);
  });

  it("never gives anything but a refusal that says why, and what to do", () => {
    const text = fc.option(fc.string({ unit: "binary" }));
    const any = fc.record(
      {
        artifact: fc.constantFrom(core, aReleased({ name: "a" }), anEntryNotBuilt({ name: "b" })),
        stage: fc.oneof(text, fc.constant("Release_ContosoCore")),
        run: text,
        expectedDigest: fc.oneof(text, fc.constant(core.digest)),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(any, (anyClaim) => {
        const answer = evaluate(anyClaim);
        assert.deepEqual(Object.keys(answer).toSorted(), ["action", "problem"]);
        assert.ok(answer.problem.trim() !== "" && answer.action.trim() !== "");
      }),
    );
  });
});
