/** `gatehouse release <serviceDirectory>`: the whole way, with the page. */
import { findCredentials } from "../../adapters/credentials.ts";
import { prepareOut } from "../../build/build-slice.ts";
import { readSettings } from "../../config/read-config.ts";
import { GatehouseError } from "../../errors.ts";
import { plan } from "../../plan/plan.ts";
import { type Survey, survey } from "../../plan/survey.ts";
import type { ReleaseRecord } from "../../release/record.ts";
import { writeApproveSlice } from "../../release/record-folder.ts";
import type { Validated } from "../../release/stages.ts";
import { askOutside, lookedUp, projectsOf } from "../../validate/ask-outside.ts";
import { nobodyAsked, type Outside } from "../../validate/rule.ts";
import { holdBack, judge } from "../../validate/validate.ts";
import { questionsOf } from "../../validate/validate-service.ts";
import { buildRecord } from "../build-record.ts";
import type { Context } from "../context.ts";
import { openIndex, readPypirc, requiredIndex } from "../index-option.ts";
import { locate } from "../locate.ts";
import { printFindings } from "../print-findings.ts";
import { type Asked, askedFor, decideAsked, keptDecisions } from "../release/decisions.ts";
import { checkSource, tagTarget } from "../release/prerequisites.ts";
import { printResult } from "../release/print-result.ts";
import { publishRelease } from "../release/publish-release.ts";
import { ReleaseDesk } from "../release/release-desk.ts";
import { openSource, originOf, type Source } from "../source.ts";
import { type Steps, stepsFor } from "../steps.ts";
import { testRecord } from "../test-record.ts";
import { terminalTools } from "../tools.ts";
import { terminalPython } from "../validate/ask-world.ts";
import { whoAmI } from "./decide.ts";
import { type IndexOptions, outFolder } from "./options.ts";

export interface ReleaseOptions extends IndexOptions {
  readonly out?: string;
  readonly approve: readonly string[];
  readonly reject: readonly string[];
  readonly json?: true;
  readonly tag: boolean;
  readonly port?: number;
}

/** The remote that tags go to. */
const remote = "origin";

export async function release(context: Context, target: string, options: ReleaseOptions): Promise<number> {
  const { files, env } = context;
  const steps = stepsFor(context);
  const place = await locate(context, target, []);
  const source = await openSource(context, place);
  checkSource(source, options.tag);
  const named = await requiredIndex(context, options, place.folder, null);
  const out = outFolder(context, options.out, place);
  const origin = originOf(source, named);
  const kept = await prepareOut(files, out, origin);
  const tools = await terminalTools(context, null);
  await using index = await openIndex(context, named, { tools: () => Promise.resolve(tools), folder: out });
  const credentials = findCredentials(index, env, await readPypirc(context));

  let outside: Outside = nobodyAsked;
  const surveyed = await survey(source.service, {
    repositoryPath: source.repositoryPath,
    globs: place.globs,
    kept,
    lookUp: async () => {
      const config = await readSettings(context.files, source.service);
      const python = terminalPython(context);
      outside = await askOutside([questionsOf(source.service, config.settings)], {
        ...context,
        index,
        python,
      });
      return lookedUp(outside, source.service);
    },
  });
  const names = surveyed.facts.filter(({ chosen }) => chosen).map(({ artifact }) => artifact.name);
  const asked = askedFor(options.approve, options.reject, names);
  const projects = projectsOf(outside);
  const artifacts = await validated(context, { source, outside, surveyed, steps });
  refuseHopeless(artifacts);

  const built = await buildRecord(context, {
    source,
    origin,
    artifacts,
    kept,
    projects,
    tools,
    out,
    jobs: null,
    steps,
  });
  const record = await testWhatIsNew(context, built, {
    out,
    root: source.checkout?.root ?? null,
    tools,
    steps,
  });
  const flagged = options.approve.length + options.reject.length > 0;
  const by = whoAmI();
  const decisions = await firstDecisions(context, out, record, flagged ? asked : null, by);
  const desk = new ReleaseDesk({
    record,
    index: index.simple,
    decisions,
    by,
    now: () => context.clock.now(),
    save: (safeName, decision) => writeApproveSlice(files, out, safeName, decision),
  });
  const { result, exitCode } = await publishRelease(context, {
    desk,
    folder: out,
    index,
    credentials,
    projects,
    steps,
    asked: asked.approve,
    repository: tagTarget(context, source.checkout, options.tag ? remote : null),
    port: flagged ? null : (options.port ?? 0),
  });
  if (options.json === true) context.printJson(result);
  else printResult(context, result, { folder: out, named: named.index, record });
  return exitCode;
}

/** The plan, with every finding told, and what errors hold back held back. */
async function validated(
  context: Context,
  {
    source: { service },
    outside,
    surveyed: { facts },
    steps,
  }: { source: Source; outside: Outside; surveyed: Survey; steps: Steps },
) {
  const { settings, faults: configFaults } = await readSettings(context.files, service);
  return steps.run(
    "Validate",
    facts.map(({ artifact }) => artifact.name),
    (tell) => {
      const { findings } = judge({ service, mode: "release", settings, configFaults, outside });
      const artifacts = holdBack(plan(facts), findings);
      printFindings(context, findings);
      for (const { name, reason, findings: own } of artifacts) {
        tell(name, own.some(({ severity }) => severity === "error") ? "failed" : "done", reason);
      }
      return Promise.resolve(artifacts);
    },
  );
}

/** Ends a release in which nothing can come of it: all that was to go is held back by findings. */
function refuseHopeless(artifacts: readonly Validated[]): void {
  const errors = artifacts
    .flatMap((artifact) => artifact.findings)
    .filter((finding) => finding.severity === "error");
  const hopeful = artifacts.some((artifact) => artifact.release || artifact.released);
  if (hopeful || errors.length === 0) return;
  throw GatehouseError.of("validation-failed", {
    count: `${errors.length} ${errors.length === 1 ? "error" : "errors"}`,
  });
}

/** Tests what is to be released; results on the very same files are kept from before. */
async function testWhatIsNew(
  context: Context,
  built: ReleaseRecord,
  {
    out,
    root,
    tools,
    steps,
  }: { out: string } & Pick<Parameters<typeof testRecord>[1], "root" | "tools" | "steps">,
): Promise<ReleaseRecord> {
  const chosen = new Set(
    built.artifacts.filter((artifact) => artifact.release).map((artifact) => artifact.name),
  );
  if (chosen.size === 0) return built;
  const { record, results } = await testRecord(context, {
    folder: out,
    chosen,
    root,
    tools,
    jobs: null,
    sdist: true,
    keep: true,
    steps,
  });
  for (const { name, run } of results.filter((result) => result.run.outcome === "failed")) {
    context.log.warn(`${name} failed its tests on Python ${run.python}; it is held back.`);
    for (const line of run.detail.split("\n").slice(-15)) context.log.info(`  ${line}`);
  }
  return record;
}

/** With options they alone decide; a tag that an earlier run still owes needs that run's decision. */
async function firstDecisions(
  context: Context,
  out: string,
  record: ReleaseRecord,
  asked: Asked | null,
  by: string,
) {
  const kept = await keptDecisions(context, out, record, { index: record.index ?? "", unbound: false });
  if (asked === null) return kept;
  const released = new Set(
    record.artifacts.filter((artifact) => artifact.released).map((artifact) => artifact.name),
  );
  const owed = [...kept].filter(([name]) => released.has(name));
  return new Map([...owed, ...(await decideAsked(context, out, record, asked, by))]);
}
