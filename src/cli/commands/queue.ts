/** `gatehouse queue`: queues the pipeline of a service directory, and follows its run. */
import type { End } from "../../azure/follow.ts";
import { findPipeline, type Pipeline, pipelineName } from "../../azure/pipelines.ts";
import {
  type QueuedRun,
  queueRun,
  refOf,
  runAddress,
  type RunRequest,
  type Selection,
  selectArtifacts,
} from "../../azure/queue-run.ts";
import { type Survey, surveyWaiting } from "../../azure/survey.ts";
import { GatehouseError } from "../../errors.ts";
import { candidateJson, oddLines, waitingTable } from "../approvals/show.ts";
import { type AzureOptions, type AzurePlace, openAzure } from "../azure.ts";
import { localArtifacts, type QueueTarget, queueTarget } from "../azure-target.ts";
import type { Context } from "../context.ts";
import { watchRun } from "../queue/watch.ts";

export interface QueueOptions extends AzureOptions {
  readonly branch?: string;
  readonly artifact: readonly string[];
  readonly watch?: true;
  readonly json?: true;
}

/** 0 when it was queued and, with `--watch`, waits for people or succeeded; 1 when the run failed or was canceled. */
export async function queue(context: Context, given: string, options: QueueOptions): Promise<number> {
  const place = await openAzure(context, options);
  const target = await queueTarget(context, given);
  const selection = await select(context, target, options.artifact);
  const pipeline = await findPipeline(place, pipelineName(target.serviceDirectory));
  if (pipeline.queueStatus === "disabled")
    throw GatehouseError.of("queue-refused", {
      problem: `the pipeline *${pipeline.name}* is disabled`,
      remedy: "Enable it in its settings in Azure DevOps.",
    });
  const request = {
    ref: options.branch === undefined ? null : refOf(options.branch),
    stagesToSkip: selection?.stagesToSkip ?? [],
  };
  const run = await queueOnce(context, place, pipeline, request);
  const address = runAddress(place, run.id);
  context.log.info(`Queued *${pipeline.name}*, run ${run.name}.`);
  if (options.json !== true) context.print(address);
  const followed = options.watch === true ? await follow(context, place, run, address) : null;
  if (followed === "interrupted") return 130;
  if (options.json === true)
    context.printJson({
      schema: "gatehouse/queue@1",
      pipeline: { id: pipeline.id, name: pipeline.name },
      run: { id: run.id, name: run.name, address },
      artifacts: selection?.chosen.map(({ name }) => name) ?? null,
      state: followed === null ? "queued" : followed.end.kind,
      result: followed?.end.kind === "ended" ? followed.end.result : null,
      approvals: followed?.survey.candidates.map((one) => candidateJson(place, one)) ?? [],
    });
  else if (followed !== null) tellEnd(context, followed, { options, run });
  return followed === null || isGood(followed.end) ? 0 : 1;
}

/** The artifacts that are meant; null for all. */
async function select(
  context: Context,
  target: QueueTarget,
  globs: readonly string[],
): Promise<Selection | null> {
  const all = [...target.globs, ...globs];
  if (all.length === 0) return null;
  if (target.place === null)
    throw GatehouseError.of("queue-refused", {
      problem: `--artifact was given, and ${target.serviceDirectory} is not here to read its ci.yml`,
      remedy:
        "Run it in a clone of the repository: the artifacts and their stages are read from the ci.yml there.",
    });
  const selection = selectArtifacts(await localArtifacts(context, target.place), all);
  for (const { name, needs } of selection.lacking)
    context.log.warn(
      `${name} needs ${needs.join(", ")}, not chosen: it is released only if those are on the index already.`,
    );
  return selection;
}

async function queueOnce(
  context: Context,
  place: AzurePlace,
  pipeline: Pipeline,
  request: RunRequest,
): Promise<QueuedRun> {
  try {
    return await queueRun(place, pipeline, request);
  } catch (thrown) {
    if (context.signal.aborted)
      context.log.warn(
        "It is not known whether a run was queued. Look in Azure DevOps before you queue again.",
      );
    throw thrown;
  }
}

interface Followed {
  readonly end: End;
  readonly survey: Survey;
}

/** Follows the run to its end. Whatever stops the watching does not stop the run. */
async function follow(
  context: Context,
  place: AzurePlace,
  run: QueuedRun,
  address: string,
): Promise<Followed | "interrupted"> {
  try {
    const end = await watchRun(context, place, run.id);
    const none = { candidates: [], odd: [] };
    return { end, survey: end.kind === "waiting" ? await surveyWaiting(place, run.id) : none };
  } catch (thrown) {
    context.log.warn(`The run is no longer watched, and goes on: ${address}`);
    if (context.signal.aborted) return "interrupted";
    throw thrown;
  }
}

/** Who may decide, and how; or how the run ended. */
function tellEnd(
  { print, log, clock }: Context,
  { end, survey }: Followed,
  { options, run }: { options: QueueOptions; run: QueuedRun },
): void {
  if (end.kind === "ended") return log.info(`The run ended: ${end.result}.`);
  for (const line of waitingTable(survey.candidates, clock.now())) print(line);
  for (const line of oddLines(survey)) log.warn(line);
  for (const { name, problem } of survey.candidates)
    if (problem !== null) log.warn(`${name} can't be approved: ${problem}`);
  const where = [`--organization ${quoted(options.organization)}`];
  if (options.project !== "internal") where.push(`--project ${quoted(options.project)}`);
  log.info("Decide on the run's page, on its tab Release, or with");
  log.info(`  gatehouse approvals approve ${where.join(" ")} --run ${run.id} --artifact <name>`);
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function isGood(end: End): boolean {
  return end.kind === "waiting" || end.result === "succeeded" || end.result === "partiallySucceeded";
}
