/** The `Agent` port on azure-pipelines-task-lib. What runs first of all reads what it takes away. */
import { variableNames } from "./variable-names.ts";
import * as tl from "azure-pipelines-task-lib/task.js";
import { plain, plainLines } from "../report/plain.ts";
import type { Agent } from "../ports.ts";
import { organizationAddress } from "./job-connection.ts";

const results = {
  succeeded: "Succeeded",
  "succeeded with issues": "SucceededWithIssues",
  failed: "Failed",
} as const;

/** Whole: read one by one, the library prints them. */
function authorizationOf(id: string): Partial<tl.EndpointAuthorization> {
  return id === "" ? {} : (tl.getEndpointAuthorization(id, true) ?? {});
}

/** The first of these that is there and not empty; names count without case. */
function firstOf(parameters: Readonly<Record<string, string>>, names: readonly string[]): string | null {
  const given = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  return names.map((name) => given.get(name)).find((value) => value !== undefined && value !== "") ?? null;
}

export const azureAgent: Agent = {
  input: (name) => tl.getInput(name) ?? null,
  variable: (name) => tl.getVariable(name) ?? null,
  variableNames: () => variableNames,
  organization: organizationAddress,
  connection(input) {
    const id = tl.getInput(input) ?? "";
    const { scheme = "None", parameters = {} } = authorizationOf(id);
    const secret = firstOf(parameters, ["apitoken", "password"]);
    if (secret !== null) tl.setSecret(secret);
    const address = id === "" ? null : (tl.getEndpointUrl(id, true) ?? "");
    return address === null ? null : { address, scheme, username: firstOf(parameters, ["username"]), secret };
  },
  mask: (secret) => tl.setSecret(secret),
  connectionToken(input) {
    const { parameters = {} } = authorizationOf(tl.getInput(input) ?? "");
    // A personal token, or an app's; the agent writes them under several names.
    const token = firstOf(parameters, ["accesstoken", "apitoken"]);
    if (token !== null) tl.setSecret(token);
    return token;
  },
  setOutput: (name, value) => tl.setVariable(name, value, false, true),
  issue(kind, text, { code, path, line, column }) {
    const properties: Record<string, string> = { type: kind };
    if (code !== undefined) properties["code"] = code;
    if (path !== undefined) properties["sourcepath"] = path;
    if (line !== null && line !== undefined) properties["linenumber"] = String(line);
    if (column !== null && column !== undefined) properties["columnnumber"] = String(column);
    tl.command("task.logissue", properties, plain(text));
  },
  showSummary: (path) => tl.uploadSummary(path),
  attach: (type, name, path) => tl.addAttachment(type, name, path),
  publishTests(paths, title) {
    new tl.TestPublisher("JUnit").publish([...paths], "true", "", "", title, "true", "gatehouse");
  },
  info: (text) => console.log(plain(text)),
  group(title, text) {
    // One write: nothing that another package says comes between.
    console.log([`##[group]${plain(title)}`, ...plainLines(text, 300), "##[endgroup]"].join("\n"));
  },
  progress: (percent, text) => tl.setProgress(percent, plain(text)),
  finish(result, text) {
    // Errors are told once, by `issue`: a message here would be a second one.
    tl.command("task.complete", { result: results[result] }, plain(text));
  },
};
