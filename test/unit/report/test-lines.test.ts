import assert from "node:assert/strict";
import { testsLine, testTotals } from "../../../src/report/test-lines.ts";
import { aTestRun } from "../../support/record-builders.ts";

describe("one line about the tests", () => {
  const runs = [
    aTestRun({ python: "3.9", passed: 12 }),
    aTestRun({ python: "3.10", passed: 12 }),
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

  it("has each Python, those that say the same together", () => {
    assert.deepEqual(line("failed").split("; "), [
      "12 passed on Python 3.9, 3.10",
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

describe("all tests of a release together", () => {
  const of = (...runs: ReturnType<typeof aTestRun>[]) => ({ tests: { outcome: "passed" as const, runs } });

  it("are none where none ran", () => assert.equal(testTotals([of(), of()]), null));

  it("counts tests, and apart from them packages that can't even be imported", () => {
    const artifacts = [
      of(
        aTestRun({ python: "3.9", passed: 12, seconds: 3 }),
        aTestRun({ python: "3.11", failed: 2, passed: 4, seconds: 2 }),
      ),
      of(aTestRun({ python: "3.9", how: "import", passed: 7, seconds: 1 })),
      of(aTestRun({ python: "3.11", how: "install", outcome: "failed", passed: 0, failed: 1, seconds: 1 })),
    ];
    assert.deepEqual(testTotals(artifacts), {
      passed: 16,
      failed: 2,
      broken: 1,
      pythons: ["3.9", "3.11"],
      seconds: 7,
    });
  });
});
