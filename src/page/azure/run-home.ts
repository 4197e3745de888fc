/** The page's home on a run of Azure Pipelines. */
import { readAddress } from "../../release/index-address.ts";
import type { Decision, RecordArtifact } from "../../release/record.ts";
import {
  type ArtifactProgress,
  type ArtifactState,
  type ReleaseView,
  releaseView,
} from "../../report/view.ts";
import type { Answered, Home } from "../home.ts";
import { Unanswered } from "./ask.ts";
import { sentence } from "./decide.ts";
import type { Host } from "./host.ts";
import { runDesk, type Standings } from "./run-desk.ts";
import type { RunSeen } from "./run-reader.ts";
import { nameOf, type Standing } from "./standing.ts";
import { words } from "./words.ts";

/** States in which something is still to come. */
const unsettled = new Set<ArtifactState>(["waiting", "approved", "publishing"]);

/** What a state says that was decided. */
const decisions: Partial<Record<ArtifactState, Decision>> = {
  approved: "approved",
  publishing: "approved",
  published: "approved",
  failed: "approved",
  rejected: "rejected",
};

export interface RunHome extends Home {
  /** Resolves when the first reading waits for its last answers, or is over. */
  readonly asked: Promise<unknown>;
}

/** The first reading has begun when it returns. */
export function runHome({ place, user, projectAddress }: Omit<Host, "ready">, run: number): RunHome {
  const href = runAddress(projectAddress, run);
  const desk = runDesk({ place, user }, run, href);
  let hasRead: () => void = () => undefined;
  const firstReading = new Promise<void>((resolve) => {
    hasRead = resolve;
  });
  let known: Standings | null = null;

  /** As it was when the record was settled, once; else as it is now. */
  async function newest(): Promise<Standings> {
    const settled = known;
    known = null;
    return settled ?? desk.read();
  }
  const readNow = () => answered(async () => viewOf(await newest(), href));
  let begun: ReturnType<typeof readNow> | null = readNow();
  return {
    asked: Promise.race([desk.asked, begun]),
    kind: "pipeline",
    pace: { usual: 5000, longest: 120_000 },
    async read() {
      const answer = await (begun ?? readNow());
      begun = null;
      if ("value" in answer) hasRead();
      return answer;
    },
    async settled() {
      await firstReading;
      known = await desk.settled();
    },
    decide: (shown) => answered(() => desk.decide(shown)),
  };
}

/** Whatever was thrown becomes a sentence. */
export async function answered<Value>(ask: () => Promise<Value>): Promise<Answered<Value>> {
  try {
    return { value: await ask() };
  } catch (thrown) {
    return { problem: thrown instanceof Unanswered ? sentence(thrown) : words.broken(String(thrown)) };
  }
}

export function runAddress(projectAddress: string, run: number): string {
  return `${projectAddress}_build/results?buildId=${run}&view=results`;
}

function viewOf({ seen, all }: Standings, href: string): ReleaseView {
  const { build, evidence } = seen;
  const run = {
    number: build.buildNumber ?? String(build.id),
    href,
    branch: (build.sourceBranch ?? "").replace(/^refs\/(?:heads|tags)\//, ""),
    requestedFor: build.requestedFor === null ? "" : nameOf(build.requestedFor),
    queuedAt: build.queueTime ?? "",
  };
  const { record } = evidence;
  if (record === null) {
    const { notice, done } = withoutRecord(seen);
    const nothing = {
      serviceDirectory: "",
      commit: build.sourceVersion,
      index: "",
      tests: null,
      artifacts: [],
    };
    return { ...nothing, run, done, notices: [notice, ...seen.notices] };
  }
  const progress = new Map(
    all.map(({ artifact, standing }) => [artifact.name, progressOf(artifact, standing)]),
  );
  const index = readAddress(record);
  const done = all.every(({ standing: { state } }) => !unsettled.has(state));
  const view = releaseView(record, progress, {
    index: index ?? record.index ?? "",
    done,
    run,
    notices: seen.notices,
  });
  // What is no address of the web leads nowhere.
  return index === null
    ? { ...view, artifacts: view.artifacts.map((one) => ({ ...one, indexUrl: null })) }
    : view;
}

function progressOf(artifact: RecordArtifact, standing: Standing): ArtifactProgress {
  const { state, note, access, decided, tagged } = standing;
  const decision = decisions[state] ?? null;
  const comment = decided.findLast((one) => one.decision === decision)?.comment ?? "";
  const tag = tagged && artifact.version !== null ? `${artifact.package}_${artifact.version}` : null;
  return { state, note, access, decided, decision, comment, outcomes: {}, tag };
}

/** Why there is nothing to show, and whether there will be. */
function withoutRecord({ stages, build }: RunSeen): { readonly notice: string; readonly done: boolean } {
  const isOver = build.status === "completed" || stages?.over === true;
  if (stages?.ours !== true) return { notice: words.nothingOfOurs, done: isOver };
  const { collect } = stages;
  if (collect === null) return { notice: isOver ? words.neverCollected : words.notCollected, done: isOver };
  if (collect.state !== "completed") return { notice: words.notCollected, done: false };
  if (collect.result?.startsWith("succeeded") !== true) return { notice: words.collectFailed, done: true };
  return { notice: words.recordGone, done: false };
}
