/** GatehouseValidate: every rule, before anyone waits. */
import { usableConfig } from "../config/read-config.ts";
import { findingsSummary } from "../report/findings-summary.ts";
import { verdict } from "../validate/verdict.ts";
import { askOutside } from "../validate/ask-outside.ts";
import { questionsOf, readService, reportOn } from "../validate/validate-service.ts";
import { choiceInput, flagInput, refuseInputs, textInput } from "./inputs.ts";
import { jobFolder } from "./run.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";
import { findService } from "./service.ts";

/** The agent keeps ten errors and ten warnings of a task. */
const shown = 10;

export async function validateTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files } = context;
  const mode = choiceInput(agent, "mode", ["release", "pull-request"]);
  const failOn = choiceInput(agent, "failOn", ["error", "warning", "never"]);
  refuseInputs(agent, ["requiredOwner", "sarifPath"]);
  const place = await findService(context, usableConfig);
  const read = await readService(files, place, textInput(agent, "artifacts"));
  const index = flagInput(agent, "offline", false) ? null : place.index;
  const outside = await askOutside([questionsOf(read)], { ...context, index, python: null });
  const entries = read.service?.ci.entries ?? [];
  const { artifacts, findings } = reportOn(read, { artifacts: entries, outside, mode });
  for (const severity of ["error", "warning"] as const) {
    for (const finding of findings.filter((one) => one.severity === severity).slice(0, shown)) {
      const { rule, path, line, column, message, remedy } = finding;
      agent.issue(severity, `${message} To do: ${remedy}`, { code: rule, path, line, column });
    }
  }
  const summary = `${jobFolder(agent)}/gatehouse-validate.md`;
  await files.write(summary, findingsSummary(place.path, findings));
  agent.showSummary(summary);
  const going = artifacts.filter((artifact) => artifact.release).map((artifact) => artifact.name);
  agent.setOutput("artifactsToRelease", JSON.stringify(going));
  if (outside.index?.outage != null) throw outside.index.outage;
  return verdict(artifacts, findings, { mode, failOn });
}
