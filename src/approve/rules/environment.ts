/** The rule about what was approved. */
import { counted, type GateRule } from "../case.ts";
import { refused } from "../refusal.ts";

/** One of the approvals is for the environment that the policy names. */
export const forEnvironment: GateRule = (given) => {
  if (counted(given).length > 0) return null;
  const found = given.approvals.map(({ check }) => {
    const resource = check?.checkConfigurationRef.resource;
    return `${resource?.type ?? "?"} ${resource?.name ?? resource?.id ?? "?"}`;
  });
  return refused("gate-other-environment", {
    found: found.join(", "),
    environment: given.policy.environment,
  });
};
