/** `gatehouse approvals list|approve|reject`: what waits in Azure DevOps, and decisions on it. */
import { commentFor, decideAll, type Outcome, stands } from "../../azure/decide.ts";
import { type Candidate, type Survey, surveyWaiting } from "../../azure/survey.ts";
import { GatehouseError } from "../../errors.ts";
import { matchGlobs } from "../../release/glob.ts";
import type { Decision } from "../../release/record.ts";
import { candidateJson, detailLines, oddLines, waitingTable } from "../approvals/show.ts";
import { type AzureOptions, type AzurePlace, openAzure } from "../azure.ts";
import { canAsk, confirm } from "../confirm.ts";
import type { Context } from "../context.ts";
import { printError } from "../run-command.ts";

export interface ApprovalsOptions extends AzureOptions {
  readonly run?: number;
  readonly artifact: readonly string[];
  readonly json?: true;
}

export interface DecideOptions extends ApprovalsOptions {
  readonly comment?: string;
  readonly yes?: true;
}

export async function listApprovals(context: Context, options: ApprovalsOptions): Promise<number> {
  const place = await openAzure(context, options);
  const { candidates, odd } = await choose(context, place, options);
  if (options.json === true) {
    context.printJson({
      schema: "gatehouse/approvals@1",
      approvals: candidates.map((one) => candidateJson(place, one)),
      odd: odd.map(({ run, stage, problem }) => ({ run: run.id, stage, problem })),
    });
    return 0;
  }
  if (candidates.length === 0) context.log.info(`Nothing waits for a decision${whereOf(options)}.`);
  else for (const line of waitingTable(candidates, context.clock.now())) context.print(line);
  for (const { name, problem } of candidates)
    if (problem !== null) context.log.warn(`${name} can't be approved: ${problem}`);
  return 0;
}

export async function decideApprovals(
  context: Context,
  decision: Decision,
  options: DecideOptions,
): Promise<number> {
  if (
    decision === "approved" &&
    options.yes === true &&
    options.run === undefined &&
    options.artifact.length === 0
  )
    throw GatehouseError.of("usage", {
      problem: "With --yes, say what to approve: --artifact, --run or both.",
    });
  const place = await openAzure(context, options);
  const { candidates } = await choose(context, place, options);
  if (candidates.length === 0) throw GatehouseError.of("approvals-none", { where: whereOf(options) });
  if (decision === "approved") refuseUnproven(candidates);
  const chosen = candidates.map((candidate) => ({
    candidate,
    comment: commentFor(decision, options.comment ?? "", candidate),
  }));
  for (const candidate of candidates) for (const line of detailLines(candidate)) context.log.info(line);
  for (const { name, artifact } of candidates)
    if (decision === "approved" && artifact?.tests.outcome === "not run")
      context.log.warn(`${name} was not tested.`);
  if (options.yes !== true && !(await agreed(context, decision, candidates.length))) {
    context.log.info("Nothing was decided.");
    return 1;
  }
  const outcomes = await decideAll(place, decision, chosen);
  if (options.json === true) context.printJson(decisionsJson(place, decision, outcomes));
  else for (const outcome of outcomes) context.print(outcomeLine(decision, outcome));
  return exitCode(outcomes);
}

/** What waits where the options say, of the artifacts that they name. Warns of what can't be decided on here. */
async function choose(context: Context, place: AzurePlace, options: ApprovalsOptions): Promise<Survey> {
  const survey = await surveyWaiting(place, options.run ?? null);
  for (const line of oddLines(survey)) context.log.warn(line);
  if (options.artifact.length === 0) return survey;
  const names = matchGlobs(options.artifact, [...new Set(survey.candidates.map(({ name }) => name))]);
  return { ...survey, candidates: survey.candidates.filter(({ name }) => names.has(name)) };
}

/** All or nothing: whoever approves several at once is told before anything is approved. */
function refuseUnproven(candidates: readonly Candidate[]): void {
  for (const { name, waiting, problem } of candidates)
    if (problem !== null)
      throw GatehouseError.of("record-unproven", {
        run: String(waiting.run.id),
        problem: `${name}: ${problem.replace(/\.$/, "")}`,
      });
}

function agreed(context: Context, decision: Decision, count: number): Promise<boolean> {
  if (!canAsk()) throw GatehouseError.of("approvals-unconfirmed", {});
  const what = count === 1 ? "this artifact" : `these ${count} artifacts`;
  return confirm(context, `${decision === "approved" ? "Approve" : "Reject"} ${what}?`);
}

function whereOf({ run }: ApprovalsOptions): string {
  return run === undefined ? "" : ` in the run ${run}`;
}

function outcomeLine(decision: Decision, { candidate, outcome, status, by }: Outcome): string {
  const { name, waiting } = candidate;
  const who = by.length === 0 ? "" : ` by ${by.join(", ")}`;
  const words = {
    done: decision,
    counted: `${decision}; it waits for more people (${status})`,
    "decided before": `not ${decision}: it was ${status} before${who}`,
    "not done": `not ${decision}: it is ${status} as before`,
    unknown: "not known: Azure DevOps does not say what it is now",
  };
  return `${name} in run ${waiting.run.id}: ${words[outcome]}`;
}

function decisionsJson(place: AzurePlace, decision: Decision, outcomes: readonly Outcome[]) {
  return {
    schema: "gatehouse/decisions@1",
    decision,
    approvals: outcomes.map(({ candidate, outcome, status, by, error }) => ({
      ...candidateJson(place, candidate),
      outcome,
      status,
      by,
      error: error === null ? null : { code: error.code, message: error.message },
    })),
  };
}

/** 0 when all stand as asked. Else 1 before 3, as everywhere; each of the service's reasons is printed once. */
function exitCode(outcomes: readonly Outcome[]): number {
  const open = outcomes.filter((one) => !stands(one));
  const errors = new Map(open.flatMap(({ error }) => (error === null ? [] : [[error.message, error]])));
  for (const error of errors.values()) printError(error);
  if (open.length === 0) return 0;
  const outside = open.every(({ outcome, error }) => outcome === "unknown" || error?.exitCode === 3);
  return outside ? 3 : 1;
}
