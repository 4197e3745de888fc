/** Rules about what the approvers' comments say of a digest. */
import type { Step } from "../answers.ts";
import { approvedSteps, type Case, counted, firstRefusal, type GateRule, nameOf } from "../case.ts";
import { readComment } from "../../release/digest-line.ts";
import { refused } from "../refusal.ts";

/** A comment that names a digest names this one, and clearly. */
export const commentsAgree: GateRule = ({ approvals, claim: { artifact } }) =>
  firstRefusal(
    approvals.flatMap(({ steps }) => steps),
    ({ comment }) => {
      const claim = readComment(comment ?? "");
      if (claim.kind === "unclear") return refused("gate-comment", { problem: claim.problem });
      if (claim.kind === "none" || claim.digest === artifact.digest) return null;
      const problem = `it names ${claim.digest}, while the files have ${artifact.digest}`;
      return refused("gate-comment", { problem });
    },
  );

/** Where it is required, every approval that counts names the digest. */
export const digestNamed: GateRule = (given) => {
  const { digest } = given.claim.artifact;
  if (!given.policy.requireDigest) return null;
  return firstRefusal(counted(given).flatMap(approvedSteps), (step) =>
    namesDigest(step, digest)
      ? null
      : refused("gate-digest-unnamed", { who: nameOf(step.actualApprover), digest }),
  );
};

export function namesDigest({ comment }: Step, digest: string): boolean {
  const claim = readComment(comment ?? "");
  return claim.kind === "names" && claim.digest === digest;
}

/** Whether every approval that counts names the digest; false when there is none. */
export function allNameDigest(given: Case): boolean {
  const steps = counted(given).flatMap(approvedSteps);
  return steps.length > 0 && steps.every((step) => namesDigest(step, given.claim.artifact.digest));
}
