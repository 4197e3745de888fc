/** A job's share of the artifacts. */
import type { Share } from "../build/build-slice.ts";
import { GatehouseError } from "../errors.ts";
import type { Agent } from "../ports.ts";

/**
 * This job's share. The totals count as slices only under `strategy: parallel` (execution type `MultiMachine`):
 * a matrix sets them too.
 */
export function shareOf(agent: Agent): Share {
  const number = (name: string) => Math.max(1, Math.trunc(Number(agent.variable(name))) || 1);
  const attempt = number("System.JobAttempt");
  if (agent.variable("System.ParallelExecutionType") !== "MultiMachine")
    return { position: 1, total: 1, attempt };
  const total = number("System.TotalJobsInPhase");
  const position = number("System.JobPositionInPhase");
  if (position > total)
    throw GatehouseError.of("slices-refused", { problem: `this job is ${position} of ${total}` });
  return { position, total, attempt };
}
