/** Puts slices together into the one record, and holds back what failed or needs what is held back. Pure. */
import { GatehouseError } from "../errors.ts";
import { nameFaults } from "../release/artifact-faults.ts";
import {
  type BuildEntry,
  type BuildSlice,
  type RecordArtifact,
  type ReleaseRecord,
  type TestRun,
  type Tests,
  type TestSlice,
} from "../release/record.ts";
import { neededSiblings } from "../release/requirements.ts";
import { isBuilt } from "../release/stages.ts";

/** What a pipeline demands of the test slices. */
export interface TestDemand {
  /** Pythons (`3.11`) whose slices must be there; with none named, at least one run for each artifact. */
  readonly pythons: readonly string[];
}

/**
 * The record of these slices. Throws `slices-refused` when they are not the slices of one release: a missing or
 * foreign one, or two of one position and attempt. `demand` null (a terminal) lets artifacts go on untested.
 */
export function collect(
  builds: readonly BuildSlice[],
  tests: readonly TestSlice[],
  demand: TestDemand | null,
): ReleaseRecord {
  const shares = onePerPosition(builds, "build");
  const [first] = shares;
  if (first === undefined) throw refused("there is no build slice");
  const odd = shares.find((slice) => !sameOrigin(slice, first));
  if (odd !== undefined)
    throw refused(`build.${odd.position}.json is of another commit or service directory`);
  const runs = testRuns(tests, demand?.pythons ?? []);
  const artifacts = shares.flatMap((slice) => slice.artifacts).map((entry) => withTests(entry, runs, demand));
  const faults = nameFaults(artifacts);
  if (faults.length > 0) throw GatehouseError.of("names-refused", { faults: faults.join("; ") });
  const { commit, dirty, serviceDirectory, index, simpleUrl } = first;
  const origin = { commit, dirty, serviceDirectory, index, simpleUrl };
  return { schema: "gatehouse/record@1", ...origin, artifacts: holdBackDependents(artifacts) };
}

interface Share {
  readonly position: number;
  readonly total: number;
  readonly attempt: number;
}

/** Of each position the slice of the highest attempt; all positions must be there. */
function onePerPosition<T extends Share>(slices: readonly T[], what: string): T[] {
  const total = slices[0]?.total ?? 0;
  if (slices.some((slice) => slice.position > slice.total))
    throw refused(`a ${what} slice has a position beyond how many there are`);
  // Of more positions than slices one is missing: no need to look at all of them.
  return Array.from({ length: Math.min(total, slices.length + 1) }, (_, at) => {
    const same = slices.filter((slice) => slice.position === at + 1);
    const attempt = Math.max(...same.map((slice) => slice.attempt));
    const [newest, second] = same.filter((slice) => slice.attempt === attempt);
    if (newest === undefined) throw refused(`the ${what} slice ${at + 1} of ${total} is missing`);
    if (second !== undefined) throw refused(`there are two ${what} slices ${at + 1} of attempt ${attempt}`);
    if (slices.some((slice) => slice.total !== total))
      throw refused(`the ${what} slices disagree on how many there are`);
    return newest;
  });
}

function sameOrigin(a: BuildSlice, b: BuildSlice): boolean {
  const keys = ["commit", "dirty", "serviceDirectory", "index", "simpleUrl"] as const;
  return keys.every((key) => a[key] === b[key]);
}

/** Every run of every Python, by artifact and digest. */
function testRuns(slices: readonly TestSlice[], demanded: readonly string[]): Map<string, TestRun[]> {
  const pythons = [...new Set(slices.map((slice) => slice.python))];
  const missing = demanded.filter((python) => !pythons.includes(python));
  if (missing.length > 0) throw refused(`there is no test slice of Python ${missing.join(", ")}`);
  const newest = pythons.flatMap((python) =>
    onePerPosition(
      slices.filter((slice) => slice.python === python),
      `Python ${python} test`,
    ),
  );
  const runs = new Map<string, TestRun[]>();
  for (const { name, digest, run } of newest.flatMap((slice) => slice.artifacts)) {
    const key = `${name} ${digest}`;
    runs.set(key, [...(runs.get(key) ?? []), run]);
  }
  return runs;
}

function withTests(
  entry: BuildEntry,
  runs: Map<string, TestRun[]>,
  demand: TestDemand | null,
): RecordArtifact {
  if (!isBuilt(entry)) return { ...entry, release: false, tests: { outcome: "not run", runs: [] } };
  const own = runs.get(`${entry.name} ${entry.digest}`) ?? [];
  const failed = own.filter((run) => run.outcome === "failed").map((run) => run.python);
  const untested = (demand?.pythons ?? []).filter((python) => !own.some((run) => run.python === python));
  const outcome: Tests["outcome"] = failed.length > 0 ? "failed" : own.length > 0 ? "passed" : "not run";
  const tests = { outcome, runs: own };
  if (!entry.release) return { ...entry, tests };
  if (failed.length > 0) return heldBack(entry, tests, `its tests failed on Python ${failed.join(", ")}`);
  if (demand !== null && (outcome === "not run" || untested.length > 0)) {
    return heldBack(
      entry,
      tests,
      `its tests were not run${untested.length > 0 ? ` on Python ${untested.join(", ")}` : ""}`,
    );
  }
  return { ...entry, tests };
}

function heldBack(entry: BuildEntry, tests: Tests, reason: string): RecordArtifact {
  return { ...entry, tests, release: false, reason };
}

/**
 * Holds back what needs a sibling that is held back and not on the index; over and over, for chains. Of one that
 * was not chosen the index may have an older version that will do: publish looks.
 */
function holdBackDependents(artifacts: readonly RecordArtifact[]): RecordArtifact[] {
  const gone = artifacts.filter((artifact) => artifact.chosen && !artifact.release && !artifact.released);
  let changed = false;
  const next = artifacts.map((artifact) => {
    if (!artifact.release) return artifact;
    const [missing] = neededSiblings(artifact, gone);
    if (missing === undefined) return artifact;
    changed = true;
    return {
      ...artifact,
      release: false,
      reason: `it needs ${missing.name}, which is held back: ${missing.reason}`,
    };
  });
  return changed ? holdBackDependents(next) : next;
}

function refused(problem: string): GatehouseError {
  return GatehouseError.of("slices-refused", { problem });
}
