/** An agent that remembers what a task told it. */
import type { Agent } from "../../src/ports.ts";

export interface RememberingAgent extends Agent {
  readonly outputs: Record<string, string>;
  /** `kind: text`. */
  readonly issues: string[];
  readonly summaries: string[];
  readonly attachments: string[];
}

/** Inputs and variables by name; those not given are not set. */
export function anAgent(
  inputs: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): RememberingAgent {
  const outputs: Record<string, string> = {};
  const issues: string[] = [];
  const summaries: string[] = [];
  const attachments: string[] = [];
  const ignore = () => undefined;
  return {
    outputs,
    issues,
    summaries,
    attachments,
    input: (name) => inputs[name] ?? null,
    variable: (name) => variables[name] ?? null,
    variableNames: () => Object.keys(variables),
    organization: () => variables["System.CollectionUri"] ?? null,
    connection: () => null,
    mask: () => undefined,
    progress: () => undefined,
    connectionToken: () => null,
    setOutput(name, value) {
      outputs[name] = value;
    },
    issue: (kind, text) => void issues.push(`${kind}: ${text}`),
    showSummary: (path) => void summaries.push(path),
    attach: (type, name) => void attachments.push(`${type} ${name}`),
    publishTests: ignore,
    group: ignore,
    info: ignore,
    finish: ignore,
  };
}
