/** Rules about the claim itself: they need no answer. */
import type { GatePolicy } from "../../release/record.ts";
import { isCollected } from "../../release/stages.ts";
import type { Claim } from "../policy.ts";
import { type Refusal, refused } from "../refusal.ts";

/** What collect held back, nobody may be asked about. */
export function collected({ artifact }: Claim): Refusal | null {
  const { name, reason } = artifact;
  return isCollected(artifact) ? null : refused("gate-not-collected", { name, reason });
}

/** The files in hand are those that collect announced. */
export function announced({ artifact }: Claim, { expectedDigest }: GatePolicy): Refusal | null {
  const ours = artifact.digest ?? "none";
  if (expectedDigest === null || expectedDigest === ours) return null;
  return refused("gate-digest", { name: artifact.name, ours, announced: expectedDigest });
}
