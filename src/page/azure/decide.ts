/** Sends decisions to Azure DevOps, and says of each what came of it. */
import type { Decision } from "../../release/record.ts";
import { sameId } from "../../release/service-words.ts";
import type { Result } from "../home.ts";
import type { Approval } from "./answers.ts";
import { type Place, Unanswered } from "./ask.ts";
import { type ApprovalUpdate, readApprovals, updateApprovals } from "./service.ts";
import { nameOf } from "./standing.ts";
import { words } from "./words.ts";

/** A decision that can be sent: the approvals that it is for are open. */
export interface Sendable {
  readonly name: string;
  readonly decision: Decision;
  readonly approvals: readonly string[];
  /** With the line that names the digest. */
  readonly comment: string;
}

/**
 * All in one request; singly, where the service does not take them together. After an answer that got lost the
 * approvals are read again before anything is said: nothing is sent twice.
 */
export async function send(place: Place, user: string, all: readonly Sendable[]): Promise<readonly Result[]> {
  if (all.length === 0) return [];
  const updates = all.flatMap(updatesOf);
  const problem = await attempt(place, updates);
  if (problem === null) return all.map(({ name }) => ({ name, problem: null }));
  if (problem.obstacle === "sign-in") return all.map(({ name }) => ({ name, problem: sentence(problem) }));
  const now = await whatCame(place, updates);
  if (now === null)
    return all.map(({ name }) => ({ name, problem: words.unknownOutcome(sentence(problem)) }));
  if (updates.length === 1 || problem.obstacle === "lost")
    return all.map((one) => resultOf(one, now, user, problem));
  const results: Result[] = [];
  for (const one of all) {
    const open = one.approvals.some((id) => statusOf(now, id) === "pending");
    results.push(open ? await sendOne(place, user, one) : resultOf(one, now, user, problem));
  }
  return results;
}

async function sendOne(place: Place, user: string, one: Sendable): Promise<Result> {
  const problem = await attempt(place, updatesOf(one));
  if (problem === null) return { name: one.name, problem: null };
  const now = await whatCame(place, updatesOf(one));
  if (now === null) return { name: one.name, problem: words.unknownOutcome(sentence(problem)) };
  return resultOf(one, now, user, problem);
}

function updatesOf({ approvals, decision, comment }: Sendable): ApprovalUpdate[] {
  return approvals.map((approvalId) => ({ approvalId, status: decision, comment }));
}

/** Null when the service took it. */
async function attempt(place: Place, updates: readonly ApprovalUpdate[]): Promise<Unanswered | null> {
  try {
    await updateApprovals(place, updates);
    return null;
  } catch (thrown) {
    // An answer that can't be read says nothing about what was done.
    if (thrown instanceof Unanswered) return thrown;
    throw thrown;
  }
}

async function whatCame(
  place: Place,
  updates: readonly ApprovalUpdate[],
): Promise<readonly Approval[] | null> {
  try {
    return await readApprovals(
      place,
      updates.map(({ approvalId }) => approvalId),
    );
  } catch {
    return null;
  }
}

/** What the approvals say now: ours, somebody else's, or still open. */
function resultOf(one: Sendable, now: readonly Approval[], user: string, problem: Unanswered): Result {
  const { name, decision, comment } = one;
  const own = now.filter(({ id }) => one.approvals.some((wanted) => sameId(wanted, id)));
  const steps = own.flatMap((approval) => approval.steps ?? []);
  const isOurs = steps.some(
    (step) => step.status === decision && step.comment === comment && sameId(step.actualApprover?.id, user),
  );
  if (isOurs) return { name, problem: null };
  const other = steps.find(({ status }) => status === "approved" || status === "rejected");
  const settled = own.find(({ status }) => status !== "pending");
  if (settled !== undefined) {
    const who = other?.actualApprover ? nameOf(other.actualApprover) : null;
    return { name, problem: words.decidedMeanwhile(settled.status, who) };
  }
  return {
    name,
    problem: problem.obstacle === "lost" ? words.notTaken(sentence(problem)) : sentence(problem),
  };
}

function statusOf(now: readonly Approval[], wanted: string): string | undefined {
  return now.find(({ id }) => sameId(id, wanted))?.status;
}

/** An obstacle in words for people. */
export function sentence({ obstacle, said }: Unanswered): string {
  return words.obstacle[obstacle](said);
}
