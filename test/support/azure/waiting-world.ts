/** What the stand-in knows about runs that wait for decisions, with the checks that prove whose approvals they are. */
import type { ReleaseRecord } from "../../../src/release/record.ts";
import { ids } from "./ids.ts";
import { addRun, partsOf, type ReleaseRun, releaseWorld } from "./release-world.ts";
import { checkRunOf, run as firstRun, type World } from "./world.ts";

/** A world with one run that waits for decisions on the artifacts of a record. */
export function waitingWorld(record: ReleaseRecord, given: ReleaseRun = {}): World {
  const text = JSON.stringify(withChecks(releaseWorld(record, given), record, given.run));
  // A copy, since worlds share people and groups, and tests change them; long ago on every machine, since the gate compares times.
  return JSON.parse(text.replaceAll("2026-11-23", "2024-05-06")) as World;
}

/** Says that the approval of the nth artifact, which somebody gave, satisfied its stage's checks. */
export function settleChecks(world: World, nth: number, run = firstRun): void {
  const suite = world.checks[partsOf(run).checkpoint(nth)] as Suite;
  suite.status = "approved";
  for (const check of suite.checkRuns) check.status = "approved";
}

/** Puts collect, and the stage of the nth artifact, at later attempts. */
export function atAttempts(
  world: World,
  nth: number,
  { collect, stage }: { readonly collect: number; readonly stage: number },
): void {
  const parts = partsOf(firstRun);
  const { records } = world.timelines[firstRun] as { records: { id: string; attempt: number }[] };
  for (const record of records) {
    if (record.id === parts.job || record.id === parts.collect) record.attempt = collect;
    if (record.id === parts.stage(nth)) record.attempt = stage;
  }
  (world.checks[parts.checkpoint(nth)] as Suite).context.GraphNode.Attempt = stage;
  const [first, later] = [1, collect].map((attempt) => `${firstRun}/gatehouse-record-${attempt}`) as [
    string,
    string,
  ];
  const carried = world.artifacts[first];
  Reflect.deleteProperty(world.artifacts, first);
  if (carried !== undefined) world.artifacts[later] = carried;
}

interface Suite {
  readonly context: { readonly GraphNode: { Attempt: number } };
  status: string;
  readonly checkRuns: readonly { status: string }[];
}

/** Another run beside it. */
export function addWaitingRun(
  world: World,
  record: ReleaseRecord,
  given: ReleaseRun & { run: number },
): World {
  return withChecks(addRun(world, record, given), record, given.run);
}

function withChecks(world: World, { artifacts }: ReleaseRecord, run = firstRun): World {
  const parts = partsOf(run);
  for (const [nth, { safeName, release }] of artifacts.entries()) {
    if (!release) continue;
    const id = parts.checkpoint(nth);
    const context = {
      Id: id,
      Project: { Id: ids.project, Name: "internal" },
      Pipeline: { Owner: { Id: run, Name: "20261123.1" }, Id: "8", Name: "python - contoso" },
      GraphNode: { Attempt: 1, Id: parts.stage(nth), Name: `Release_${safeName}` },
    };
    const checkRun = { ...checkRunOf(parts.approval(nth)), status: "running" };
    world.checks[id] = { id, status: "running", message: "", checkRuns: [checkRun], context };
  }
  return world;
}
