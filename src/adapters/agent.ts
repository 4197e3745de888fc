/** The `Agent` port on azure-pipelines-task-lib. What runs first of all reads what it takes away. */
import { variableNames } from "./variable-names.ts";
import * as tl from "azure-pipelines-task-lib/task.js";
import { plain } from "../report/plain.ts";
import type { Agent } from "../ports.ts";
import { organizationAddress } from "./job-connection.ts";

const results = {
  succeeded: "Succeeded",
  "succeeded with issues": "SucceededWithIssues",
  failed: "Failed",
} as const;

export const azureAgent: Agent = {
  input: (name) => tl.getInput(name) ?? null,
  variable: (name) => tl.getVariable(name) ?? null,
  variableNames: () => variableNames,
  organization: organizationAddress,
  connection(input) {
    const id = tl.getInput(input) ?? "";
    if (id === "") return null;
    const given = (name: string) => tl.getEndpointAuthorizationParameter(id, name, true) ?? null;
    const secret = given("apitoken") ?? given("password");
    if (secret !== null) tl.setSecret(secret);
    return {
      address: tl.getEndpointUrl(id, true) ?? "",
      scheme: tl.getEndpointAuthorizationScheme(id, true) ?? "None",
      username: given("username"),
      secret,
    };
  },
  mask: (secret) => tl.setSecret(secret),
  connectionToken(input) {
    const id = tl.getInput(input) ?? "";
    // A personal token, or an app's; the agent writes them under several names.
    const names = id === "" ? [] : ["accessToken", "AccessToken", "apitoken"];
    const token = names
      .map((name) => tl.getEndpointAuthorizationParameter(id, name, true))
      .find((value) => value !== undefined && value !== "");
    if (token !== undefined) tl.setSecret(token);
    return token ?? null;
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
  publishTests(path, title) {
    new tl.TestPublisher("JUnit").publish([path], "true", "", "", title, "true", "gatehouse");
  },
  info: (text) => console.log(plain(text)),
  finish(result, text) {
    // Errors are told once, by `issue`: a message here would be a second one.
    tl.command("task.complete", { result: results[result] }, plain(text));
  },
};
