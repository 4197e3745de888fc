/** The routes of the stand-in for Azure DevOps. A door that needs another adds it here; the contracts are held against all. */
import { auditRoutes, uncontractedRoutes } from "./audit-routes.ts";
import { commandRoutes } from "./command-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { setupRoutes } from "./setup-routes.ts";
import type { Route } from "./route.ts";

/** What the gate asks. */
export const gateRoutes: readonly Route[] = [
  {
    name: "timeline",
    method: "GET",
    // The last step is left out, for the newest one.
    template: "{project}/_apis/build/builds/{buildId}/timeline/{timelineId}",
    answer: ({ timelines, coming }, { buildId = "" }) => {
      const next = coming[buildId]?.shift();
      if (next !== undefined) timelines[buildId] = next;
      return timelines[buildId];
    },
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

/** How long the run of a release is kept. */
export const leaseRoutes: readonly Route[] = [
  {
    name: "keep",
    method: "POST",
    template: "{project}/_apis/build/retention/leases",
    answer: ({ leases }, _, { body }) => {
      const wanted = body as { daysValid: number }[];
      leases.push(...wanted);
      const value = wanted.map(({ daysValid, ...lease }, nth) => ({
        ...lease,
        leaseId: nth + 1,
        createdOn: "2024-05-06T11:10:00Z",
        validUntil: new Date(Date.parse("2024-05-06T11:10:00Z") + daysValid * 86_400_000).toISOString(),
      }));
      return { count: value.length, value };
    },
  },
];

export const routes: readonly Route[] = [
  ...gateRoutes,
  ...leaseRoutes,
  ...pageRoutes,
  ...commandRoutes,
  ...setupRoutes,
  ...auditRoutes,
  ...uncontractedRoutes,
];

/** The route that a request takes, and the parameters in its path; null when there is none. */
export function routeOf(method: string, path: string, query: Readonly<Record<string, string>>) {
  // Of two with one path that which asks for more comes first.
  for (const route of routes.toSorted((a, b) => (b.query?.length ?? 0) - (a.query?.length ?? 0))) {
    if (route.method !== method || route.query?.some((name) => query[name] === undefined) === true) continue;
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
