/** What is right, what is to be made, and what differs. Pure. */
import type { Actual, Protected } from "./actual.ts";
import { asksFor, branchFault, type CheckKind, isService, kindOf } from "./checks.ts";
import type { TemplateFile, Wanted, WantedPipeline } from "./wanted.ts";

/** Something that setup makes. It adds, and never changes what is there. */
export type Act =
  | { readonly kind: "group" }
  | { readonly kind: "environment" }
  | { readonly kind: "pipeline"; readonly pipeline: WantedPipeline }
  | { readonly kind: "check"; readonly of: "environment" | "connection"; readonly check: CheckKind }
  | {
      readonly kind: "permit";
      readonly of: "environment" | "connection" | "templates";
      readonly names: readonly string[];
    };

/** One line of the plan. Texts hold foreign names. */
export interface Item {
  readonly what: string;
  /** `make`: it is not there, and setup makes it. `differs`: for people to put right: setup weakens and replaces nothing. */
  readonly state: "right" | "make" | "differs";
  readonly detail: string;
  readonly act: Act | null;
}

const right = (what: string, detail = ""): Item => ({ what, state: "right", detail, act: null });
const make = (what: string, act: Act, detail = ""): Item => ({ what, state: "make", detail, act });
const differs = (what: string, detail: string): Item => ({ what, state: "differs", detail, act: null });

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

function pipelineItems({ pipelines, folder, origin }: Wanted, actual: Actual): Item[] {
  return pipelines.map((pipeline) => {
    const what = `pipeline ${folder}\\${pipeline.name}`;
    if (actual.pipelines.has(pipeline.name.toLowerCase())) return right(what);
    if (origin.kind === "azure" && actual.repositoryId === null)
      return differs(what, `the project has no repository ${origin.name} to make it for`);
    if (origin.kind === "github" && actual.github.length !== 1)
      return differs(
        what,
        actual.github.length === 0
          ? "the project has no service connection to GitHub to read the repository by"
          : "the project has several service connections to GitHub: make one pipeline by hand, with the right one",
      );
    return make(what, { kind: "pipeline", pipeline }, `for ${pipeline.yaml}`);
  });
}

function approvalItem(wanted: Wanted, { environment, groupId }: Actual): Item {
  const what = `approval check on environment ${wanted.environment}`;
  const checks = (environment?.checks ?? []).filter((check) => kindOf(check) === "approval");
  if (checks.length === 0)
    return make(what, { kind: "check", of: "environment", check: "approval" }, `asks ${wanted.group}`);
  const approvers = checks.flatMap(({ settings }) => settings?.approvers ?? []);
  const service = approvers.find(isService);
  if (service !== undefined)
    return differs(
      what,
      `${service.displayName ?? "a build service"} may approve: then a job can approve itself`,
    );
  const asks = approvers.some(({ id }) => id.toLowerCase() === groupId?.toLowerCase());
  const others = approvers.map(({ displayName, id }) => displayName ?? id).join(", ");
  return asks ? right(what) : differs(what, `it asks ${others || "nobody"}, not ${wanted.group}`);
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
  return template === null || there.some((check) => asksFor(check, template))
    ? right(what)
    : differs(what, `it asks for another file than ${template.repository}/${template.path}`);
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

function permissions({ pipelines, environment }: Wanted, actual: Actual): Item[] {
  const resources = [
    ["environment", actual.environment],
    ["connection", actual.connection],
    ["templates", actual.templates],
  ] as const;
  return resources.flatMap(([of, resource]) => {
    if (resource === null) {
      const all = pipelines.map(({ name }) => name);
      const act: Act = { kind: "permit", of, names: all };
      return of === "environment"
        ? [make(`its pipelines may use environment ${environment}`, act, all.join(", "))]
        : [];
    }
    const what = `${pipelines.length} pipelines may use ${resource.type} ${resource.name}`;
    if (resource.openToAll) return [right(what)];
    const names = pipelines
      .map(({ name }) => name)
      .filter((name) => !resource.pipelines.includes(actual.pipelines.get(name.toLowerCase()) ?? -1));
    return names.length === 0 ? [right(what)] : [make(what, { kind: "permit", of, names }, names.join(", "))];
  });
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
