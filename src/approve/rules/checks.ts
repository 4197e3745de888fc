/** Rules about the checks of the stage: all are approved, and each approval is one of them. */
import {
  approvedSteps,
  type Case,
  type CaseApproval,
  firstRefusal,
  type GateRule,
  isApprovalCheck,
} from "../case.ts";
import { isNumber, sameId, within } from "../../release/service-words.ts";
import { refused } from "../refusal.ts";
import { namesDigest } from "./comments.ts";

/** Every check of the stage is approved: one that was bypassed, deferred or skipped is not. */
export const checksApproved: GateRule = ({ suite, claim: { place } }) => {
  const { status } = suite;
  if (status !== "approved")
    return refused("gate-not-approved", { what: `The checks of ${place.stage}`, status });
  return firstRefusal(suite.checkRuns, (run) => {
    if (run.status === "approved") return null;
    const { type, resource } = run.checkConfigurationRef;
    const what = `The check ${type.name ?? run.id} of ${resource.type} ${resource.name ?? resource.id ?? "?"}`;
    return refused("gate-not-approved", { what, status: run.status });
  });
};

/** Every approval is approved. */
export const approvalsApproved: GateRule = ({ approvals }) =>
  firstRefusal(approvals, ({ id, status }) =>
    status === "approved" ? null : refused("gate-not-approved", { what: `The approval ${id}`, status }),
  );

/** The approvals are those that the stage waited for: each once, each of them there. */
export const approvalsOfStage: GateRule = (given) => {
  const { approvals, suite } = given;
  const expected = suite.checkRuns.filter(isApprovalCheck);
  if (expected.length === 0) return refused("gate-no-approval", { stage: given.claim.place.stage });
  const doubled = hasDoubles(suite.checkRuns) || hasDoubles(approvals);
  if (doubled || approvals.length !== expected.length) return unclear("they are not the same approvals");
  return firstRefusal(approvals, (approval) => {
    if (approval.check === null)
      return isBoundByDigest(given, approval) ? null : unclear(`no check of this stage is ${approval.id}`);
    return isApprovalCheck(approval.check) ? null : unclear(`${approval.id} is another kind of check`);
  });
};

/**
 * No contract says that an approval has the id of its check run. Where it has not, nothing but the timeline ties the two
 * together, so the approval itself has to say what it is about: run and digest.
 */
function isBoundByDigest({ claim }: Case, approval: CaseApproval): boolean {
  const steps = approvedSteps(approval);
  const run = within(approval.pipeline, "owner", "id");
  const { digest } = claim.artifact;
  return (
    isNumber(run, claim.place.run) && steps.length > 0 && steps.every((step) => namesDigest(step, digest))
  );
}

function unclear(problem: string) {
  return refused("gate-answer", { what: "the approvals and the checks of the stage", problem });
}

function hasDoubles(items: readonly { readonly id: string }[]): boolean {
  return items.some(({ id }, at) => items.slice(at + 1).some((other) => sameId(id, other.id)));
}
