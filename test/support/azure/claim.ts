/** The claim that the honest world proves, the answers as the gate gets them, and a policy that they suffice for. */
import { createHash } from "node:crypto";
import type { Answers } from "../../../src/approve/evidence.ts";
import type { Claim } from "../../../src/approve/policy.ts";
import type { GatePolicy } from "../../../src/release/record.ts";
import { aCollected, distributions } from "../record-builders.ts";
import { ids } from "./ids.ts";
import { run, safeName, stageName, type World } from "./world.ts";

/** Files that can be written: each holds its own name. */
const files = distributions("contoso-core", "1.2.0").map((file) => ({ ...file, size: file.name.length }));
export const artifact = aCollected({ name: "contoso-core", safeName, files });

export const place = { run, project: ids.project, stage: stageName, attempt: 1 };

export const claim: Claim = { artifact, place, now: new Date("2024-05-06T11:05:00Z") };

export function aPolicy(rest: Partial<GatePolicy> = {}): GatePolicy {
  return {
    environment: "package-publish",
    expectedDigest: artifact.digest,
    requireDigest: false,
    minimumApprovers: 1,
    allowRequester: true,
    approverGroup: null,
    ...rest,
  };
}

export function answerOf(document: unknown) {
  const sha256 = createHash("sha256")
    .update(JSON.stringify(document) ?? "")
    .digest("hex");
  return { document, sha256 };
}

/** The answers that the gate gets when it asks honestly for these approvals. */
export function answersOf(world: World, approvals: readonly string[] = [ids.approval]): Answers {
  return {
    timeline: answerOf(world.timelines[run]),
    build: answerOf(world.builds[run]),
    checks: answerOf(world.checks[ids.checkpoint]),
    approvals: approvals.map((id) => (id in world.approvals ? answerOf(world.approvals[id]) : null)),
  };
}
