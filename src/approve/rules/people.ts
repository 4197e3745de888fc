/** Rules about who approved. */
import type { Identity } from "../answers.ts";
import {
  approvedSteps,
  type Case,
  type CaseApproval,
  counted,
  firstRefusal,
  type GateRule,
  nameOf,
} from "../case.ts";
import { isUuid, sameId } from "../../release/service-words.ts";
import { type Refusal, refused } from "../refusal.ts";

/** Who approved is a person, and not blocked. */
export const permittedPeople: GateRule = ({ approvals }) =>
  firstRefusal(approvals, ({ steps, blockedApprovers }) =>
    firstRefusal(steps, (step) => {
      if (step.status !== "approved") return undecided(step.status);
      const { actualApprover } = step;
      const problem = notAPerson(actualApprover);
      if (problem !== null) return refused("gate-approver", { who: nameOf(actualApprover), problem });
      if (!blockedApprovers.some(({ id }) => sameId(id, actualApprover?.id))) return null;
      return refused("gate-approver", { who: nameOf(actualApprover), problem: "is blocked by the check" });
    }),
  );

/** Each approval has as many distinct people as it asks for; those that count have as many as the policy asks for. */
export const enoughPeople: GateRule = (given) => {
  const short = firstRefusal(given.approvals, (approval) => {
    const { minRequiredApprovers, steps } = approval;
    // None given means all of them.
    return fewer([approval], minRequiredApprovers === 0 ? steps.length : minRequiredApprovers);
  });
  return short ?? fewer(counted(given), given.policy.minimumApprovers);
};

/** Who asked for the run, or queued it, did not approve it, where that is refused. */
export const notTheRequester: GateRule = (given) => {
  const { build, policy } = given;
  if (policy.allowRequester) return null;
  for (const who of ["requestedFor", "requestedBy"] as const)
    if (!isUuid(build[who]?.id)) return refused("gate-requester-unknown", { who });
  const requesters = [build.requestedFor, build.requestedBy];
  return firstRefusal(given.approvals.flatMap(approvedSteps), ({ actualApprover }) =>
    requesters.some((requester) => sameId(requester?.id, actualApprover?.id))
      ? refused("gate-requester", { who: nameOf(actualApprover) })
      : null,
  );
};

/** Every approval that counts was assigned to the required group, from the beginning. */
export const assignedToGroup: GateRule = (given) => {
  const group = given.policy.approverGroup;
  if (group === null) return null;
  return firstRefusal(
    counted(given).flatMap(approvedSteps),
    ({ actualApprover, assignedApprover, history }) => {
      const before = (history ?? []).flatMap(({ assignedTo }) => (assignedTo ? [assignedTo] : []));
      const wrong = [assignedApprover, ...before].find((assigned) => !isGroup(given, group, assigned));
      if (isGroup(given, group, assignedApprover) && wrong === undefined) return null;
      const who = nameOf(actualApprover);
      return refused("gate-other-group", { who, group, assigned: nameOf(wrong) });
    },
  );
};

/** By id; or by the unique name that a group of this project has. A display name proves nothing. */
function isGroup({ claim }: Case, group: string, identity: Identity | null | undefined): boolean {
  if (!identity || identity.isContainer === false) return false;
  const unique = `vstfs:///Classification/TeamProject/${claim.place.project}\\${group}`;
  return isUuid(group) ? sameId(identity.id, group) : sameId(identity.uniqueName, unique);
}

/** Steps of an approval that others satisfied stay in one of these; any other is a decision against it, or unknown. */
function undecided(status: string): Refusal | null {
  if (["skipped", "pending", "uninitiated"].includes(status)) return null;
  return refused("gate-not-approved", { what: "A step of the approval", status });
}

function notAPerson(identity: Identity | null | undefined): string | null {
  if (!identity) return "Azure DevOps does not say who it was";
  if (!isUuid(identity.id)) return "the approver has no id";
  if (identity.isContainer === true) return "it is a group";
  const service = /^(?:svc|s2s|sp|aadsp)\./i.test(identity.descriptor ?? "");
  if (service || /^Build\\/i.test(identity.uniqueName ?? "")) return "it is a service, not a person";
  return null;
}

function fewer(approvals: readonly CaseApproval[], needed: number): Refusal | null {
  const ids = approvals.flatMap(approvedSteps).map(({ actualApprover }) => actualApprover?.id.toLowerCase());
  const found = new Set(ids.filter((id) => id !== undefined)).size;
  if (found >= Math.max(1, needed)) return null;
  return refused("gate-few-approvers", { found: people(found), needed: String(Math.max(1, needed)) });
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}
