/** The composition root of the tasks and their one error boundary: what is thrown becomes one issue and `Failed`. */
import { setMaxListeners } from "node:events";
import { azureAgent } from "../adapters/agent.ts";
import { systemClock } from "../adapters/clock.ts";
import { nodeFiles } from "../adapters/files.ts";
import { jobConnection } from "../adapters/job-connection.ts";
import { withPipSettings } from "../adapters/pip-settings.ts";
import { nodeProcess } from "../adapters/process.ts";
import { asGatehouseError, GatehouseError } from "../errors.ts";
import type { Agent, Approvals, Clock, Files, Http, Log, Retention, TalkingProcess } from "../ports.ts";

declare const GATEHOUSE_VERSION: string;

/** Set by the bundler; the source run as it is has none. */
export const version = typeof GATEHOUSE_VERSION === "string" ? GATEHOUSE_VERSION : "0.0.0";

/** What every task works with. */
export interface TaskContext {
  readonly agent: Agent;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  readonly process: TalkingProcess;
  /** Loaded when first needed. */
  readonly http: () => Promise<Http>;
  /** What Azure DevOps says about runs of a project (its id); the job's own token reads it. Loaded when first needed. */
  readonly approvals: (project: string) => Promise<Approvals>;
  /** The way to keep runs of a project (its id), with the job's own token. Loaded when first needed. */
  readonly retention: (project: string) => Promise<Retention>;
  /** Aborted when the run is canceled. */
  readonly signal: AbortSignal;
}

/** How a task ended, when it did not throw. */
export interface TaskEnd {
  readonly result: "succeeded" | "succeeded with issues" | "failed";
  readonly text: string;
}

/** Runs a task. `refused`: outputs to set when it fails, such as `approved` = `false`. */
export async function runTask(
  body: (context: TaskContext) => Promise<TaskEnd>,
  refused: Readonly<Record<string, string>> = {},
): Promise<void> {
  const controller = new AbortController();
  // Everything that waits listens to it: that is no leak.
  setMaxListeners(0, controller.signal);
  const cancel = () => controller.abort(new DOMException("canceled", "AbortError"));
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  const agent = azureAgent;
  try {
    const { result, text } = await body(contextOf(agent, controller.signal));
    agent.finish(result, text);
  } catch (thrown) {
    for (const [name, value] of Object.entries(refused)) agent.setOutput(name, value);
    if (controller.signal.aborted) {
      agent.finish("failed", "Canceled. What was done is kept.");
      process.exitCode = 130;
      return;
    }
    const { code, message, remedy, place } = asGatehouseError(thrown);
    agent.issue("error", `${message} To do: ${remedy}`, { code, ...place });
    agent.finish("failed", message);
  } finally {
    // A request that nobody waits for any more would hold the job until its socket gives up.
    process.stdout.write("", () => process.exit());
  }
}

const noToken = { what: "anything", problem: "the agent gave this task no job token" };

function contextOf(agent: Agent, signal: AbortSignal): TaskContext {
  const log: Log = {
    info: (text) => agent.info(text),
    warn: (text) => agent.issue("warning", text, {}),
    debug: () => undefined,
  };
  return {
    agent,
    files: nodeFiles,
    clock: systemClock,
    log,
    signal,
    // task-lib has taken inputs and secrets out of the environment when it was loaded.
    process: nodeProcess(withPipSettings(jobEnvironment(agent), (secret) => agent.mask(secret))),
    http: async () => (await import("../adapters/http.ts")).undiciHttp(version),
    approvals: async (project) => {
      const connection = jobConnection();
      if (connection === null) throw GatehouseError.of("gate-sign-in", noToken);
      const { azureApprovals } = await import("../adapters/azure-approvals.ts");
      return azureApprovals(connection, project, { version, clock: systemClock, signal });
    },
    retention: async (project) => {
      const connection = jobConnection();
      if (connection === null) throw GatehouseError.of("gate-sign-in", noToken);
      const { azureRetention } = await import("../adapters/azure-retention.ts");
      return azureRetention(connection, project, { version, signal });
    },
  };
}

/** The environment, with caches of this job alone: on a self-hosted agent an earlier job could poison a shared one. */
function jobEnvironment(agent: Agent): Readonly<Record<string, string | undefined>> {
  const folder = agent.variable("Agent.TempDirectory");
  return folder === null ? process.env : { ...process.env, UV_CACHE_DIR: `${folder}/gatehouse/uv-cache` };
}
