/** A service directory as the tasks before the record see it. */
import { relative, resolve } from "node:path";
import { type Checkout, readCheckout } from "../adapters/git.ts";
import { filesWithin, treeAround } from "../adapters/files-within.ts";
import type { Origin } from "../build/build-slice.ts";
import { readConfig, readSettings, type SettingsFile } from "../config/read-config.ts";
import { resolveIndex } from "../index/address.ts";
import type { ProjectState } from "../index/types.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import { plan } from "../plan/plan.ts";
import { survey } from "../plan/survey.ts";
import type { Validated } from "../release/stages.ts";
import { askOutside, lookedUp, projectsOf } from "../validate/ask-outside.ts";
import { nobodyAsked, type Outside } from "../validate/rule.ts";
import { holdBack, judge } from "../validate/validate.ts";
import { questionsOf } from "../validate/validate-service.ts";
import { choiceInput, requiredInput, textInput } from "./inputs.ts";
import { jobPython } from "./python.ts";
import { slashed } from "./run.ts";
import type { TaskContext } from "./run-task.ts";

export interface PlannedService {
  readonly service: ServiceDirectory;
  readonly checkout: Checkout | null;
  readonly origin: Origin;
  readonly artifacts: readonly Validated[];
  /** What the index has, by PEP 503 name. */
  readonly projects: ReadonlyMap<string, ProjectState>;
}

/** Where a service directory is, and which index is meant for it: `read` says how strictly gatehouse.yml is taken. */
export async function findService({ agent, files, process: children }: TaskContext, read = readConfig) {
  const folder = slashed(resolve(requiredInput(agent, "serviceDirectory")));
  const checkout = await readCheckout(children, folder);
  // The agent shows findings at paths from the repository's root.
  const root = checkout?.root ?? agent.variable("Build.SourcesDirectory") ?? process.cwd();
  const path = slashed(relative(root, folder)) || ".";
  const config = await read(files, folder);
  const given = textInput(agent, "index");
  const name = given ?? config.index ?? null;
  const simpleUrl = given === null ? (config.simpleUrl ?? null) : null;
  return {
    folder,
    path,
    checkout,
    name,
    simpleUrl,
    index: resolveIndex(name ?? "pypi", { simpleUrl, sections: [] }),
  };
}

/** The settings with the owner that a task was told to require; gatehouse.yml's, when it was told none. */
export function ownedBy(config: SettingsFile, requiredOwner: string | null): SettingsFile {
  if (requiredOwner === null) return config;
  return { ...config, settings: { ...config.settings, requiredOwner } };
}

/**
 * The service directory as Build sees it: planned, and what findings hold back held back. Between releases everything
 * is to be built, whatever the index has.
 */
export async function planService(context: TaskContext): Promise<PlannedService> {
  const { agent, files } = context;
  const { folder, path, checkout, name, simpleUrl, index } = await findService(context);
  const config = ownedBy(await readSettings(files, { folder, path }), textInput(agent, "requiredOwner"));
  const service = await readServiceDirectory(
    filesWithin(files, treeAround(folder)),
    { folder, path },
    textInput(agent, "artifacts"),
  );
  let outside: Outside = nobodyAsked;
  const lookUp = async () => {
    outside = await askOutside([questionsOf(service, config.settings)], {
      ...context,
      index,
      python: jobPython(context),
    });
    return lookedUp(outside, service);
  };
  const { facts } = await survey(service, { globs: [], repositoryPath: path, kept: [], lookUp });
  const mode = choiceInput(agent, "mode", ["release", "pull-request"]);
  const planned = plan(facts).map((artifact) =>
    mode === "release" ? artifact : { ...artifact, release: artifact.path !== null },
  );
  const { findings } = judge({
    service,
    mode,
    settings: config.settings,
    configFaults: config.faults,
    outside,
  });
  return {
    service,
    checkout,
    artifacts: holdBack(planned, findings),
    projects: projectsOf(outside),
    origin: {
      commit: checkout?.commit ?? null,
      dirty: (checkout?.changed.length ?? 0) > 0,
      serviceDirectory: path,
      index: name,
      simpleUrl,
    },
  };
}
