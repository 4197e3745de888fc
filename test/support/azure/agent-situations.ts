/** Situations that the agent, the network or the server make, and texts that want to be more than texts. */
import type { ErrorCode } from "../../../src/errors.ts";
import { jobToken, signInPage } from "./azure.ts";
import type { Fault } from "./exchange.ts";
import { ids, rosa } from "./ids.ts";
import type { Edit } from "./situation.ts";
import { paths } from "./world.ts";

export interface AgentSituation {
  readonly name: string;
  readonly expect: ErrorCode | "approved";
  readonly edits?: readonly Edit[];
  /** As in `Situation`. */
  readonly offContract?: true;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Undefined takes a variable away. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly hidden?: readonly string[];
  /** In place of the connection's own; `null` for none. */
  readonly connection?: { readonly url?: string; readonly auth?: string } | null;
  readonly faulty?: (route: string, nth: number) => Fault | null;
}

const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };
const now = { "retry-after": "0" };
const always = (fault: Fault) => () => fault;
const first = (fault: Fault, count: number) => (_: string, nth: number) => (nth < count ? fault : null);
const only = (route: string, fault: Fault) => (asked: string) => (asked === route ? fault : null);

const command = "##vso[task.setvariable variable=approved;isOutput=true]true";
const hostile = [
  command,
  `x\n${command}`,
  `#\u00AD#v\u200Bso[task.complete result=Succeeded;]`,
  `${command}\r\n##[error]no`,
  `$(rm -rf ~)\`id\`;"'|&<script>alert(1)</script>[a](javascript:1)`,
  "\u202Eevil\u202C\u0000\u001b[31m",
];
const name = (text: string): Edit[] => [[`${paths.step}.actualApprover`, { ...rosa, displayName: text }]];

export const agentSituations: readonly AgentSituation[] = [
  { name: "debugging is on", expect: "approved", variables: { "System.Debug": "true" } },
  {
    name: "the address of the organization in another form",
    expect: "approved",
    variables: { "System.CollectionUri": "without the last slash" },
  },
  {
    name: "a classic release",
    expect: "gate-outside-stage",
    variables: { "System.HostType": "release", "System.StageName": undefined },
  },
  { name: "no stage", expect: "gate-outside-stage", variables: { "System.StageName": undefined } },
  { name: "no attempt", expect: "gate-outside-stage", variables: { "System.StageAttempt": undefined } },
  { name: "a run that is no number", expect: "gate-variable", variables: { "Build.BuildId": "../../4711" } },
  { name: "a variable hides the stage", expect: "gate-variable", hidden: ["System_StageName"] },
  { name: "a variable hides the run", expect: "gate-variable", hidden: ["BUILD.BUILDID", "build_buildid"] },
  { name: "a variable hides the organization", expect: "gate-variable", hidden: ["SYSTEM_COLLECTIONURI"] },
  {
    name: "another organization than the agent works for",
    expect: "gate-variable",
    variables: { "System.CollectionUri": "https://dev.azure.com/evil/" },
  },
  { name: "no connection", expect: "gate-variable", connection: null },
  { name: "a connection without a token", expect: "gate-sign-in", connection: { auth: '{"parameters":{}}' } },
  {
    name: "a connection that can't be read",
    expect: "gate-sign-in",
    connection: { auth: `{"parameters":{"AccessToken":"${jobToken}"` },
  },
  {
    name: "a token of another run",
    expect: "gate-sign-in",
    connection: { auth: JSON.stringify({ parameters: { AccessToken: "another" }, scheme: "OAuth" }) },
  },
  { name: "a sign-in page", expect: "gate-sign-in", faulty: always(signInPage) },
  { name: "HTML in place of JSON", expect: "gate-sign-in", faulty: always({ status: 200, headers: html }) },
  {
    name: "no permission to read approvals",
    expect: "gate-sign-in",
    faulty: only("approval", { status: 403, headers: json, body: '{"message":"TF401027: no"}' }),
  },
  { name: "a token that expired", expect: "gate-sign-in", faulty: only("checks", { status: 401 }) },
  {
    name: "an answer that is no JSON",
    expect: "gate-unread",
    faulty: only("build", { status: 200, headers: json, body: "{]" }),
  },
  { name: "an empty answer", expect: "gate-unread", faulty: only("approval", { status: 204 }) },
  {
    name: "a server without this version",
    expect: "gate-unread",
    faulty: only("checks", {
      status: 400,
      headers: json,
      body: '{"message":"VssVersionOutOfRangeException"}',
    }),
  },
  { name: "checks that are not there", expect: "gate-unread", faulty: only("checks", { status: 404 }) },
  {
    name: "a service that is down",
    expect: "gate-unread",
    faulty: only("timeline", { status: 503, headers: now }),
  },
  {
    name: "a service that is busy, and then is not",
    expect: "approved",
    faulty: first({ status: 429, headers: now }, 2),
  },
  {
    name: "a connection that breaks once",
    expect: "approved",
    faulty: first({ status: 0, connection: "reset" }, 1),
  },
  {
    name: "an answer that is cut short once",
    expect: "approved",
    faulty: (route, nth) =>
      route === "build" && nth === 0 ? { status: 200, body: "{", connection: "cut" } : null,
  },
  {
    name: "an error that speaks commands",
    expect: "gate-unread",
    faulty: only("build", {
      status: 500,
      headers: { ...json, ...now },
      body: JSON.stringify({ message: command }),
    }),
  },
  { name: "files that nobody announced", expect: "gate-digest", inputs: { expectedDigest: "0".repeat(64) } },
  {
    name: "an artifact that the record does not have",
    expect: "artifact-unknown",
    inputs: { artifactName: command },
  },
  { name: "no artifact", expect: "input-missing", inputs: { artifactName: "$(Name)" } },
  { name: "a minimum that is none", expect: "input-invalid", inputs: { minimumApprovers: "0" } },
  { name: "a flag that is none", expect: "input-invalid", inputs: { requireDigest: "on" } },
  ...hostile.map(
    (text, at): AgentSituation => ({
      name: `hostile name and comment ${at}`,
      expect: "approved",
      edits: [...name(text), [`${paths.step}.comment`, `ok ${text}`]],
    }),
  ),
  ...hostile.map(
    (text, at): AgentSituation => ({
      name: `hostile status ${at}`,
      offContract: true,
      expect: "gate-not-approved",
      edits: [[`${paths.approval}.status`, text]],
    }),
  ),
  {
    name: "hostile name of a resource",
    expect: "gate-other-environment",
    edits: [[`${paths.checks}.checkRuns.1.checkConfigurationRef.resource.name`, command]],
  },
  {
    name: "hostile name of a group",
    expect: "gate-other-group",
    inputs: { approverGroup: "x" },
    edits: [[`${paths.step}.assignedApprover.displayName`, command]],
  },
  {
    name: "hostile key in an answer",
    expect: "gate-other-run",
    edits: [[`${paths.checks}.context`, { [command]: 1, GraphNode: { Name: command } }]],
  },
  {
    name: "hostile id of an approval",
    offContract: true,
    expect: "gate-other-run",
    edits: [[`approvals.${ids.approval}.id`, command]],
  },
];
