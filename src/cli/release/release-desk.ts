/** The state of a release under way: decisions and progress. The page, the loop and the result look at it. */
import { decide } from "../../approve/decide.ts";
import { asGatehouseError } from "../../errors.ts";
import type { ApproveSlice, RecordArtifact, ReleaseRecord } from "../../release/record.ts";
import { type ApprovedHere, approvedBy, isCollected } from "../../release/stages.ts";
import { type ArtifactProgress, type ReleaseView, releaseView } from "../../report/view.ts";
import type { Desk, DeskDecision } from "../serve/desk.ts";

export interface DeskOptions {
  readonly record: ReleaseRecord;
  /** Address the index is read at, for people. */
  readonly index: string;
  /** Decisions that count from the beginning, by artifact name. */
  readonly decisions: ReadonlyMap<string, ApproveSlice>;
  readonly by: string;
  readonly now: () => Date;
  /** Keeps a decision before it counts. */
  readonly save: (safeName: string, decision: ApproveSlice) => Promise<void>;
}

/** States in which publishing has begun: a decision comes too late. */
const begun = new Set<ArtifactProgress["state"]>([
  "publishing",
  "published",
  "already there",
  "not yet visible",
]);

export class ReleaseDesk implements Desk {
  readonly record: ReleaseRecord;
  readonly decisions: Map<string, ApproveSlice>;
  readonly #options: DeskOptions;
  readonly #progress = new Map<string, ArtifactProgress>();
  #done = false;
  #wake: () => void = () => undefined;
  #changed: Promise<void> = Promise.resolve();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.record = options.record;
    this.decisions = new Map(options.decisions);
    this.#arm();
    for (const artifact of options.record.artifacts) this.#progress.set(artifact.name, this.#start(artifact));
  }

  /** Resolves when the next decision is made. */
  get changed(): Promise<void> {
    return this.#changed;
  }

  progress(name: string): ArtifactProgress {
    const progress = this.#progress.get(name);
    if (progress === undefined) throw new RangeError(`no artifact ${name}`);
    return progress;
  }

  update(name: string, change: Partial<ArtifactProgress>): void {
    this.#progress.set(name, { ...this.progress(name), ...change });
  }

  /** The artifact as approved at its digest, or null. */
  approved(artifact: RecordArtifact): ApprovedHere | null {
    const decision = this.decisions.get(artifact.name) ?? null;
    return isCollected(artifact) ? approvedBy(artifact, decision) : null;
  }

  finish(): void {
    this.#done = true;
  }

  view(): ReleaseView {
    const facts = { index: this.#options.index, done: this.#done, run: null, notices: [] };
    return releaseView(this.record, this.#progress, facts);
  }

  async decide(decisions: readonly DeskDecision[]): Promise<{ name: string; problem: string | null }[]> {
    const answers = [];
    for (const decision of decisions) {
      answers.push({ name: decision.name, problem: await this.#decideOne(decision) });
    }
    this.#wake();
    this.#arm();
    return answers;
  }

  async #decideOne({ name, digest, decision, comment }: DeskDecision): Promise<string | null> {
    const artifact = this.record.artifacts.find((candidate) => candidate.name === name);
    if (artifact === undefined) return "There is no such artifact in this release.";
    if (artifact.digest !== digest)
      return "Its digest is another one than the page showed. Load the page again.";
    if (this.#done || begun.has(this.progress(name).state)) return "It comes too late: publishing has begun.";
    try {
      const { by, now, save } = this.#options;
      const slice = decide(artifact, { decision, index: this.record.index, by, at: now(), comment });
      await save(artifact.safeName, slice);
      this.decisions.set(name, slice);
      this.update(name, { state: decision, decision, comment, decided: decidedBy(slice), note: "" });
      return null;
    } catch (thrown) {
      return asGatehouseError(thrown).message;
    }
  }

  #start(artifact: RecordArtifact): ArtifactProgress {
    const decision = this.decisions.get(artifact.name);
    const outcomes = Object.fromEntries(
      artifact.released ? artifact.files.map((file) => [file.name, "identical" as const]) : [],
    );
    const access = { kind: "yours" } as const;
    const rest = { outcomes, tag: null, comment: decision?.comment ?? "", access, decided: [] };
    if (artifact.released) return { ...rest, state: "already there", decision: null, note: artifact.reason };
    if (!isCollected(artifact)) return { ...rest, state: "left out", decision: null, note: artifact.reason };
    if (decision === undefined || decision.digest !== artifact.digest) {
      return { ...rest, state: "waiting", decision: null, note: artifact.reason };
    }
    const decided = decidedBy(decision);
    return { ...rest, state: decision.decision, decision: decision.decision, decided, note: "" };
  }

  #arm(): void {
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function decidedBy({ by, at, decision, comment }: ApproveSlice): ArtifactProgress["decided"] {
  return [{ by, at, decision, comment, namesDigest: true }];
}
