/** What waits for a decision: in one run, or in all open runs of a folder's pipelines. */
import pLimit from "p-limit";
import { GatehouseError } from "../errors.ts";
import type { RecordArtifact, ReleaseRecord } from "../release/record.ts";
import type { Run, Timeline } from "./answers.ts";
import { listPipelines, type PipelineFolder } from "./pipelines.ts";
import { readRunRecord } from "./read-record.ts";
import { type AzureProject, readOpenRuns, readRun, readTimeline } from "./read-run.ts";
import { type Odd, readWaiting, type Waiting } from "./waiting.ts";

/** An approval that waits, with what it would release. */
export interface Candidate {
  readonly waiting: Waiting;
  /** As `ci.yml` writes it; the `safeName` where the record can't say. */
  readonly name: string;
  readonly artifact: RecordArtifact | null;
  /** Why it can't be approved; null when it can. */
  readonly problem: string | null;
}

export interface Survey {
  readonly candidates: readonly Candidate[];
  readonly odd: readonly Odd[];
}

/** Runs at a time. */
const atATime = 3;

/** Throws `run-missing`, `pipelines-none`, `azure-project`, and what reading throws. A record that is not proven is a candidate's problem. */
export async function surveyWaiting(place: PipelineFolder, run: number | null): Promise<Survey> {
  const limit = pLimit(atATime);
  const runs = await openRuns(place, run);
  const found = await Promise.all(runs.map((one) => limit(() => surveyRun(place, one))));
  return { candidates: found.flatMap(({ candidates }) => candidates), odd: found.flatMap(({ odd }) => odd) };
}

async function openRuns(place: PipelineFolder, run: number | null): Promise<readonly Run[]> {
  if (run === null) {
    const pipelines = await listPipelines(place, { path: place.folder });
    const ours = pipelines.filter(({ name }) => /^python - /i.test(name));
    const { folder, project } = place;
    if (ours.length === 0) throw GatehouseError.of("pipelines-none", { folder, project });
    return readOpenRuns(
      place,
      ours.map(({ id }) => id),
    );
  }
  const found = await readRun(place, run);
  if (found === null) throw GatehouseError.of("run-missing", { run: String(run), project: place.project });
  return [found];
}

async function surveyRun(place: AzureProject, run: Run): Promise<Survey> {
  const timeline = await readTimeline(place, run.id);
  if (timeline === null) return { candidates: [], odd: [] };
  const { waiting, odd } = await readWaiting(place, run, timeline);
  if (waiting.length === 0) return { candidates: [], odd };
  const record = await recordOrProblem(place, run.id, timeline);
  return { candidates: waiting.map((one) => candidateOf(one, record)), odd };
}

async function recordOrProblem(
  place: AzureProject,
  run: number,
  timeline: Timeline,
): Promise<ReleaseRecord | { readonly problem: string }> {
  try {
    return await readRunRecord(place, run, timeline);
  } catch (thrown) {
    // Rejecting needs no record; approving stops at this.
    if (thrown instanceof GatehouseError && ["record-unproven", "azure-answer"].includes(thrown.code))
      return { problem: thrown.message };
    throw thrown;
  }
}

function candidateOf(waiting: Waiting, record: ReleaseRecord | { readonly problem: string }): Candidate {
  const { safeName } = waiting;
  if ("problem" in record) return { waiting, name: safeName, artifact: null, problem: record.problem };
  const artifact = record.artifacts.find((one) => one.safeName.toLowerCase() === safeName.toLowerCase());
  if (artifact === undefined)
    return { waiting, name: safeName, artifact: null, problem: "the run's record has no such artifact" };
  return { waiting, name: artifact.name, artifact, problem: unfit(artifact) };
}

function unfit({ digest, release, reason, tests }: RecordArtifact): string | null {
  if (digest === null) return "it was not built";
  if (!release) return `collect holds it back: ${reason}`;
  return tests.outcome === "failed" ? "its last test pass failed" : null;
}
