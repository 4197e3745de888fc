/** Asks Azure DevOps what the gate needs: four requests and one or two for each approval. */
import type { Answer, Approvals } from "../ports.ts";
import { Timeline } from "./answers.ts";
import type { Answers } from "./evidence.ts";
import { findCheckpoint } from "./find-checkpoint.ts";
import type { StagePlace } from "./policy.ts";
import { readAnswer } from "./read-answer.ts";
import type { Refusal } from "./refusal.ts";

/** A stage has a handful; more were put into the timeline to keep the gate busy. */
const mostApprovals = 20;

/** The answers about a stage; a refusal when the timeline has nothing more to ask about. Throws what the port throws. */
export async function ask(
  approvals: Approvals,
  place: StagePlace,
): Promise<{ readonly kind: "answers"; readonly answers: Answers } | Refusal> {
  const [timeline, build] = await Promise.all([approvals.timeline(place.run), approvals.build(place.run)]);
  const read = readAnswer(Timeline, timeline.document, "the timeline of the run");
  if (read.kind === "refused") return read;
  const found = findCheckpoint(read.value.records, place);
  if (found.kind === "refused") return found;
  const [checks, ...given] = await Promise.all([
    approvals.checks(found.checkpoint),
    ...found.approvals.slice(0, mostApprovals).map((ids) => firstKnown(approvals, ids)),
  ]);
  return { kind: "answers", answers: { timeline, build, checks, approvals: given } };
}

/** Whether a record's id or its identifier is the approval's is not written anywhere; what exists is looked at. */
async function firstKnown(approvals: Approvals, ids: readonly string[]): Promise<Answer | null> {
  for (const id of ids) {
    const answer = await approvals.approval(id);
    if (answer !== null) return answer;
  }
  return null;
}
