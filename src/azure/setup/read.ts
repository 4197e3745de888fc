/** Reads what a project has. */
import * as Type from "typebox";
import type { Static } from "typebox";
import { GatehouseError } from "../../errors.ts";
import { sameName } from "../../release/service-words.ts";
import { fit } from "../fit.ts";
import type { PipelineFolder } from "../pipelines.ts";
import {
  type Actual,
  Definition,
  Endpoint,
  Group,
  type PipelineFound,
  preview,
  type Protected,
  Repository,
  Value,
} from "./actual.ts";
import { kindOf } from "./checks.ts";
import { resourceReader } from "./resource-reader.ts";
import type { Wanted } from "./wanted.ts";

/** The queue of agents that Microsoft keeps. */
const hostedQueue = "Azure Pipelines";

/** What the project of `place` has of what is `wanted`. Throws `azure-project`, `setup-repository`, and what the port throws. */
export async function readActual(place: PipelineFolder, wanted: Wanted): Promise<Actual> {
  const { project, folder } = place;
  const { origin, connection, template, environment } = wanted;
  const api = [project, "_apis"];
  const { list, named, repository } = resourceReader(place);
  const repositories = await list(Repository, {
    what: "the repositories of the project",
    path: [...api, "git", "repositories"],
  });
  const [first] = repositories;
  if (first === undefined)
    throw GatehouseError.of("setup-repository", { project, problem: "the project has no repository" });
  const queues = wanted.pools.length === 0 ? [hostedQueue] : wanted.pools;
  const stray = new Set(
    wanted.environments.map(({ name }) => name.toLowerCase()).filter((name) => !sameName(name, environment)),
  );
  const [group, ofEnvironment, ofConnection, templates, github, ofQueues, pipelines, others] =
    await Promise.all([
      groupNamed(place, first.project.id, wanted.group),
      named("environment", environment),
      connection === null ? null : named("endpoint", connection),
      template === null ? null : repository(template.repository),
      origin.kind === "azure"
        ? []
        : list(Endpoint, {
            what: "the service connections to GitHub",
            path: [...api, "serviceendpoint", "endpoints"],
            query: { type: "github" },
          }),
      Promise.all(queues.map((name) => named("queue", name))),
      list(Definition, {
        what: `the pipelines in ${folder}`,
        path: [...api, "build", "definitions"],
        query: { path: folder, includeAllProperties: "true", $top: "1000" },
      }),
      Promise.all([...stray].map(async (name) => [name, await named("environment", name)] as const)),
    ]);
  const own = repositories.find(({ name }) => origin.kind === "azure" && sameName(name, origin.name));
  return {
    projectId: first.project.id,
    repositoryId: own?.id ?? null,
    github,
    projectName: first.project.name ?? project,
    groupId: group?.id ?? null,
    groupDescriptor: group?.descriptor ?? null,
    environment: ofEnvironment,
    connection: ofConnection,
    templates,
    queues: ofQueues.filter((one) => one !== null),
    pipelines: new Map(pipelines.map((one) => [one.name.toLowerCase(), foundPipeline(one)])),
    others: new Map(
      others.flatMap(([name, found]) => (found === null ? [] : [[name, { asks: asks(found) }]])),
    ),
  };
}

function foundPipeline({
  id,
  name,
  process,
  repository,
  queueStatus,
}: Static<typeof Definition>): PipelineFound {
  const yaml = process?.yamlFilename ?? null;
  return { id, name, yaml, repository: repository?.id ?? null, isDisabled: queueStatus === "disabled" };
}

function asks({ checks }: Protected): boolean {
  return checks.some((check) => kindOf(check) === "approval");
}

/** The scope of a project's groups, as the graph names it. */
export async function scopeOf({ azure }: PipelineFolder, projectId: string): Promise<string> {
  const what = "the groups of the project";
  const path = ["_apis", "graph", "descriptors", projectId];
  const found = await azure.get({ what, path, query: preview, area: "graph" });
  return fit(Value, found, what).value;
}

/** The group, with the id that checks name it by; null when the project has none of this name. */
async function groupNamed(place: PipelineFolder, projectId: string, group: string) {
  const what = "the groups of the project";
  const scopeDescriptor = await scopeOf(place, projectId);
  const path = ["_apis", "graph", "groups"];
  const found = await place.azure.list({ what, path, query: { ...preview, scopeDescriptor }, area: "graph" });
  const groups = fit(Type.Array(Group), found ?? [], what);
  const one = groups.find(({ displayName }) => sameName(displayName, group));
  if (one === undefined) return null;
  return { id: await storageKey(place, one.descriptor), descriptor: one.descriptor };
}

async function storageKey({ azure }: PipelineFolder, descriptor: string): Promise<string> {
  const what = "the id of the approvers' group";
  const path = ["_apis", "graph", "storagekeys", descriptor];
  return fit(Value, await azure.get({ what, path, query: preview, area: "graph" }), what).value;
}
