/** What is right, what is to be made, and what differs. Pure. */
import type { Actual, Protected } from "./actual.ts";
import { approvalFault, branchFault, kindOf, templateFault } from "./checks.ts";
import { isUsable, pipelineItems } from "./plan-pipelines.ts";
import { differs, type Item, make, right } from "./plan-item.ts";
import type { TemplateFile, Wanted } from "./wanted.ts";

/** The plan, in the order in which it is carried out. */
export function planSetup(wanted: Wanted, actual: Actual): Item[] {
  return [
    groupItem(wanted, actual),
    actual.environment === null
      ? make(`environment ${wanted.environment}`, { kind: "environment" })
      : right(`environment ${wanted.environment}`),
    ...pipelineItems(wanted, actual),
    approvalItem(wanted, actual),
    ...barriers(wanted, "environment", actual.environment),
    ...connectionItems(wanted, actual),
    ...templateRepository(wanted, actual),
    ...permissions(wanted, actual),
    ...strayEnvironments(wanted, actual),
  ];
}

function groupItem({ group }: Wanted, { groupId }: Actual): Item {
  const what = `group ${group}`;
  return groupId === null
    ? make(what, { kind: "group" }, "without members: add those who may approve")
    : right(what);
}

function approvalItem(wanted: Wanted, { environment, groupId }: Actual): Item {
  const what = `approval check on environment ${wanted.environment}`;
  const checks = (environment?.checks ?? []).filter((check) => kindOf(check) === "approval");
  const faults = checks.map((check) => approvalFault(check, groupId, wanted.group));
  if (faults.length === 0)
    return make(what, { kind: "check", of: "environment", check: "approval" }, `asks ${wanted.group}`);
  // All checks must pass: one that waits for the group is enough.
  return faults.includes(null) ? right(what) : differs(what, faults[0] ?? "");
}

/** The two checks without which a pipeline can leave the gate out. */
function barriers(
  { template }: Wanted,
  of: "environment" | "connection",
  resource: Protected | null,
): Item[] {
  const name = resource === null ? of : `${of} ${resource.name}`;
  const checks = resource?.checks ?? [];
  return [
    templateItem(`required template on ${name}`, of, template, checks),
    branchItem(`branch control on ${name}`, of, checks),
  ];
}

function templateItem(
  what: string,
  of: "environment" | "connection",
  template: TemplateFile | null,
  checks: Protected["checks"],
): Item {
  const there = checks.filter((check) => kindOf(check) === "required template");
  if (there.length === 0)
    return template === null
      ? differs(what, "there is none, so a pipeline can leave the gate out: name the wrapper with --template")
      : make(
          what,
          { kind: "check", of, check: "required template" },
          `${template.repository}/${template.path}`,
        );
  const faults = template === null ? [null] : there.map((check) => templateFault(check, template));
  return faults.includes(null) ? right(what) : differs(what, faults[0] ?? "");
}

function branchItem(what: string, of: "environment" | "connection", checks: Protected["checks"]): Item {
  const there = checks.filter((check) => kindOf(check) === "branch control");
  const [first] = there;
  if (first === undefined)
    return make(what, { kind: "check", of, check: "branch control" }, "refs/heads/main, protected");
  const faults = there.map(branchFault);
  // All checks must pass: one that is narrow is enough.
  return faults.includes(null) ? right(what) : differs(what, faults[0] ?? "");
}

function connectionItems(wanted: Wanted, { connection }: Actual): Item[] {
  const { connection: name } = wanted;
  if (name === null)
    return [
      differs("service connection", "none was named: its checks were not looked at (--service-connection)"),
    ];
  if (connection === null)
    return [
      differs(
        `service connection ${name}`,
        "there is none: make one of the type Python package upload, with the token of the index",
      ),
    ];
  const open = connection.openToAll
    ? [differs(`service connection ${name}`, "every pipeline may use it: restrict it to those that release")]
    : [right(`service connection ${name}`)];
  return [...open, ...barriers(wanted, "connection", connection)];
}

function permissions(wanted: Wanted, actual: Actual): Item[] {
  const { environment, connection, templates, queues } = actual;
  // One that runs something else under this name is given nothing.
  const usable = wanted.pipelines.filter((pipeline) => isUsable(pipeline, wanted, actual));
  const permitted = (resource: Protected): Item => {
    const what = `${usable.length} pipelines may use ${resource.type} ${resource.name}`;
    if (resource.openToAll) return right(what);
    const names = usable
      .map(({ name }) => name)
      .filter((name) => !resource.pipelines.includes(actual.pipelines.get(name.toLowerCase())?.id ?? -1));
    return names.length === 0
      ? right(what)
      : make(what, { kind: "permit", resource, names }, names.join(", "));
  };
  const names = usable.map(({ name }) => name);
  const first =
    environment === null
      ? make(
          `its pipelines may use environment ${wanted.environment}`,
          { kind: "permit", resource: null, names },
          names.join(", "),
        )
      : permitted(environment);
  const missing = wanted.pools.filter(
    (name) => !queues.some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  return [
    first,
    ...(connection === null
      ? []
      : [guarded(permitted(connection), barriers(wanted, "connection", connection))]),
    ...[templates, ...queues].flatMap((one) => (one === null ? [] : [permitted(one)])),
    ...missing.map((name) =>
      differs(`agent queue ${name}`, "there is none, or you may not see it; a ci.yml names it"),
    ),
  ];
}

/** Whoever may use the connection can publish: nobody gets that from us while a check on it is amiss. */
function guarded(item: Item, checks: readonly Item[]): Item {
  const amiss = checks.find(({ state }) => state === "differs");
  if (item.state !== "make" || amiss === undefined) return item;
  return differs(item.what, `not given (${item.detail}) before this is put right: ${amiss.what}`);
}

function templateRepository({ template }: Wanted, { templates }: Actual): Item[] {
  if (template === null || templates !== null) return [];
  const what = `repository ${template.repository} of the required template`;
  return [differs(what, "there is none, or you may not see it: no pipeline can extend the wrapper")];
}

/** The dangerous typo: an environment of another name lets everybody pass. */
function strayEnvironments({ environments, environment }: Wanted, { others }: Actual): Item[] {
  const stray = environments.filter(({ name }) => name.toLowerCase() !== environment.toLowerCase());
  return stray.map(({ name, place }) => {
    const what = `environment ${name}, which ${place} names`;
    const there = others.get(name.toLowerCase());
    if (there?.asks === true) return right(what, "another one than this setup's, with an approval check");
    return differs(
      what,
      there === undefined
        ? "there is none: the first run makes it, without any check"
        : "it has no approval check: whoever deploys to it is never asked for a decision",
    );
  });
}
