/** GatehouseValidate: every rule, before anyone waits. */
import { filesWithin, treeAround } from "../adapters/files-within.ts";
import { usableConfig } from "../config/read-config.ts";
import { findingsReport } from "../report/findings.ts";
import { findingsSummary } from "../report/findings-summary.ts";
import { sarifReport } from "../report/sarif.ts";
import { askOutside, projectsOf } from "../validate/ask-outside.ts";
import { nobodyAsked } from "../validate/rule.ts";
import { rules } from "../validate/rules.ts";
import { questionsOf, readService, reportOn } from "../validate/validate-service.ts";
import { verdict } from "../validate/verdict.ts";
import { choiceInput, flagInput, textInput } from "./inputs.ts";
import { jobPython } from "./python.ts";
import { jobFolder, slashed } from "./run.ts";
import { type TaskContext, type TaskEnd, version } from "./run-task.ts";
import { findService, ownedBy } from "./service.ts";

/** The agent keeps ten errors and ten warnings of a task; all of them are in the summary and the attachment. */
const shown = 10;

export async function validateTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files } = context;
  const mode = choiceInput(agent, "mode", ["release", "pull-request"]);
  const failOn = choiceInput(agent, "failOn", ["error", "warning", "never"]);
  const place = await findService(context, usableConfig);
  const inside = filesWithin(files, treeAround(place.folder));
  const found = await readService(inside, place, textInput(agent, "artifacts"));
  const read = { ...found, config: ownedBy(found.config, textInput(agent, "requiredOwner")) };
  const outside = flagInput(agent, "offline", false)
    ? nobodyAsked
    : await askOutside([questionsOf(read.service, read.config.settings)], {
        ...context,
        index: place.index,
        python: jobPython(context),
      });
  const artifacts = read.service?.ci.entries ?? [];
  const report = reportOn(read, { artifacts, outside, mode });
  const { findings } = report;
  for (const severity of ["error", "warning"] as const) {
    for (const finding of findings.filter((one) => one.severity === severity).slice(0, shown)) {
      const { rule, path, line, column, message, remedy } = finding;
      agent.issue(severity, `${message} To do: ${remedy}`, { code: rule, path, line, column });
    }
  }
  const put = async (path: string, text: string) => {
    await files.write(path, text);
    return path;
  };
  const name = `${jobFolder(agent)}/gatehouse-validate`;
  agent.showSummary(await put(`${name}.md`, findingsSummary(place.path, findings, report.accepted)));
  const all = await put(`${name}.json`, document(findingsReport([report])));
  agent.attach("gatehouse.findings", place.path.replace(/[^A-Za-z0-9._-]+/g, "-"), all);
  const sarif = textInput(agent, "sarifPath");
  if (sarif !== null)
    await put(slashed(sarif), document(sarifReport([report], { version, rules, root: "" })));
  const going = report.artifacts.filter((artifact) => artifact.release).map((artifact) => artifact.name);
  agent.setOutput("artifactsToRelease", JSON.stringify(going));
  // An index that did not answer is the world's failure, and said so.
  projectsOf(outside);
  return verdict(report.artifacts, findings, { mode, failOn });
}

function document(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
