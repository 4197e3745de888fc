/** The gate: whether the approvals suffice. Pure; what it does not know it refuses. */
import type { GatePolicy, GivenApproval } from "../release/record.ts";
import { approvedSteps, type Case, type CaseApproval, counted, firstRefusal, nameOf } from "./case.ts";
import type { Answers, Evidence } from "./evidence.ts";
import type { Claim } from "./policy.ts";
import { readCase } from "./read-case.ts";
import { type Refusal, refused } from "./refusal.ts";
import { approvalsApproved, approvalsOfStage, checksApproved } from "./rules/checks.ts";
import { announced, collected } from "./rules/claim.ts";
import { allNameDigest, commentsAgree, digestNamed, namesDigest } from "./rules/comments.ts";
import { forEnvironment } from "./rules/environment.ts";
import { assignedToGroup, enoughPeople, notTheRequester, permittedPeople } from "./rules/people.ts";
import { approvalsOfRun, sameRun, sameStage, stageOfArtifact } from "./rules/run.ts";
import { afterBuild, notDeferred } from "./rules/times.ts";

/** In this order: what is wrong with the run is told before what is wrong with an approval. */
const rules = [
  sameRun,
  sameStage,
  checksApproved,
  approvalsApproved,
  approvalsOfStage,
  approvalsOfRun,
  afterBuild,
  notDeferred,
  permittedPeople,
  commentsAgree,
  (given: Case) => stageOfArtifact(given, allNameDigest(given)),
  forEnvironment,
  enoughPeople,
  notTheRequester,
  assignedToGroup,
  digestNamed,
];

/** What can be refused before Azure DevOps is asked. */
export function refuseClaim(policy: GatePolicy, claim: Claim): Refusal | null {
  return collected(claim) ?? announced(claim, policy);
}

/** The proven approval of the claim's artifact, or the first reason against it. */
export function evaluate(policy: GatePolicy, claim: Claim, answers: Answers): Evidence | Refusal {
  const early = refuseClaim(policy, claim);
  if (early !== null) return early;
  const read = readCase(policy, claim, answers);
  if (read.kind === "refused") return read;
  const { given } = read;
  const refusal = firstRefusal(rules, (rule) => rule(given));
  if (refusal !== null) return refusal;
  const own = counted(given);
  const [first, ...others] = given.approvals.flatMap((approval) => givenBy(given, approval, own));
  if (first === undefined) return refused("gate-no-approval", { stage: claim.place.stage });
  return { kind: "approved", artifact: given.claim.artifact, given: [first, ...others] };
}

function givenBy({ claim }: Case, approval: CaseApproval, own: readonly CaseApproval[]): GivenApproval[] {
  const resource = approval.check?.checkConfigurationRef.resource;
  return approvedSteps(approval).map((step) => ({
    approval: approval.id,
    id: step.actualApprover?.id ?? "",
    name: nameOf(step.actualApprover),
    uniqueName: step.actualApprover?.uniqueName ?? null,
    at: step.lastModifiedOn ?? "",
    comment: step.comment ?? "",
    namesDigest: namesDigest(step, claim.artifact.digest),
    resource: `${resource?.type ?? "environment"} ${resource?.name ?? resource?.id ?? "?"}`,
    counted: own.includes(approval),
    answer: approval.answer,
  }));
}
