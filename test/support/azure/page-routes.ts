/** Routes of the stand-in that only the page uses: it reads what a run left, and decides in the name of its user. */
import { FileAnswer, Refusal, type Route } from "./route.ts";
import type { World } from "./world.ts";

interface StandInApproval {
  readonly id: string;
  status: string;
  lastModifiedOn: string;
  permissions: string;
  readonly blockedApprovers: readonly { readonly id: string }[];
  steps: Record<string, unknown>[];
  readonly pipeline?: { readonly owner: { readonly id: number } };
}

const template = "{project}/_apis/pipelines/approvals";
const builds = "{project}/_apis/build/builds";

export const pageRoutes: readonly Route[] = [
  {
    name: "builds",
    method: "GET",
    template: builds,
    answer: (world, _, { query }) => {
      const { buildIds, definitions, statusFilter } = query;
      const all = Object.values(world.builds) as {
        id: number;
        status: string;
        definition?: { id: number };
      }[];
      const isOne = (list: string | undefined, id: unknown) =>
        list === undefined || list.split(",").includes(String(id));
      return wrapped(
        all.filter(({ id, status, definition }) => {
          const open = statusFilter === undefined || status === statusFilter;
          return open && isOne(buildIds, id) && isOne(definitions, definition?.id);
        }),
      );
    },
  },
  {
    name: "attachment",
    method: "GET",
    template: `${builds}/{buildId}/{timelineId}/{recordId}/attachments/{type}/{name}`,
    answer: ({ attachments }, parameters) => {
      const { buildId, timelineId, recordId, type, name } = parameters;
      const text = attachments[[buildId, timelineId, recordId, type, name].join("/")];
      return text === undefined ? undefined : new FileAnswer(text);
    },
  },
  {
    name: "artifact",
    method: "GET",
    template: `${builds}/{buildId}/artifacts`,
    query: ["artifactName"],
    answer: ({ artifacts }, { buildId }, { query }) => {
      const name = query["artifactName"] ?? "";
      if (artifacts[`${buildId}/${name}`] === undefined) return undefined;
      const resource = { type: "PipelineArtifact", data: `manifest of ${name}`, properties: {} };
      return { id: 9, name, source: "job", resource };
    },
  },
  {
    name: "artifact file",
    method: "GET",
    template: `${builds}/{buildId}/artifacts`,
    query: ["artifactName", "fileId", "fileName"],
    answer: ({ artifacts }, { buildId }, { query }) => {
      const { artifactName = "", fileId = "" } = query;
      const files = artifacts[`${buildId}/${artifactName}`] ?? {};
      const items = Object.entries(files).map(([path, text]) => {
        return { path, blob: { id: `blob of ${path}`, size: text.length } };
      });
      const manifest = JSON.stringify({ manifestFormat: "1.1.0", items });
      const text =
        fileId === `manifest of ${artifactName}` ? manifest : files[fileId.replace("blob of ", "")];
      return text === undefined ? undefined : new FileAnswer(text);
    },
  },
  {
    name: "approvals",
    method: "GET",
    template,
    answer: (world, _, { query }) => {
      const wanted = query["approvalIds"]?.split(",");
      const all = Object.values(world.approvals) as StandInApproval[];
      const state = query["state"];
      return wrapped(
        all.filter(({ id, status }) => {
          return (wanted === undefined || wanted.includes(id)) && (state === undefined || status === state);
        }),
      );
    },
  },
  {
    name: "decide",
    method: "PATCH",
    template,
    answer: (world, _, { body, user }) => {
      const updates = body as readonly { approvalId: string; status: string; comment: string }[];
      const refusals = updates.map((update) => refusalOf(world, update, user));
      const refusal = refusals.find((one) => one !== null);
      // All or nothing: it looks at every one before it writes the first.
      if (refusal !== undefined && refusal !== null) return refusal;
      return wrapped(updates.map((update) => decide(world, update, user ?? "")));
    },
  },
];

function wrapped(value: readonly unknown[]) {
  return { count: value.length, value };
}

function refusalOf(
  world: World,
  { approvalId }: { approvalId: string },
  user: string | null,
): Refusal | null {
  const approval = world.approvals[approvalId] as StandInApproval | undefined;
  if (approval === undefined) return new Refusal(404, `Approval ${approvalId} does not exist.`);
  if (approval.status !== "pending") return new Refusal(400, `Approval ${approvalId} is completed already.`);
  const blocked = approval.blockedApprovers.some(({ id }) => id === user);
  if (user === null || blocked || !approval.permissions.includes("update"))
    return new Refusal(403, `You do not have permission to update the approval ${approvalId}.`);
  return null;
}

function decide(
  world: World,
  { approvalId, status, comment }: { approvalId: string; status: string; comment: string },
  user: string,
): StandInApproval {
  const approval = world.approvals[approvalId] as StandInApproval;
  const by = Object.values(world.users).find(({ id }) => id === user);
  const lastModifiedOn = new Date().toISOString();
  const open = approval.steps.find((step) => step["status"] === "pending");
  Object.assign(open ?? {}, { status, comment, actualApprover: by, lastModifiedBy: by, lastModifiedOn });
  const left = approval.steps.some((step) => step["status"] === "pending");
  if (status === "rejected" || !left) approval.status = status;
  approval.lastModifiedOn = lastModifiedOn;
  return approval;
}
