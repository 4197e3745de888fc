import assert from "node:assert/strict";
import { type ArtifactProgress, releaseView, testsLine } from "../../../src/report/view.ts";
import {
  aCollected,
  aFinding,
  anEntryNotBuilt,
  aRecord,
  aTestRun,
  commit,
} from "../../support/record-builders.ts";

describe("one line about the tests", () => {
  const runs = [
    aTestRun({ python: "3.9", passed: 12 }),
    aTestRun({ python: "3.11", outcome: "failed", passed: 10, failed: 2 }),
    aTestRun({ python: "3.12", how: "import", passed: 3 }),
    aTestRun({ python: "3.13", how: "import", outcome: "failed", passed: 0, failed: 1 }),
    aTestRun({ python: "3.10", how: "import", passed: 1, detail: "pytest found no test in tests/" }),
    aTestRun({ python: "3.14", how: "command", passed: 0, skipped: 0 }),
    aTestRun({ python: "3.14", passed: 0, skipped: 3 }),
    aTestRun({ python: "3.14", outcome: "failed", passed: 3, sdist: "failed" }),
    aTestRun({ python: "3.14", outcome: "failed", passed: 0, failed: 0 }),
  ];
  const line = (outcome: "passed" | "failed" | "not run", own = runs) =>
    testsLine({ tests: { outcome, runs: own } });

  it("says that none were run", () => assert.equal(line("not run", []), "not run"));

  it("has each Python", () => {
    assert.deepEqual(line("failed").split(", "), [
      "12 passed on Python 3.9",
      "failed on Python 3.11 (2 of 12)",
      "imports on Python 3.12 (has no tests)",
      "does not import on Python 3.13 (has no tests)",
      "imports on Python 3.10 (pytest found no test in tests/)",
      "its command passed on Python 3.14",
      "all skipped on Python 3.14 (3)",
      "its sdist fails on Python 3.14",
      "failed on Python 3.14",
    ]);
  });
});

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
    const { serviceDirectory, index, done } = view;
    assert.deepEqual(
      [serviceDirectory, view.commit, index, done],
      ["sdk/contoso", commit, "https://pypi.org/simple/", false],
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
