/** What the stand-in knows: an honest run whose stage Release_contosocore was approved, and ways to make it another. */
import { emptyProject, type ProjectWorld } from "./setup-world.ts";
import { approversGroup, ids, personalToken, requester, rosa } from "./ids.ts";

/** Documents by the id that they are asked for with. A test may put anything in their place. */
export interface World {
  readonly timelines: Record<string, unknown>;
  readonly builds: Record<string, unknown>;
  readonly checks: Record<string, unknown>;
  readonly approvals: Record<string, unknown>;
  /** Texts that tasks attached, by `<run>/<timeline>/<record>/<type>/<name>`. */
  readonly attachments: Record<string, string>;
  /** Pipeline artifacts by `<run>/<name>`: their files by path (`/release.json`). */
  readonly artifacts: Record<string, Record<string, string>>;
  /** People by the token that the page, or the command, has for them. */
  readonly users: Record<string, { readonly id: string; readonly displayName: string }>;
  readonly pipelines: {
    id: number;
    name: string;
    path: string;
    queueStatus: string;
    process?: { type: number; yamlFilename: string };
    repository?: { id: string; type: string };
  }[];
  readonly project: ProjectWorld;
  /** Leases on runs, as they were asked for. */
  readonly leases: unknown[];
  /** What was queued, in order. */
  readonly queued: { readonly pipeline: number; readonly body: unknown }[];
  /** Timelines that take the place of a run's, one at each question. */
  readonly coming: Record<string, unknown[]>;
}

export const run = 4711;
export const safeName = "contosocore";
export const stageName = `Release_${safeName}`;

/** A step of an approval that a person approved. */
export function approvedStep(by: object = rosa, comment = "Looks good.") {
  return {
    assignedApprover: approversGroup,
    actualApprover: by,
    status: "approved",
    comment,
    order: 1,
    initiatedOn: "2024-05-06T10:30:00.1234567Z",
    lastModifiedOn: "2024-05-06T11:00:00.1234567Z",
    lastModifiedBy: by,
    history: [],
    permissions: "view",
  };
}

export function approvalOf(id: string = ids.approval) {
  return {
    id,
    status: "approved",
    createdOn: "2024-05-06T10:30:00.1234567Z",
    lastModifiedOn: "2024-05-06T11:00:00.1234567Z",
    executionOrder: "anyOrder",
    minRequiredApprovers: 1,
    instructions: "",
    blockedApprovers: [],
    steps: [approvedStep()],
    permissions: "view",
    pipeline: { owner: { id: run, name: "20240506.1" }, id: "8", name: "python - contoso" },
    _links: {},
  };
}

export function checkRunOf(id: string = ids.approval, resource: object = environment("package-publish")) {
  return {
    id,
    status: "approved",
    checkConfigurationRef: {
      id: 15,
      type: { id: "8c6f20a7-a545-4486-9777-f762fafe0d4d", name: "Approval" },
      resource,
    },
  };
}

export function environment(name: string) {
  return { type: "environment", id: "3", name };
}

/** A record of the timeline; those of agents' jobs have times that agents wrote. */
export function recordOf(id: string, type: string, rest: object = {}) {
  return { id, type, attempt: 1, state: "completed", result: "succeeded", previousAttempts: [], ...rest };
}

export function pipelineOf(id: number, name: string, path = "\\python") {
  return { id, name, path, queueStatus: "enabled" };
}

export function honestWorld(): World {
  const finished = { finishTime: "2024-05-06T10:29:00.7654321Z" };
  const records = [
    recordOf(ids.buildStage, "Stage", { name: "Build", identifier: "Build", ...finished }),
    recordOf(ids.stage, "Stage", { name: stageName, identifier: stageName, state: "inProgress" }),
    recordOf(ids.checkpoint, "Checkpoint", { parentId: ids.stage, name: "Checkpoint" }),
    recordOf(ids.approval, "Checkpoint.Approval", {
      parentId: ids.checkpoint,
      name: "Checkpoint.Approval",
      identifier: ids.identifier,
    }),
    recordOf(ids.authorization, "Checkpoint.Authorization", { parentId: ids.checkpoint }),
  ];
  const authorization = {
    ...checkRunOf(ids.authorization),
    checkConfigurationRef: {
      id: 1,
      type: { id: "e1a1fc6c-c278-4492-ae1c-c42f8697612c", name: "Authorization" },
      resource: environment("package-publish"),
    },
  };
  const context = {
    Id: ids.checkpoint,
    OrchestrationId: `${ids.plan}.${stageName}.1.checkpoint`,
    PlanId: ids.plan,
    HubName: "Build",
    Project: { Id: ids.project, Name: "internal" },
    Pipeline: { Owner: { Id: run, Name: "20240506.1" }, Id: "8", Name: "python - contoso" },
    GraphNode: { Attempt: 1, Id: ids.stage, Name: stageName },
  };
  const suite = { id: ids.checkpoint, status: "approved", message: "" };
  // Every world has objects of its own: tests change them.
  return structuredClone({
    timelines: { [run]: { id: ids.plan, changeId: 40, records } },
    builds: {
      [run]: {
        id: run,
        buildNumber: "20240506.1",
        status: "inProgress",
        project: { id: ids.project, name: "internal" },
        requestedFor: requester,
        requestedBy: requester,
      },
    },
    checks: { [ids.checkpoint]: { ...suite, checkRuns: [authorization, checkRunOf()], context } },
    approvals: { [ids.approval]: approvalOf() },
    attachments: {},
    artifacts: {},
    users: { [personalToken]: rosa },
    pipelines: [pipelineOf(8, "python - contoso"), pipelineOf(9, "python - fabrikam")],
    project: emptyProject(),
    leases: [],
    queued: [],
    coming: {},
  });
}

/** Puts `value` at a path with dots (`approvals.<id>.steps.0.comment`); undefined takes away what is there. */
export function put(world: object, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at = world as Record<string, unknown>;
  for (const key of keys) {
    const next = at[key];
    if (typeof next !== "object" || next === null) throw new Error(`there is no ${key} of ${path}`);
    at = next as Record<string, unknown>;
  }
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = structuredClone(value);
}

export const paths = {
  approval: `approvals.${ids.approval}`,
  step: `approvals.${ids.approval}.steps.0`,
  checks: `checks.${ids.checkpoint}`,
  timeline: `timelines.${run}`,
  records: `timelines.${run}.records`,
  build: `builds.${run}`,
} as const;
