/**
 * The gate of a pipeline: whether the approvals suffice. It fails closed. Approvals are not read from Azure
 * DevOps yet, so that nothing can be proven: what is here are the refusals that need no approval to be seen.
 */
import { normalizeName } from "../release/name.ts";
import type { RecordArtifact } from "../release/record.ts";
import { isCollected } from "../release/stages.ts";

/** What a stage claims when it asks to pass. */
export interface GateClaim {
  readonly artifact: RecordArtifact;
  /** `System.StageName`, or null. */
  readonly stage: string | null;
  /** `Build.BuildId`, or null. */
  readonly run: string | null;
  /** The digest that collect announced, or null when it was not given. */
  readonly expectedDigest: string | null;
}

/** Why the gate stays shut, and what would open it. */
export interface Refusal {
  readonly problem: string;
  readonly action: string;
}

/** The first reason to refuse. */
export function evaluate({ artifact, stage, run, expectedDigest }: GateClaim): Refusal {
  if (!isCollected(artifact)) {
    return {
      problem: `collect did not let it through: ${artifact.reason}`,
      action: "Correct that, and run the stage Build again.",
    };
  }
  if (run === null || stage === null) {
    const missing = run === null ? "Build.BuildId" : "System.StageName";
    return {
      problem: `${missing} is not set`,
      action: "The gate works in a stage of a YAML pipeline on Azure DevOps.",
    };
  }
  if (expectedDigest !== null && expectedDigest !== artifact.digest) {
    return {
      problem: `its files have the digest ${artifact.digest}, while collect announced ${expectedDigest}`,
      action:
        "Something between the stages changed the files. Run the stage Build again and look at who can write them.",
    };
  }
  // Azure Pipelines compares the names of stages without regard to case.
  if (stage.toLowerCase() !== `release_${artifact.safeName}`.toLowerCase()) {
    return {
      problem: `this is the stage ${stage}, not Release_${artifact.safeName}`,
      action: `Run the gate for ${normalizeName(artifact.name)} in the stage of its own, which its approval is for.`,
    };
  }
  return {
    problem: "no approval of this stage can be proven, since approvals are not read from Azure DevOps yet",
    action: "Release it by hand until then: `gatehouse release` on the service directory.",
  };
}
