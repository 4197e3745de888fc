/** Decisions on approvals in Azure DevOps: what is sent, and what came of it. */
import { GatehouseError } from "../errors.ts";
import { readComment, withDigestLine } from "../release/digest-line.ts";
import type { Decision } from "../release/record.ts";
import type { Approval } from "./answers.ts";
import { type AzureProject, readApproval } from "./read-run.ts";
import type { Candidate } from "./survey.ts";
import { nameOf } from "./waiting.ts";

/** One decision as the service takes it. */
interface Update {
  readonly approvalId: string;
  readonly status: Decision;
  readonly comment: string;
}

/** What became of a decision; `by` is who decided, where that is known. */
export interface Outcome {
  readonly candidate: Candidate;
  /** `counted`: it stands, and more people must approve. `decided before`: somebody was faster. */
  readonly outcome: "done" | "counted" | "decided before" | "not done" | "unknown";
  /** The approval's status now. */
  readonly status: string;
  readonly by: readonly string[];
  /** What the service said when it did not take it; null when it did. */
  readonly error: GatehouseError | null;
}

/** A decision that was made, with its comment. */
export interface Made {
  readonly candidate: Candidate;
  readonly comment: string;
}

/**
 * The comment of a decision: what the person says, and, for an approval, the line that ties it to exact bytes. Throws
 * `comment-digest` when the person's words look like such a line, which would stop the release.
 */
export function commentFor(decision: Decision, said: string, { name, artifact }: Candidate): string {
  const refused = () => GatehouseError.of("comment-digest", {});
  if (decision === "rejected") {
    if (readComment(said).kind !== "none") throw refused();
    return said.trim();
  }
  const digest = artifact?.digest ?? null;
  if (digest === null) throw GatehouseError.of("not-releasable", { name, reason: "it has no digest" });
  const bound = withDigestLine(said, digest);
  if (bound === null) throw refused();
  return bound;
}

/**
 * Sends all decisions in one request, then reads what stands. Where the service refused them together, as it does when one
 * of them can't be taken, those that are still open are sent one by one. What was lost is never sent again.
 */
export async function decideAll(
  place: AzureProject,
  decision: Decision,
  made: readonly Made[],
): Promise<readonly Outcome[]> {
  const together = await sendAndLook(place, decision, made);
  if (made.length < 2 || !together.some(isRefused)) return together;
  const outcomes: Outcome[] = [];
  for (const [at, outcome] of together.entries())
    outcomes.push(
      ...(isRefused(outcome) ? await sendAndLook(place, decision, made.slice(at, at + 1)) : [outcome]),
    );
  return outcomes;
}

/** The service understood, said no, and has not changed it. */
function isRefused({ outcome, error }: Outcome): boolean {
  return outcome === "not done" && (error?.code === "azure-refused" || error?.code === "azure-forbidden");
}

async function sendAndLook(
  place: AzureProject,
  decision: Decision,
  made: readonly Made[],
): Promise<readonly Outcome[]> {
  const updates = made.map(({ candidate, comment }) => updateOf(decision, candidate, comment));
  const error = await send(place, updates);
  const outcomes: Outcome[] = [];
  for (const { candidate, comment } of made) {
    const approval = await readAgain(place, candidate.waiting.approval);
    const judged = judge(updateOf(decision, candidate, comment), approval, error === null);
    outcomes.push({ candidate, ...judged, error: stands(judged) ? null : error });
  }
  return outcomes;
}

/** Whether the decision stands as it was asked for. */
export function stands({ outcome }: Pick<Outcome, "outcome">): boolean {
  return outcome === "done" || outcome === "counted";
}

function updateOf(decision: Decision, { waiting }: Candidate, comment: string): Update {
  return { approvalId: waiting.approval, status: decision, comment };
}

async function send(
  { azure, project }: AzureProject,
  updates: readonly Update[],
): Promise<GatehouseError | null> {
  const one = updates.length === 1 ? "the decision" : `${updates.length} decisions`;
  const path = [project, "_apis", "pipelines", "approvals"];
  try {
    await azure.send("PATCH", { what: one, path }, updates);
    return null;
  } catch (thrown) {
    if (thrown instanceof GatehouseError) return thrown;
    throw thrown;
  }
}

async function readAgain(place: AzureProject, id: string): Promise<Approval | null> {
  try {
    return await readApproval(place, [id]);
  } catch (thrown) {
    // It was sent; that it can't be read is told as unknown, beside what became of the others.
    if (thrown instanceof GatehouseError) return null;
    throw thrown;
  }
}

/** What stands now, against what was asked for. `taken`: the service said yes. */
export function judge(
  { status: wanted, comment }: Update,
  approval: Approval | null,
  taken: boolean,
): Omit<Outcome, "candidate" | "error"> {
  if (approval === null) return { outcome: "unknown", status: "not known", by: [] };
  const { status } = approval;
  const decided = (approval.steps ?? []).filter(
    (step) => step.status === "approved" || step.status === "rejected",
  );
  const by = decided.map(({ actualApprover }) => nameOf(actualApprover));
  const ours = decided.some(
    (step) => step.status === wanted && (step.comment ?? "").trim() === comment.trim(),
  );
  if (status === "pending") return { outcome: ours ? "counted" : "not done", status, by };
  if (status === wanted && (ours || taken)) return { outcome: "done", status, by };
  return { outcome: "decided before", status, by };
}
