/** Routes of the stand-in that only the commands use: pipelines, and runs that are queued. */
import { Refusal, type Route } from "./route.ts";
import { run, type World } from "./world.ts";

export const commandRoutes: readonly Route[] = [
  {
    name: "pipelines",
    method: "GET",
    template: "{project}/_apis/build/definitions",
    answer: ({ pipelines }, _, { query }) => {
      const { name = "*", path } = query;
      const value = pipelines.filter((one) => fitsName(one.name, name) && (path ?? one.path) === one.path);
      return { count: value.length, value };
    },
  },
  {
    name: "queue",
    method: "POST",
    template: "{project}/_apis/pipelines/{pipelineId}/runs",
    answer: (world, { pipelineId = "" }, { body }) => queued(world, Number(pipelineId), body),
  },
];

function fitsName(name: string, wanted: string): boolean {
  const parts = wanted.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}

/** It takes any stage of the run that the world has in store, and no other. */
function queued(world: World, pipeline: number, body: unknown): unknown {
  const found = world.pipelines.find(({ id }) => id === pipeline);
  if (found === undefined) return undefined;
  const { stagesToSkip = [] } = body as { stagesToSkip?: string[] };
  const timeline = (world.coming[run]?.at(-1) ?? world.timelines[run]) as {
    records: { identifier?: string }[];
  };
  const unknown = stagesToSkip.find((stage) => !timeline.records.some((one) => one.identifier === stage));
  if (unknown !== undefined) return new Refusal(400, `Stage ${unknown} is not in the pipeline.`);
  world.queued.push({ pipeline, body });
  return {
    id: run,
    name: "20240506.1",
    state: "inProgress",
    createdDate: "2024-05-06T10:00:00Z",
    pipeline: { id: found.id, name: found.name, folder: found.path, revision: 1 },
  };
}
