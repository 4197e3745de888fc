/** The last test pass in words. */
import type { RecordArtifact, TestRun } from "../release/record.ts";

type WithTests = Pick<RecordArtifact, "tests">;

export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  /** Packages that failed in another way than by a test, on one Python each: not installed, not imported, their sdist is broken. */
  readonly broken: number;
  /** `3.9`, …, in the order they were met. */
  readonly pythons: readonly string[];
  /** Of all runs together. */
  readonly seconds: number;
}

/** `12 passed on Python 3.9, 3.11`, `failed on Python 3.9 (2 of 12)`, `not run`. */
export function testsLine({ tests }: WithTests): string {
  if (tests.outcome === "not run") return "not run";
  const alike = new Map<string, { readonly run: TestRun; readonly pythons: string[] }>();
  for (const run of tests.runs) {
    const words = runWords(run, "");
    const group = alike.get(words) ?? { run, pythons: [] };
    group.pythons.push(run.python);
    alike.set(words, group);
  }
  return [...alike.values()].map(({ run, pythons }) => runWords(run, pythons.join(", "))).join("; ");
}

/** One run of the last test pass, in words. */
export function runLine(run: TestRun): string {
  return runWords(run, run.python);
}

/** All runs of all artifacts together; null when there was none. */
export function testTotals(artifacts: readonly WithTests[]): TestTotals | null {
  const runs = artifacts.flatMap(({ tests }) => tests.runs);
  if (runs.length === 0) return null;
  const sum = (of: (run: TestRun) => number, some = runs) => some.reduce((all, run) => all + of(run), 0);
  const hasTests = ({ how }: TestRun) => how === "pytest" || how === "command";
  const tested = runs.filter(hasTests);
  return {
    passed: sum(({ passed }) => passed, tested),
    failed: sum(({ failed }) => failed, tested),
    broken: runs.filter((run) => run.outcome === "failed" && (!hasTests(run) || run.failed === 0)).length,
    pythons: [...new Set(runs.map(({ python }) => python))],
    seconds: sum(({ seconds }) => seconds),
  };
}

function runWords(run: TestRun, pythons: string): string {
  const { outcome, how, passed, failed, skipped, sdist, detail } = run;
  if (sdist === "failed") return `its sdist fails on Python ${pythons}`;
  if (how === "install") return `can't be installed on Python ${pythons}`;
  if (how === "import") {
    if (outcome === "failed") return `does not import on Python ${pythons} (has no tests)`;
    return `imports on Python ${pythons} (${detail === "" ? "has no tests" : detail})`;
  }
  if (outcome === "passed" && passed === 0) {
    if (skipped > 0) return `all skipped on Python ${pythons} (${skipped})`;
    return `its command passed on Python ${pythons}`;
  }
  if (outcome === "passed") return `${passed} passed on Python ${pythons}`;
  if (failed === 0) return `failed on Python ${pythons}`;
  return `failed on Python ${pythons} (${failed} of ${passed + failed})`;
}
