import assert from "node:assert/strict";
import { type ArtifactProgress, releaseView } from "../../../src/report/view.ts";
import { aCollected, aFinding, anEntryNotBuilt, aRecord, commit } from "../../support/record-builders.ts";

describe("the view of a release", () => {
  const core = aCollected({ findings: [aFinding()], changelog: "- More.", previous: "1.1.0" });
  const held = anEntryNotBuilt({ name: "contoso-blob", reason: "it makes no wheel" });
  const progress: ArtifactProgress = {
    state: "publishing",
    decision: "approved",
    comment: "Good.",
    access: { kind: "yours" },
    decided: [],
    note: "",
    outcomes: { "contoso_core-1.2.0.tar.gz": "uploaded" },
    tag: null,
  };
  const view = releaseView(aRecord([core, held]), new Map([["contoso-core", progress]]), {
    index: "https://pypi.org/simple/",
    done: false,
    run: null,
    notices: [],
  });

  it("says what it is about", () => {
    const { serviceDirectory, index, done, tests } = view;
    assert.deepEqual(
      [serviceDirectory, view.commit, index, done, tests?.passed],
      ["sdk/contoso", commit, "https://pypi.org/simple/", false, 24],
    );
  });

  it("has each artifact with its facts and how far it has come", () => {
    const [first] = view.artifacts;
    assert.deepEqual(first, {
      ...progress,
      name: "contoso-core",
      package: "contoso-core",
      version: "1.2.0",
      previous: "1.1.0",
      step: "minor",
      owner: null,
      indexUrl: "https://pypi.org/project/contoso-core/1.2.0/",
      dependsOn: [],
      digest: core.digest,
      decidable: true,
      changelog: "- More.",
      changes: null,
      findings: [aFinding()],
      files: core.files.map(({ name, kind, size, sha256 }) => ({ name, kind, size, sha256 })),
      tests: "12 passed on Python 3.11",
    });
  });

  it("offers no decision on what is held back, and says why", () => {
    const second = view.artifacts[1];
    assert.equal(second?.decidable, false);
    assert.equal(second.state, "left out");
    assert.equal(second.note, "it makes no wheel");
  });
});
