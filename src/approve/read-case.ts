/** From the answers to a case that can be judged, or the refusal of an answer that can't be. */
import type { GatePolicy } from "../release/record.ts";
import { sameId } from "../release/service-words.ts";
import { isCollected } from "../release/stages.ts";
import { Approval, Build, CheckSuite, Timeline } from "./answers.ts";
import { buildFinished } from "./build-finished.ts";
import type { Case, CaseApproval } from "./case.ts";
import type { Answers } from "./evidence.ts";
import { findCheckpoint } from "./find-checkpoint.ts";
import type { Claim } from "./policy.ts";
import { readAnswer } from "./read-answer.ts";
import { type Refusal, refused } from "./refusal.ts";
import { collected } from "./rules/claim.ts";

export function readCase(
  policy: GatePolicy,
  claim: Claim,
  answers: Answers,
): { readonly kind: "case"; readonly given: Case } | Refusal {
  const { artifact } = claim;
  if (!isCollected(artifact)) return collected(claim) ?? never();
  const timeline = readAnswer(Timeline, answers.timeline.document, "the timeline of the run");
  if (timeline.kind === "refused") return timeline;
  const found = findCheckpoint(timeline.value.records, claim.place);
  if (found.kind === "refused") return found;
  const built = buildFinished(timeline.value.records);
  if (built.kind === "refused") return built;
  const build = readAnswer(Build, answers.build.document, "the run");
  if (build.kind === "refused") return build;
  const suite = readAnswer(CheckSuite, answers.checks.document, "the checks of the stage");
  if (suite.kind === "refused") return suite;
  if (!sameId(suite.value.id, found.checkpoint))
    return refused("gate-other-run", { problem: `the answer is about the checks ${suite.value.id}` });
  const approvals: CaseApproval[] = [];
  for (const [at, ids] of found.approvals.entries()) {
    const answer = answers.approvals[at];
    if (!answer) return refused("gate-unread", { what: "an approval", problem: `it knows no ${ids[0]}` });
    const read = readAnswer(Approval, answer.document, "an approval");
    if (read.kind === "refused") return read;
    const { value } = read;
    if (!ids.some((id) => sameId(id, value.id)))
      return refused("gate-other-run", { problem: `the answer is about the approval ${value.id}` });
    const check = suite.value.checkRuns.find(({ id }) => sameId(id, value.id)) ?? null;
    approvals.push({ ...value, check, answer: answer.sha256 });
  }
  const given = { policy, claim: { ...claim, artifact }, build: build.value, suite: suite.value };
  return { kind: "case", given: { ...given, approvals, built: built.time } };
}

function never(): never {
  throw new Error("an artifact that is not collected has a reason");
}
