/** The last test pass in words. */
import type { RecordArtifact, TestRun } from "../release/record.ts";

type WithTests = Pick<RecordArtifact, "tests">;

export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  /** Packages that could not be installed or imported, on one Python each. */
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
  const tested = runs.filter(({ how }) => how === "pytest");
  return {
    passed: sum(({ passed }) => passed, tested),
    failed: sum(({ failed }) => failed, tested),
    broken: runs.filter(({ how, outcome }) => how !== "pytest" && outcome === "failed").length,
    pythons: [...new Set(runs.map(({ python }) => python))],
    seconds: sum(({ seconds }) => seconds),
  };
}

function runWords({ outcome, how, passed, failed }: TestRun, pythons: string): string {
  if (how === "install") return `can't be installed on Python ${pythons}`;
  if (how === "import") {
    return `${outcome === "passed" ? "imports" : "does not import"} on Python ${pythons} (has no tests)`;
  }
  if (outcome === "passed") return `${passed} passed on Python ${pythons}`;
  return `failed on Python ${pythons} (${failed} of ${passed + failed})`;
}
