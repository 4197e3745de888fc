/** Reads what a project has. */
import * as Type from "typebox";
import type { Static, TSchema } from "typebox";
import { GatehouseError } from "../../errors.ts";
import type { AzureQuestion } from "../../ports.ts";
import { fit } from "../fit.ts";
import type { PipelineFolder } from "../pipelines.ts";
import {
  type Actual,
  CheckConfiguration,
  Definition,
  Endpoint,
  Environment,
  Group,
  Permissions,
  type PipelineFound,
  type Protected,
  Queue,
  Repository,
  Value,
} from "./actual.ts";
import { kindOf } from "./checks.ts";
import type { Wanted } from "./wanted.ts";

const preview = { "api-version": "7.2-preview.1" };

/** The queue of agents that Microsoft keeps. */
const hostedQueue = "Azure Pipelines";

/** What the project of `place` has of what is `wanted`. Throws `azure-project` and what the port throws. */
export async function readActual(place: PipelineFolder, wanted: Wanted): Promise<Actual> {
  const { azure, project, folder } = place;
  const api = [project, "_apis"];
  const list = async <T extends TSchema>(
    schema: T,
    question: AzureQuestion,
  ): Promise<readonly Static<T>[]> => {
    const found = await azure.list(question);
    if (found === null)
      throw GatehouseError.of("azure-project", { project, organization: azure.organization });
    return fit(Type.Array(schema), found, question.what);
  };
  const repositories = await list(Repository, {
    what: "the repositories of the project",
    path: repositoriesOf(project),
  });
  const [first] = repositories;
  if (first === undefined)
    throw GatehouseError.of("setup-repository", { project, problem: "the project has no repository" });
  const protectedBy = async (type: Protected["type"], id: string, name: string): Promise<Protected> => {
    const of = `${type} ${name}`;
    const path = [...api, "pipelines"];
    const [checks, found] = await Promise.all([
      list(CheckConfiguration, {
        what: `the checks on ${of}`,
        path: [...path, "checks", "configurations"],
        query: { ...preview, resourceType: type, resourceId: id, $expand: "settings" },
      }),
      azure.get({
        what: `the pipelines that may use ${of}`,
        path: [...path, "pipelinepermissions", type, id],
        query: preview,
      }),
    ]);
    const { allPipelines, pipelines } = fit(Permissions, found ?? {}, `the pipelines that may use ${of}`);
    const allowed = (pipelines ?? []).filter(({ authorized }) => authorized === true);
    const openToAll = allPipelines?.authorized === true;
    return { type, id, name, checks, openToAll, pipelines: allowed.map((one) => one.id) };
  };
  const environmentNamed = async (name: string): Promise<Protected | null> => {
    const found = await list(Environment, {
      what: `the environment ${name}`,
      path: [...api, "pipelines", "environments"],
      query: { ...preview, name },
    });
    const one = found.find((candidate) => same(candidate.name, name));
    return one === undefined ? null : protectedBy("environment", String(one.id), one.name);
  };
  const endpoints = (query: Record<string, string>, what: string) =>
    list(Endpoint, { what, path: [...api, "serviceendpoint", "endpoints"], query });
  const connectionNamed = async (name: string): Promise<Protected | null> => {
    const found = await endpoints({ endpointNames: name }, `the service connection ${name}`);
    const one = found.find((candidate) => same(candidate.name, name));
    return one === undefined ? null : protectedBy("endpoint", one.id, one.name);
  };
  const ofTemplate = async (): Promise<Protected | null> => {
    const [templateProject = "", name = ""] = (wanted.template?.repository ?? "").split("/");
    if (name === "") return null;
    const what = "the repositories of the template's project";
    const there = same(templateProject, project)
      ? repositories
      : fit(
          Type.Array(Repository),
          (await azure.list({ what, path: repositoriesOf(templateProject) })) ?? [],
          what,
        );
    const one = there.find((candidate) => same(candidate.name, name));
    return one === undefined ? null : protectedBy("repository", `${one.project.id}.${one.id}`, one.name);
  };
  const queueNamed = async (name: string): Promise<readonly Protected[]> => {
    const what = `the agent queue ${name}`;
    const path = [...api, "distributedtask", "queues"];
    const found = await list(Queue, { what, path, query: { "api-version": "7.1", queueNames: name } });
    const one = found.find((candidate) => same(candidate.name, name));
    return one === undefined ? [] : [await protectedBy("queue", String(one.id), one.name)];
  };
  const pools = wanted.pools.length === 0 ? [hostedQueue] : wanted.pools;
  const stray = new Set(
    wanted.environments
      .map(({ name }) => name.toLowerCase())
      .filter((name) => !same(name, wanted.environment)),
  );
  const { origin, connection } = wanted;
  const [group, environment, itsConnection, templates, github, queues, pipelines, others] = await Promise.all(
    [
      groupNamed(place, first.project.id, wanted.group),
      environmentNamed(wanted.environment),
      connection === null ? null : connectionNamed(connection),
      ofTemplate(),
      origin.kind === "github" ? endpoints({ type: "github" }, "the service connections to GitHub") : [],
      Promise.all(pools.map(queueNamed)),
      list(Definition, {
        what: `the pipelines in ${folder}`,
        path: [...api, "build", "definitions"],
        query: { path: folder, includeAllProperties: "true", $top: "1000" },
      }),
      Promise.all([...stray].map(async (name) => [name, await environmentNamed(name)] as const)),
    ],
  );
  const own = repositories.find(({ name }) => origin.kind === "azure" && same(name, origin.name));
  return {
    projectId: first.project.id,
    repositoryId: own?.id ?? null,
    github,
    projectName: first.project.name ?? project,
    groupId: group?.id ?? null,
    groupDescriptor: group?.descriptor ?? null,
    environment,
    connection: itsConnection,
    templates,
    queues: queues.flat(),
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

function repositoriesOf(project: string): readonly string[] {
  return [project, "_apis", "git", "repositories"];
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
  const one = groups.find(({ displayName }) => same(displayName ?? "", group));
  if (one === undefined) return null;
  return { id: await storageKey(place, one.descriptor), descriptor: one.descriptor };
}

async function storageKey({ azure }: PipelineFolder, descriptor: string): Promise<string> {
  const what = "the id of the approvers' group";
  const path = ["_apis", "graph", "storagekeys", descriptor];
  return fit(Value, await azure.get({ what, path, query: preview, area: "graph" }), what).value;
}

/** Azure DevOps does not tell names apart by case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
