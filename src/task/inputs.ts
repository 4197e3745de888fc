/** The inputs of the tasks, typed: a name that no task.json declares does not compile. */
import { GatehouseError } from "../errors.ts";
import type { Agent } from "../ports.ts";

/** Every input of every task; a test compares this list with the manifests. */
export type InputName =
  | "serviceDirectory"
  | "artifacts"
  | "recordPath"
  | "artifactName"
  | "index"
  | "offline"
  | "mode"
  | "failOn"
  | "jobs"
  | "testResultsPath"
  | "distributions"
  | "pythonVersions"
  | "expectedDigest"
  | "environment"
  | "requireDigest"
  | "minimumApprovers"
  | "allowRequester"
  | "approverGroup"
  | "remote"
  | "requiredOwner"
  | "sarifPath"
  | "pypirc"
  | "repository"
  | "simpleUrl"
  | "githubRelease"
  | "retainDays";

/** The value, or null when it is empty or still contains `$(`: a macro of a variable that is not set. */
export function textInput(agent: Agent, name: InputName): string | null {
  const value = agent.input(name)?.trim() ?? "";
  return value === "" || value.includes("$(") ? null : value;
}

/** Throws `input-missing`. */
export function requiredInput(agent: Agent, name: InputName): string {
  const value = textInput(agent, name);
  if (value === null) throw GatehouseError.of("input-missing", { input: name });
  return value;
}

/** `true` or `false`, in any case. Throws `input-invalid` for anything else. */
export function flagInput(agent: Agent, name: InputName, otherwise: boolean): boolean {
  const value = textInput(agent, name)?.toLowerCase();
  if (value === undefined) return otherwise;
  if (value !== "true" && value !== "false") throw invalid(name, "it is neither true nor false");
  return value === "true";
}

/** One of `allowed`; the first of them when nothing is given. Throws `input-invalid`. */
export function choiceInput<T extends string>(
  agent: Agent,
  name: InputName,
  allowed: readonly [T, ...T[]],
): T {
  const value = textInput(agent, name);
  if (value === null) return allowed[0];
  const choice = allowed.find((one) => one === value);
  if (choice === undefined) throw invalid(name, `it is none of ${allowed.join(", ")}`);
  return choice;
}

/** A whole number from 1, or null. Throws `input-invalid`. */
export function countInput(agent: Agent, name: InputName): number | null {
  const value = textInput(agent, name);
  if (value === null) return null;
  if (!/^[1-9]\d{0,3}$/.test(value)) throw invalid(name, "it is no whole number from 1");
  return Number(value);
}

/** A list, given as JSON, YAML (`- 3.11`), or with commas or line breaks between. */
export function listInput(agent: Agent, name: InputName): string[] {
  const value = textInput(agent, name) ?? "";
  const items = value.replace(/^\s*\[|\]\s*$/g, "").split(/[,\n]/);
  return items
    .map((item) =>
      item
        .trim()
        .replace(/^-\s+/, "")
        .replace(/^(["'])(.*)\1$/, "$2"),
    )
    .filter((item) => item !== "");
}

function invalid(input: InputName, problem: string): GatehouseError {
  return GatehouseError.of("input-invalid", { input, problem });
}
