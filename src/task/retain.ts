/** Keeps the run of a release for as long as a team wants to look back at it. What stands in the way is a warning. */
import { textInput } from "./inputs.ts";
import type { TaskContext } from "./run-task.ts";

type Keeping = Pick<TaskContext, "agent" | "log" | "retention">;

/** What becomes of a run that was not kept. */
const remedy =
  "Azure DevOps deletes the run when the project's settings say so. To do: give the build service the permission " +
  "“Retain indefinitely” on the pipeline, keep the run by hand, or set retainDays to 0.";

/** Asks for a lease that names `release`, when there is a number of days in `retainDays`. Never throws. */
export async function retainRun(context: Keeping, release: string): Promise<void> {
  const { agent, log } = context;
  const days = textInput(agent, "retainDays") ?? "0";
  if (days === "0") return;
  const problem = await keep(context, days, release).catch((thrown: unknown) => String(thrown));
  if (problem === null) log.info(`This run is kept for ${days} days.`);
  else log.warn(`This run is not kept for ${days} days: ${problem}. ${remedy}`);
}

/** What stood in the way, or null. */
async function keep({ agent, retention }: Keeping, days: string, release: string): Promise<string | null> {
  const project = agent.variable("System.TeamProjectId");
  const [run, pipeline] = ["Build.BuildId", "System.DefinitionId"].map((name) => agent.variable(name) ?? "");
  if (!/^\d{1,5}$/.test(days)) return "the input is no number of days";
  if (project === null || !/^\d+$/.test(run ?? "") || !/^\d+$/.test(pipeline ?? ""))
    return "the agent does not say which run this is";
  const kept = await retention(project);
  const owner = `Gatehouse: ${release}`;
  return kept.keep({ run: Number(run), pipeline: Number(pipeline), days: Number(days), owner });
}
