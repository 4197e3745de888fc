/** What the stand-in knows about a run that waits for decisions on the artifacts of a record. */
import type { RecordArtifact, ReleaseRecord } from "../../../src/release/record.ts";
import { approversGroup, ids, requester, uuid } from "./ids.ts";
import { honestWorld, recordOf, type World } from "./world.ts";

export interface ReleaseRun {
  readonly run?: number;
  /** Text of the attachment; null for none. Default: the record. */
  readonly attached?: string | null;
  /** Text of `release.json` in the pipeline artifact; null for none. Default: the record. */
  readonly carried?: string | null;
  readonly requestedFor?: object;
}

/** Ids of a run's parts: they differ from run to run. */
export function partsOf(run: number) {
  const base = (run % 1000) * 10_000;
  const part = (n: number) => uuid(base + n);
  return {
    timeline: part(1),
    build: part(2),
    job: part(3),
    collect: part(4),
    stage: (nth: number) => part(100 + 10 * nth),
    checkpoint: (nth: number) => part(101 + 10 * nth),
    approval: (nth: number) => part(102 + 10 * nth),
  };
}

/** Adds a run to a world without people; `addUser` adds those. */
export function addRun(world: World, record: ReleaseRecord, given: ReleaseRun = {}): World {
  const { run = 4711, attached = JSON.stringify(record), carried = JSON.stringify(record) } = given;
  const parts = partsOf(run);
  const { requestedFor = requester } = given;
  world.builds[run] = {
    id: run,
    buildNumber: `20261123.${run % 100}`,
    status: "inProgress",
    project: { id: ids.project, name: "internal" },
    sourceBranch: "refs/heads/main",
    sourceVersion: record.commit,
    queueTime: "2026-11-23T14:02:11.1234567Z",
    definition: { id: 8, name: `python - ${record.serviceDirectory.split("/").at(-1)}` },
    requestedFor,
    requestedBy: requestedFor,
  };
  const build = { name: "Build", identifier: "Build", finishTime: "2026-11-23T14:29:00.7654321Z" };
  const records = [
    recordOf(parts.build, "Stage", build),
    recordOf(parts.job, "Job", { name: "Collect", parentId: parts.build }),
    recordOf(parts.collect, "Task", {
      name: "Collect",
      parentId: parts.job,
      task: { id: uuid(77), name: "GatehouseCollect", version: "1.0.0" },
    }),
  ];
  for (const [nth, artifact] of record.artifacts.entries()) {
    records.push(...stageRecords(parts, nth, artifact, record.artifacts));
    if (artifact.release) world.approvals[parts.approval(nth)] = pendingApproval(run, parts.approval(nth));
  }
  world.timelines[run] = { id: parts.timeline, changeId: 40, records };
  const place = `${run}/${parts.timeline}/${parts.collect}/gatehouse.record/release.json`;
  if (attached !== null) world.attachments[place] = attached;
  if (carried !== null) world.artifacts[`${run}/gatehouse-record-1`] = { "/release.json": carried };
  return world;
}

/** A world with nothing but one run that waits. */
export function releaseWorld(record: ReleaseRecord, given: ReleaseRun = {}): World {
  const world = honestWorld();
  for (const part of [world.timelines, world.builds, world.checks, world.approvals])
    for (const key of Object.keys(part)) Reflect.deleteProperty(part, key);
  return addRun(world, record, given);
}

function stageRecords(
  parts: ReturnType<typeof partsOf>,
  nth: number,
  { safeName, release, dependsOn }: RecordArtifact,
  all: readonly RecordArtifact[],
) {
  const identifier = `Release_${safeName}`;
  const about = { name: `Release: ${safeName}`, identifier };
  if (!release) return [recordOf(parts.stage(nth), "Stage", { ...about, result: "skipped" })];
  const waits = { state: "pending", result: undefined };
  const stage = recordOf(parts.stage(nth), "Stage", { ...about, ...waits });
  // The checks of a stage begin when those before it are through.
  if (all.some((one) => one.release && dependsOn.includes(one.safeName))) return [stage];
  const open = { state: "inProgress", result: undefined };
  return [
    stage,
    recordOf(parts.checkpoint(nth), "Checkpoint", { ...open, parentId: parts.stage(nth) }),
    recordOf(parts.approval(nth), "Checkpoint.Approval", { ...open, parentId: parts.checkpoint(nth) }),
  ];
}

export function pendingApproval(run: number, id: string) {
  const assigned = { assignedApprover: approversGroup, status: "pending", order: 1, history: [] };
  return {
    id,
    status: "pending",
    createdOn: "2026-11-23T14:30:00.1234567Z",
    lastModifiedOn: "2026-11-23T14:30:00.1234567Z",
    executionOrder: "anyOrder",
    minRequiredApprovers: 1,
    instructions: "Look at the tab Release of the run.",
    blockedApprovers: [],
    steps: [{ ...assigned, initiatedOn: "2026-11-23T14:30:00.1234567Z", permissions: "update" }],
    permissions: "update",
    pipeline: { owner: { id: run, name: `20261123.${run % 100}` }, id: "8", name: "python - contoso" },
    _links: {},
  };
}

/** Lets a stage go on: its state and, below it, the tasks that publish and tag. */
export function stageGoes(
  world: World,
  { run = 4711, nth }: { readonly run?: number; readonly nth: number },
  how: { readonly stage: object; readonly publish?: object; readonly tag?: object },
): void {
  const parts = partsOf(run);
  const { records } = world.timelines[run] as { records: Record<string, unknown>[] };
  const stage = parts.stage(nth);
  Object.assign(records.find(({ id }) => id === stage) ?? {}, how.stage);
  const step = (offset: number, name: string, task: object | undefined) => {
    if (task === undefined) return;
    const id = `${stage.slice(0, -4)}${offset}000`;
    const record = recordOf(id, "Task", {
      parentId: stage,
      name,
      task: { id: uuid(78), name, version: "1.0.0" },
    });
    const before = records.findIndex((one) => one["id"] === id);
    records.splice(before === -1 ? records.length : before, before === -1 ? 0 : 1, { ...record, ...task });
  };
  step(1, "GatehousePublish", how.publish);
  step(2, "GatehouseTag", how.tag);
}
