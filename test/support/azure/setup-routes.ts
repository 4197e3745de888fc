/** Routes of the stand-in that `setup` uses. What it makes is there from then on. */
import { Refusal, type Asked, type Route } from "./route.ts";
import type { CheckDocument } from "./setup-world.ts";
import { pipelineOf, type World } from "./world.ts";

const listed = (value: readonly unknown[]) => ({ count: value.length, value });

/** A name that is taken is refused, as the service does. */
function isTaken(names: readonly { readonly name: string }[], name: string): boolean {
  return names.some((one) => one.name.toLowerCase() === name.toLowerCase());
}

const taken = (name: string) => new Refusal(409, `The name ${name} is taken already.`);

export const setupRoutes: readonly Route[] = [
  {
    name: "repositories",
    method: "GET",
    template: "{project}/_apis/git/repositories",
    answer: ({ project }) => listed(project.repositories),
  },
  {
    name: "descriptor",
    method: "GET",
    template: "_apis/graph/descriptors/{storageKey}",
    answer: (_, { storageKey = "" }) => ({ value: `scp.${storageKey}` }),
  },
  {
    name: "groups",
    method: "GET",
    template: "_apis/graph/groups",
    answer: ({ project }) =>
      listed(project.groups.map(({ descriptor, displayName }) => ({ descriptor, displayName }))),
  },
  {
    name: "storage key",
    method: "GET",
    template: "_apis/graph/storagekeys/{subjectDescriptor}",
    answer: ({ project }, { subjectDescriptor = "" }) => {
      const found = project.groups.find(({ descriptor }) => descriptor === subjectDescriptor);
      return found === undefined ? undefined : { value: found.storageKey };
    },
  },
  { name: "new group", method: "POST", template: "_apis/graph/groups", answer: newGroup },
  {
    name: "environments",
    method: "GET",
    template: "{project}/_apis/pipelines/environments",
    answer: ({ project }, _, { query }) =>
      listed(project.environments.filter(({ name }) => name.toLowerCase() === query["name"]?.toLowerCase())),
  },
  {
    name: "new environment",
    method: "POST",
    template: "{project}/_apis/pipelines/environments",
    answer: newEnvironment,
  },
  {
    name: "endpoints",
    method: "GET",
    template: "{project}/_apis/serviceendpoint/endpoints",
    answer: ({ project }, _, { query }) =>
      listed(
        project.endpoints.filter(
          ({ name, type }) => (query["endpointNames"] ?? name) === name && (query["type"] ?? type) === type,
        ),
      ),
  },
  {
    name: "checks on a resource",
    method: "GET",
    template: "{project}/_apis/pipelines/checks/configurations",
    answer: ({ project }, _, { query }) =>
      listed(
        project.configurations.filter(
          ({ resource }) => resource.type === query["resourceType"] && resource.id === query["resourceId"],
        ),
      ),
  },
  {
    name: "new check",
    method: "POST",
    template: "{project}/_apis/pipelines/checks/configurations",
    answer: ({ project }, _, { body }) => {
      const id = project.configurations.length + 1;
      const made = { id, ...(body as CheckDocument) };
      project.configurations.push(made);
      return made;
    },
  },
  {
    name: "permissions",
    method: "GET",
    template: "{project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}",
    answer: permissionsOf,
  },
  {
    name: "permit",
    method: "PATCH",
    template: "{project}/_apis/pipelines/pipelinepermissions/{resourceType}/{resourceId}",
    answer: (world, parameters, asked) => {
      const key = `${parameters["resourceType"] ?? ""}/${parameters["resourceId"] ?? ""}`;
      const { pipelines } = asked.body as { pipelines: { id: number }[] };
      const before = world.project.permissions[key] ?? { all: false, pipelines: [] };
      const ids = [...before.pipelines, ...pipelines.map(({ id }) => id)];
      world.project.permissions[key] = { ...before, pipelines: [...new Set(ids)] };
      return permissionsOf(world, parameters);
    },
  },
  { name: "new pipeline", method: "POST", template: "{project}/_apis/pipelines", answer: newPipeline },
];

function permissionsOf({ project }: World, parameters: Readonly<Record<string, string>>): unknown {
  const { resourceType: type = "", resourceId: id = "" } = parameters;
  const { all, pipelines } = project.permissions[`${type}/${id}`] ?? { all: false, pipelines: [] };
  return {
    resource: { type, id },
    ...(all ? { allPipelines: { authorized: true } } : {}),
    pipelines: pipelines.map((one) => ({ id: one, authorized: true })),
  };
}

function newGroup({ project }: World, _: unknown, { body }: Asked): unknown {
  const { displayName } = body as { displayName: string };
  if (
    isTaken(
      project.groups.map((one) => ({ name: one.displayName })),
      displayName,
    )
  )
    return taken(displayName);
  const nth = project.groups.length + 1;
  const descriptor = `vssgp.group${nth}`;
  project.groups.push({ descriptor, displayName, storageKey: `cccccccc-0000-4000-8000-00000000000${nth}` });
  return { descriptor, displayName };
}

function newEnvironment({ project }: World, _: unknown, { body }: Asked): unknown {
  const { name } = body as { name: string };
  if (isTaken(project.environments, name)) return taken(name);
  const made = {
    id: project.environments.length + 1,
    name,
    project: { id: project.repositories[0]?.project.id ?? "" },
  };
  project.environments.push(made);
  return made;
}

function newPipeline(world: World, _: unknown, { body }: Asked): unknown {
  const { name, folder, configuration } = body as {
    name: string;
    folder: string;
    configuration: { path: string; repository: { id?: string; fullName?: string; type: string } };
  };
  if (
    isTaken(
      world.pipelines.filter(({ path }) => path === folder),
      name,
    )
  )
    return taken(name);
  const id = 100 + world.pipelines.length;
  const { id: repository, fullName, type } = configuration.repository;
  world.pipelines.push({
    ...pipelineOf(id, name, folder),
    process: { type: 2, yamlFilename: configuration.path },
    repository: { id: repository ?? fullName ?? "", type: type === "gitHub" ? "GitHub" : "TfsGit" },
  });
  return { id, name, folder, revision: 1, configuration: { type: "yaml" } };
}
