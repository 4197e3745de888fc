/** Routes of the stand-in that `setup` looks at agents by, and `setup --check` at build services. */
import { ids } from "./ids.ts";
import type { Route } from "./route.ts";

const buildService = `Microsoft.TeamFoundation.ServiceIdentity;${ids.plan}:Build:${ids.project}`;
const listed = (value: readonly unknown[]) => ({ count: value.length, value });

export const auditRoutes: readonly Route[] = [
  {
    name: "members",
    method: "GET",
    template: "_apis/graph/Memberships/{subjectDescriptor}",
    answer: ({ project }, { subjectDescriptor = "" }) =>
      listed(
        (project.members[subjectDescriptor] ?? []).map((memberDescriptor) => ({
          containerDescriptor: subjectDescriptor,
          memberDescriptor,
        })),
      ),
  },
  {
    name: "identities",
    method: "GET",
    template: "_apis/identities",
    answer: (_, __, { query }) =>
      listed(
        query["filterValue"] === "internal Build Service (contoso)"
          ? [{ id: ids.sam, descriptor: buildService, providerDisplayName: ids.project }]
          : [],
      ),
  },
];

/** No official contract has these: as clients of the service ask, and as it answered them. */
export const uncontractedRoutes: readonly Route[] = [
  {
    name: "queues",
    method: "GET",
    template: "{project}/_apis/distributedtask/queues",
    answer: ({ project }, _, { query }) =>
      listed(project.queues.filter(({ name }) => name.toLowerCase() === query["queueNames"]?.toLowerCase())),
  },
  {
    name: "roles",
    method: "GET",
    template: "_apis/securityroles/scopes/{scopeId}/roleassignments/resources/{resourceId}",
    answer: ({ project }, { scopeId = "" }) =>
      listed(
        (project.roles[scopeId] ?? []).map(({ displayName, role }) => ({
          identity: { displayName, id: ids.sam, uniqueName: displayName },
          role: { displayName: role, name: role, identifier: `${scopeId}.${role}`, scope: scopeId },
          access: "assigned",
        })),
      ),
  },
  {
    name: "access",
    method: "GET",
    template: "_apis/accesscontrollists/{securityNamespaceId}",
    answer: ({ project }, _, { query: { descriptors = "", token = "" } }) => {
      const { bits } = project.buildServiceMay;
      const extendedInfo = { effectiveAllow: bits, effectiveDeny: 0 };
      const entry = { descriptor: descriptors, allow: 0, deny: 0, extendedInfo };
      return listed([{ inheritPermissions: true, token, acesDictionary: { [descriptors]: entry } }]);
    },
  },
];
