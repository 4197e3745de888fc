/** The routes of the stand-in for Azure DevOps. A door that needs another adds it here; the contracts are held against all. */
import { run, type World } from "./world.ts";

/** What else than its path a request says. */
export interface Asked {
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer that is not plainly 200 with a document. */
export class Reply {
  readonly status: number;
  readonly document: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, document: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.document = document;
    this.headers = headers;
  }
}

/** One kind of question that the stand-in answers. */
export interface Route {
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  /** Below the organization; as the contract writes it. */
  readonly template: string;
  /** The answer out of the world, which it may change; undefined for 404. */
  readonly answer: (world: World, parameters: Readonly<Record<string, string>>, asked: Asked) => unknown;
}

/** What the gate asks. */
export const gateRoutes: readonly Route[] = [
  {
    name: "timeline",
    method: "GET",
    // The last step is left out, for the newest one.
    template: "{project}/_apis/build/builds/{buildId}/timeline/{timelineId}",
    answer: ({ timelines }, { buildId = "" }) => timelines[buildId],
  },
  {
    name: "build",
    method: "GET",
    template: "{project}/_apis/build/builds/{buildId}",
    answer: ({ builds }, { buildId = "" }) => builds[buildId],
  },
  {
    name: "checks",
    method: "GET",
    template: "{project}/_apis/pipelines/checks/runs/{checkSuiteId}",
    answer: ({ checks }, { checkSuiteId = "" }) => checks[checkSuiteId.toLowerCase()],
  },
  {
    name: "approval",
    method: "GET",
    template: "{project}/_apis/pipelines/approvals/{approvalId}",
    answer: ({ approvals }, { approvalId = "" }) => approvals[approvalId],
  },
];

/** What the commands ask besides. */
const commandRoutes: readonly Route[] = [
  {
    name: "pipelines",
    method: "GET",
    template: "{project}/_apis/build/definitions",
    answer: ({ pipelines }, _, { query }) => {
      const { name = "*", path } = query;
      const found = pipelines.filter((one) => fitsName(one.name, name) && (path ?? one.path) === one.path);
      return { count: found.length, value: found };
    },
  },
  {
    name: "queue",
    method: "POST",
    template: "{project}/_apis/pipelines/{pipelineId}/runs",
    answer: (world, { pipelineId = "" }, { body }) => queued(world, Number(pipelineId), body),
  },
];

export const routes: readonly Route[] = [...gateRoutes, ...commandRoutes];

function fitsName(name: string, wanted: string): boolean {
  const parts = wanted.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}

/** A run begins when it is asked for; the world says which one it is. */
function queued(world: World, pipelineId: number, body: unknown): unknown {
  const pipeline = world.pipelines.find(({ id }) => id === pipelineId);
  if (pipeline === undefined) return undefined;
  world.queued.push({ pipelineId, body });
  const { id, name } = pipeline;
  return {
    id: run,
    name: "20240506.1",
    state: "inProgress",
    createdDate: "2024-05-06T10:00:00Z",
    pipeline: { id, name, folder: pipeline.path, revision: 1 },
  };
}

/** The route that a request takes, and the parameters in its path; null when there is none. */
export function routeOf(method: string, path: string) {
  for (const route of routes) {
    if (route.method !== method) continue;
    const wanted = route.template.split("/");
    const given = path.split("/");
    const fits =
      given.length === wanted.length ||
      (given.length === wanted.length - 1 && wanted.at(-1) === "{timelineId}");
    const pairs = given.map((step, at) => [wanted[at] ?? "", decodeURIComponent(step)] as const);
    if (!fits || !pairs.every(([want, step]) => want.startsWith("{") || want === step)) continue;
    const parameters = pairs.filter(([want]) => want.startsWith("{"));
    return {
      route,
      parameters: Object.fromEntries(parameters.map(([want, step]) => [want.slice(1, -1), step])),
    };
  }
  return null;
}
