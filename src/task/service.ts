/** A service directory as Validate and Build see it: planned and validated. */
import { relative, resolve } from "node:path";
import { type Checkout, readCheckout } from "../adapters/git.ts";
import type { Origin } from "../build/build-slice.ts";
import { readConfig } from "../config/read-config.ts";
import { resolveIndex } from "../index/address.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import { plan } from "../plan/plan.ts";
import { survey } from "../plan/survey.ts";
import type { Finding } from "../release/record.ts";
import type { Validated } from "../release/stages.ts";
import { holdBack, validate } from "../validate/validate.ts";
import { requiredInput, textInput } from "./inputs.ts";
import { slashed } from "./run.ts";
import type { TaskContext } from "./run-task.ts";

export interface PlannedService {
  readonly service: ServiceDirectory;
  readonly checkout: Checkout | null;
  readonly origin: Origin;
  readonly artifacts: readonly Validated[];
  readonly findings: readonly Finding[];
}

/** `offline`: asks no index; `mode`: what the rules judge for. */
export async function planService(
  context: TaskContext,
  { offline, mode }: { offline: boolean; mode: "release" | "pull-request" },
): Promise<PlannedService> {
  const { agent, files, signal } = context;
  const folder = slashed(resolve(requiredInput(agent, "serviceDirectory")));
  const checkout = await readCheckout(context.process, folder).catch(() => null);
  // The agent shows findings at paths from the repository's root.
  const root = checkout?.root ?? agent.variable("Build.SourcesDirectory") ?? process.cwd();
  const path = slashed(relative(root, folder)) || ".";
  const service = await readServiceDirectory(files, { folder, path }, textInput(agent, "artifacts"));
  const config = await readConfig(files, folder);
  const name = textInput(agent, "index") ?? config.index ?? null;
  const simpleUrl = config.simpleUrl ?? null;
  const index = offline ? null : resolveIndex(name ?? "pypi", { simpleUrl, sections: [] });
  const about = { globs: [], repositoryPath: path, kept: [], signal, index, http: context.http };
  const { facts, projects } = await survey(service, about);
  const findings = validate({ service, index: projects, mode });
  return {
    service,
    checkout,
    findings,
    artifacts: holdBack(plan(facts), findings),
    origin: {
      commit: checkout?.commit ?? null,
      dirty: (checkout?.changed.length ?? 0) > 0,
      serviceDirectory: path,
      index: name,
      simpleUrl,
    },
  };
}
