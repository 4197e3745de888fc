/** Decisions on approvals in Azure DevOps: what is sent, and what came of it. */
import { GatehouseError } from "../errors.ts";
import { digestLine, readComment } from "../release/digest-line.ts";
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
}

export interface Decided {
  readonly outcomes: readonly Outcome[];
  /** Why not all was taken; null when it was. */
  readonly error: GatehouseError | null;
}

/**
 * The comment of a decision: what the person says, and, for an approval, the line that ties it to exact bytes. Throws
 * `comment-digest` when the person's words look like such a line, which would stop the release.
 */
export function commentFor(decision: Decision, said: string, { name, artifact }: Candidate): string {
  const words = said.trim();
  if (readComment(words).kind !== "none") throw GatehouseError.of("comment-digest", {});
  if (decision === "rejected") return words;
  const digest = artifact?.digest ?? null;
  if (digest === null) throw GatehouseError.of("not-releasable", { name, reason: "it has no digest" });
  return words === "" ? digestLine(digest) : `${words}\n${digestLine(digest)}`;
}

/**
 * Sends all decisions in one request, once, then reads what stands. Nothing is sent again: what was lost is asked for, and
 * what the service refused is told.
 */
export async function decideAll(
  place: AzureProject,
  decision: Decision,
  chosen: readonly { readonly candidate: Candidate; readonly comment: string }[],
): Promise<Decided> {
  const updates = chosen.map(
    ({ candidate, comment }): Update => ({
      approvalId: candidate.waiting.approval,
      status: decision,
      comment,
    }),
  );
  const error = await send(place, updates);
  const outcomes: Outcome[] = [];
  for (const [at, { candidate }] of chosen.entries()) {
    const update = updates[at];
    const approval = await readAgain(place, candidate.waiting.approval);
    if (update !== undefined) outcomes.push({ candidate, ...judge(update, approval, error === null) });
  }
  return { outcomes, error };
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
): Omit<Outcome, "candidate"> {
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
