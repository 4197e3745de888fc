/** A stand-in's world to click through: three runs that wait, and stages that go on when they are approved. */
import { person, rosa, sam, uuid } from "./ids.ts";
import { demoRecord } from "./demo-record.ts";
import { addRun, partsOf, pendingApproval, releaseWorld, stageGoes } from "./release-world.ts";
import { put, recordOf, run, type World } from "./world.ts";

export const demoToken = "token-of-the-demo";
const kim = person(uuid(23), "Kim Larsen");
const done = { state: "completed", result: "succeeded" };
const going = { state: "inProgress", result: undefined };

const nthOf = (name: string) => demoRecord.artifacts.findIndex((one) => one.name === name);

/** One has been published, one is rejected, one waits for another person; the rest waits for who looks. */
export function demoWorld(): World {
  const world = releaseWorld(demoRecord, { requestedFor: kim });
  addRun(
    world,
    { ...demoRecord, artifacts: demoRecord.artifacts.slice(4, 9), serviceDirectory: "sdk/fabrikam" },
    { run: 4698 },
  );
  addRun(
    world,
    { ...demoRecord, artifacts: demoRecord.artifacts.slice(9, 10), serviceDirectory: "sdk/vision" },
    { run: 4702 },
  );
  world.users[demoToken] = rosa;
  decideAs(world, "contoso-monitor-query", "approved", "Looks good.");
  stageGoes(world, { nth: nthOf("contoso-monitor-query") }, { stage: done, publish: done, tag: done });
  decideAs(world, "contoso-appconfiguration", "rejected", "The changelog lacks the new filter.");
  put(world, `approvals.${partsOf(run).approval(nthOf("contoso-mgmt-network"))}.permissions`, "view");
  return world;
}

function decideAs(world: World, name: string, status: "approved" | "rejected", comment: string): void {
  const nth = nthOf(name);
  const digest = demoRecord.artifacts[nth]?.digest;
  const approval = `approvals.${partsOf(run).approval(nth)}`;
  const step = {
    actualApprover: sam,
    lastModifiedBy: sam,
    lastModifiedOn: "2026-11-23T15:01:40.5Z",
    order: 1,
    history: [],
  };
  put(world, `${approval}.status`, status);
  put(world, `${approval}.steps.0`, { ...step, status, comment: `${comment}\n\ngatehouse sha256:${digest}` });
}

/** Moves every approved stage one step on: it publishes, then it is through, and those that need it ask. */
export function goOn(world: World): void {
  for (const [nth, { safeName }] of demoRecord.artifacts.entries()) {
    const parts = partsOf(run);
    const { status } = (world.approvals[parts.approval(nth)] ?? {}) as { status?: string };
    const { records } = world.timelines[run] as { records: Record<string, unknown>[] };
    const stage = records.find(({ id }) => id === parts.stage(nth));
    const asked = records.some(({ id }) => id === parts.approval(nth));
    if (!asked || stage === undefined || stage["state"] === "completed") continue;
    if (status === "rejected") stageGoes(world, { nth }, { stage: { state: "completed", result: "failed" } });
    if (status !== "approved") continue;
    if (stage["state"] === "pending") stageGoes(world, { nth }, { stage: going, publish: going });
    else {
      stageGoes(world, { nth }, { stage: done, publish: done, tag: done });
      askDependents(world, safeName);
    }
  }
}

function askDependents(world: World, needed: string): void {
  const parts = partsOf(run);
  const { records } = world.timelines[run] as { records: object[] };
  for (const [nth, { dependsOn }] of demoRecord.artifacts.entries()) {
    if (!dependsOn.includes(needed)) continue;
    world.approvals[parts.approval(nth)] ??= pendingApproval(run, parts.approval(nth));
    const open = { ...going, parentId: parts.stage(nth) };
    records.push(recordOf(parts.checkpoint(nth), "Checkpoint", open));
    const below = { ...open, parentId: parts.checkpoint(nth) };
    records.push(recordOf(parts.approval(nth), "Checkpoint.Approval", below));
  }
}
