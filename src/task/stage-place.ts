/** Where a task stands: the stage of a run at its attempt, out of variables that nobody could have put there. */
import type { StagePlace } from "../approve/policy.ts";
import { GatehouseError } from "../errors.ts";
import type { Agent } from "../ports.ts";

/** What the gate believes of the agent's variables. */
const believed = [
  "System.CollectionUri",
  "System.TeamProjectId",
  "System.HostType",
  "System.StageName",
  "System.StageAttempt",
  "Build.BuildId",
] as const;

/** Throws `gate-outside-stage`, or `gate-variable` when something of it can't be relied on. */
export function stagePlace(agent: Agent): StagePlace {
  const host = agent.variable("System.HostType");
  if (host !== "build") throw outside(`System.HostType is ${host ?? "not set"}, not build`);
  refuseOverlaid(agent);
  const stage = needed(agent, "System.StageName");
  refuseOtherOrganization(agent, needed(agent, "System.CollectionUri"));
  return {
    run: whole(agent, "Build.BuildId"),
    project: needed(agent, "System.TeamProjectId"),
    stage,
    attempt: whole(agent, "System.StageAttempt"),
  };
}

/** The environment has one `SYSTEM_STAGENAME` for `System.StageName` and for a variable called `System_StageName`. */
function refuseOverlaid(agent: Agent): void {
  const names = agent.variableNames();
  if (names === null) throw unreliable("the agent does not list its variables (VSTS_PUBLIC_VARIABLES)");
  for (const variable of believed) {
    const overlaying = names.filter((name) => key(name) === key(variable) && !isSame(name, variable));
    if (overlaying.length > 0) throw unreliable(`a variable ${overlaying.join(", ")} hides ${variable}`);
    const own = names.filter((name) => isSame(name, variable));
    if (own.length !== 1 && agent.variable(variable) !== null)
      throw unreliable(`${variable} is listed ${own.length} times among its variables`);
  }
}

/** The endpoint is written after all variables, so it is what the variable must agree with. */
function refuseOtherOrganization(agent: Agent, address: string): void {
  const organization = agent.organization();
  if (organization === null) throw unreliable("there is no endpoint SystemVssConnection");
  if (sameAddress(organization, address)) return;
  throw unreliable(`System.CollectionUri is ${address}, while the agent works for ${organization}`);
}

function sameAddress(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [first, second] = [new URL(a), new URL(b)];
  const plainAddress = [first, second].every(
    ({ protocol, username, password, search, hash }) =>
      /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === "",
  );
  const folder = ({ pathname }: URL) => pathname.replace(/\/*$/, "/");
  return plainAddress && first.origin === second.origin && folder(first) === folder(second);
}

function needed(agent: Agent, variable: (typeof believed)[number]): string {
  const value = agent.variable(variable);
  if (value === null || value === "") throw outside(`${variable} is not set`);
  return value;
}

function whole(agent: Agent, variable: (typeof believed)[number]): number {
  const value = needed(agent, variable);
  if (!/^[1-9]\d{0,14}$/.test(value)) throw unreliable(`${variable} is ${value}, which is no number from 1`);
  return Number(value);
}

/** As the agent makes the name of an environment variable. */
function key(name: string): string {
  return name.replace(/[. ]/g, "_").toUpperCase();
}

function isSame(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}

function outside(problem: string): GatehouseError {
  return GatehouseError.of("gate-outside-stage", { problem });
}

function unreliable(problem: string): GatehouseError {
  return GatehouseError.of("gate-variable", { problem });
}
