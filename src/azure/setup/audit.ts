/** Whether build services could help themselves to a release: read for `--check`, since it takes rights that setup needs for nothing else. */
import * as Type from "typebox";
import type { Static, TSchema } from "typebox";
import { GatehouseError } from "../../errors.ts";
import type { AzureQuestion } from "../../ports.ts";
import { fit } from "../fit.ts";
import { organizationName } from "../organization.ts";
import type { PipelineFolder } from "../pipelines.ts";
import { type Actual, preview, type Protected } from "./actual.ts";
import type { Audit } from "./audit-items.ts";
import { isService } from "./checks.ts";

/** Roles have no official contract; clients ask for them so. */
const rolesPreview = { "api-version": "7.1-preview.1" };
/** The namespace *Git Repositories*, and its permission *CreateTag*: the reference of namespaces in Azure DevOps' documentation. */
const gitNamespace = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
const createTag = 32;
const mostGroups = 100;

const Membership = Type.Object({ memberDescriptor: Type.String() });
const Assignment = Type.Object({
  identity: Type.Object({ displayName: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
  role: Type.Object({ name: Type.String() }),
});
const Identity = Type.Object({ descriptor: Type.String() });
const Entry = Type.Object({
  extendedInfo: Type.Object({ effectiveAllow: Type.Optional(Type.Integer()) }),
});
const AccessList = Type.Object({ acesDictionary: Type.Record(Type.String(), Entry) });

/** What may not be read is null; any other fault is thrown as the port throws it. */
export async function readAudit(place: PipelineFolder, actual: Actual): Promise<Audit> {
  const { environment, connection } = actual;
  const [members, ofEnvironment, ofConnection, tags] = await Promise.all([
    mayBeForbidden(() => servicesIn(place, actual.groupDescriptor)),
    mayBeForbidden(() =>
      administrators(place, "distributedtask.environmentreferencerole", environment, actual),
    ),
    mayBeForbidden(() => administrators(place, "distributedtask.serviceendpointrole", connection, actual)),
    mayBeForbidden(() => mayTag(place, actual)),
  ]);
  return { members, ofEnvironment, ofConnection, tags };
}

async function mayBeForbidden<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof GatehouseError && thrown.code === "azure-forbidden") return null;
    throw thrown;
  }
}

/** Null: there is nothing of that address, so that nothing is known. */
async function list<T extends TSchema>(
  { azure }: PipelineFolder,
  schema: T,
  question: AzureQuestion,
): Promise<readonly Static<T>[] | null> {
  const found = await azure.list(question);
  return found === null ? null : fit(Type.Array(schema), found, question.what);
}

/** Descriptors of build services in a group, or in groups in it. */
async function servicesIn(place: PipelineFolder, group: string | null): Promise<readonly string[] | null> {
  const seen = new Set(group === null ? [] : [group]);
  const services: string[] = [];
  for (const one of seen) {
    const path = ["_apis", "graph", "Memberships", one];
    const what = "the members of the approvers' group";
    const query = { ...preview, direction: "down" };
    const found = await list(place, Membership, { what, path, query, area: "graph" });
    if (found === null || seen.size > mostGroups) return null;
    for (const { memberDescriptor: descriptor } of found) {
      if (isService({ descriptor })) services.push(descriptor);
      if (descriptor.startsWith("vssgp.")) seen.add(descriptor);
    }
  }
  return services;
}

async function administrators(
  place: PipelineFolder,
  scope: string,
  resource: Protected | null,
  { projectId }: Actual,
): Promise<readonly string[] | null> {
  if (resource === null) return [];
  const found = await list(place, Assignment, {
    what: `the roles on ${resource.type} ${resource.name}`,
    path: [
      "_apis",
      "securityroles",
      "scopes",
      scope,
      "roleassignments",
      "resources",
      `${projectId}_${resource.id}`,
    ],
    query: rolesPreview,
  });
  if (found === null) return null;
  const names = found.filter(({ role }) => role.name === "Administrator").map(({ identity }) => identity);
  return names.filter(isService).map(({ displayName }) => displayName ?? "");
}

/** Whether the project's build service may create tags in the repository in Azure Repos; true elsewhere, where it is not asked. */
async function mayTag(place: PipelineFolder, actual: Actual): Promise<boolean | null> {
  const { projectId, projectName, repositoryId } = actual;
  if (repositoryId === null) return true;
  const identities = await list(place, Identity, {
    what: "the build service of the project",
    path: ["_apis", "identities"],
    query: {
      ...preview,
      searchFilter: "General",
      filterValue: `${projectName} Build Service (${organizationName(place.azure.organization)})`,
      queryMembership: "none",
    },
    area: "graph",
  });
  const own = `:Build:${projectId}`.toLowerCase();
  const service = identities?.find(({ descriptor }) => descriptor.toLowerCase().endsWith(own));
  if (service === undefined) return null;
  const lists = await list(place, AccessList, {
    what: "the permissions on the repository",
    path: ["_apis", "accesscontrollists", gitNamespace],
    query: {
      token: `repoV2/${projectId}/${repositoryId}`,
      descriptors: service.descriptor,
      includeExtendedInfo: "true",
    },
  });
  if (lists === null) return null;
  const allowed = lists.flatMap(({ acesDictionary }) => Object.values(acesDictionary));
  return allowed.some(({ extendedInfo }) => ((extendedInfo.effectiveAllow ?? 0) & createTag) !== 0);
}
