/** What a gate demands, out of the inputs of its task. */
import type { Agent } from "../ports.ts";
import type { GatePolicy } from "../release/record.ts";
import { countInput, flagInput, textInput } from "./inputs.ts";

/** Throws `input-invalid`. */
export function gatePolicy(agent: Agent): GatePolicy {
  return {
    environment: textInput(agent, "environment") ?? "package-publish",
    expectedDigest: textInput(agent, "expectedDigest"),
    requireDigest: flagInput(agent, "requireDigest", false),
    minimumApprovers: countInput(agent, "minimumApprovers") ?? 1,
    allowRequester: flagInput(agent, "allowRequester", true),
    approverGroup: textInput(agent, "approverGroup"),
  };
}
