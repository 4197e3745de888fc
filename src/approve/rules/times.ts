/** Rules about when: nobody can approve files that are not there yet. */
import { approvedSteps, type Case, type CaseApproval, firstRefusal, type GateRule } from "../case.ts";
import { timeOf } from "../../release/service-words.ts";
import { type Refusal, refused } from "../refusal.ts";

/** An approval was asked for, and given, after the stage Build had finished. */
export const afterBuild: GateRule = (given) =>
  firstRefusal(given.approvals, (approval) => {
    const times = [
      { problem: "was asked for", at: approval.createdOn },
      { problem: "was last changed", at: approval.lastModifiedOn },
      ...approvedSteps(approval).map(({ lastModifiedOn }) => ({ problem: "was given", at: lastModifiedOn })),
    ];
    return firstRefusal(times, (time) => tooEarly(given, approval, time));
  });

/** An approval that was deferred counts when its time has come, and Azure DevOps calls it approved. */
export const notDeferred: GateRule = ({ approvals, claim: { now } }) =>
  firstRefusal(approvals.flatMap(approvedSteps), ({ deferredTo }) => {
    if (deferredTo === null || deferredTo === undefined) return null;
    const time = timeOf(deferredTo);
    if (time !== null && time <= now.getTime()) return null;
    return refused("gate-not-approved", { what: "The approval", status: `deferred to ${deferredTo}` });
  });

function tooEarly(
  { built }: Case,
  { id }: CaseApproval,
  { problem, at }: { problem: string; at: string | null | undefined },
): Refusal | null {
  const time = timeOf(at);
  const what = `The approval ${id}`;
  if (time === null) return refused("gate-answer", { what, problem: `when it ${problem} is no time` });
  if (time >= built) return null;
  const finished = new Date(built).toISOString();
  return refused("gate-too-early", { what, problem: `${problem} at ${at}`, finished });
}
