/** Makes what is missing, one request each, and looks again: what one request made, the next one needs. */
import type { PipelineFolder } from "../pipelines.ts";
import { type Actual, preview } from "./actual.ts";
import { approvalCheck, branchCheck, type CheckKind, hubAddress, templateCheck } from "./checks.ts";
import { planSetup } from "./plan.ts";
import type { Act, Item } from "./plan-item.ts";
import { readActual, scopeOf } from "./read.ts";
import type { Wanted } from "./wanted.ts";

/** What is made in one round is there in the next: groups and the environment, then pipelines' and checks' turn. */
const mostRounds = 5;

/**
 * Carries the plan out; `onMade` is told each item. The plan as it is then: what still says `make` the service did not do. What
 * was made stays when one fails, and the next setup goes on from there.
 */
export async function applySetup(
  place: PipelineFolder,
  wanted: Wanted,
  first: Actual,
  onMade: (item: Item) => void,
): Promise<readonly Item[]> {
  let actual = first;
  for (let round = 1; ; round += 1) {
    const plan = planSetup(wanted, actual);
    const possible = plan.filter(({ act }) => act !== null && isPossible(act, actual));
    if (possible.length === 0 || round > mostRounds) return plan;
    for (const item of possible) {
      if (item.act !== null) await carryOut(place, item.act, wanted, actual);
      onMade(item);
    }
    actual = await readActual(place, wanted);
  }
}

/** Whether all that the request names is there. */
function isPossible(act: Act, actual: Actual): boolean {
  if (act.kind === "check")
    return actual[act.of] !== null && (act.check !== "approval" || actual.groupId !== null);
  if (act.kind !== "permit") return true;
  return act.resource !== null && act.names.some((name) => actual.pipelines.has(name.toLowerCase()));
}

async function carryOut(place: PipelineFolder, act: Act, wanted: Wanted, actual: Actual): Promise<void> {
  const { azure, project, folder } = place;
  const api = [project, "_apis", "pipelines"];
  switch (act.kind) {
    case "group": {
      const scopeDescriptor = await scopeOf(place, actual.projectId);
      const description = "Whoever may approve releases of Python packages to the index.";
      const question = { what: "a new group", path: ["_apis", "graph", "groups"], area: "graph" } as const;
      await azure.send(
        "POST",
        { ...question, query: { ...preview, scopeDescriptor } },
        { displayName: wanted.group, description },
      );
      return;
    }
    case "environment": {
      const question = { what: "a new environment", path: [...api, "environments"], query: preview };
      const description = "Releases of Python packages. Its approval check asks who may publish.";
      await azure.send("POST", question, { name: wanted.environment, description });
      return;
    }
    case "pipeline": {
      const { name, yaml } = act.pipeline;
      const repository = repositoryOf(wanted, actual);
      const configuration = { type: "yaml", path: yaml, repository };
      await azure.send(
        "POST",
        { what: `a new pipeline ${name}`, path: api },
        { folder, name, configuration },
      );
      return;
    }
    case "check": {
      const { type, id, name } = found(actual[act.of]);
      const question = {
        what: `a check on ${type} ${name}`,
        path: [...api, "checks", "configurations"],
        query: preview,
      };
      const resource = { type, id, name };
      await azure.send("POST", question, { ...bodyOf(act.check, place, wanted, actual), resource });
      return;
    }
    case "permit": {
      const { type, id, name } = found(act.resource);
      const path = [...api, "pipelinepermissions", type, id];
      const question = { what: `the permission to use ${type} ${name}`, path, query: preview };
      const ids = act.names.flatMap((one) => actual.pipelines.get(one.toLowerCase())?.id ?? []);
      await azure.send("PATCH", question, { pipelines: ids.map((one) => ({ id: one, authorized: true })) });
      return;
    }
  }
}

function repositoryOf({ origin }: Wanted, { repositoryId, github }: Actual) {
  if (origin.kind === "azure") return { id: repositoryId, type: "azureReposGit" };
  return { fullName: origin.name, type: "gitHub", connection: { id: github[0]?.id } };
}

function bodyOf(
  check: CheckKind,
  { azure, project }: PipelineFolder,
  { template }: Wanted,
  { groupId }: Actual,
) {
  if (check === "approval" && groupId !== null)
    return approvalCheck(groupId, hubAddress(azure.organization, project));
  if (check === "required template" && template !== null) return templateCheck(template);
  return branchCheck("refs/heads/main");
}

function found<T>(resource: T | null): T {
  if (resource === null) throw new Error("a check was planned on nothing");
  return resource;
}
