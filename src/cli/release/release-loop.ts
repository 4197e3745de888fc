/** Publishes each artifact as soon as it is approved and what it needs is there. */
import pLimit from "p-limit";
import { asGatehouseError, GatehouseError } from "../../errors.ts";
import type { ProjectState } from "../../index/types.ts";
import { releaseOrder } from "../../plan/order.ts";
import { needsOf, type SiblingState } from "../../publish/needs.ts";
import type { RecordArtifact } from "../../release/record.ts";
import { dependsOnSibling } from "../../release/requirements.ts";
import { type ApprovedHere, type Collected, isCollected } from "../../release/stages.ts";
import type { ArtifactProgress } from "../../report/view.ts";
import type { ReleaseDesk } from "./release-desk.ts";

export interface LoopOptions {
  /** Whether more decisions may come (a page is served). */
  readonly open: boolean;
  /** What the index had when the release began, by PEP 503 name. */
  readonly projects: ReadonlyMap<string, ProjectState>;
  /** Publishes one artifact, and tags it where that is asked for. */
  readonly publish: (artifact: ApprovedHere) => Promise<Partial<ArtifactProgress>>;
  readonly onChange: (artifact: RecordArtifact, progress: ArtifactProgress) => void;
  readonly signal: AbortSignal;
}

/** Artifacts published at the same time; most of the time each waits for the index. */
const atOnce = 12;

/** Ends when all are decided and done; the errors of single artifacts are in the map, by name. */
export async function releaseLoop(
  desk: ReleaseDesk,
  { open, projects, publish, onChange, signal }: LoopOptions,
): Promise<Map<string, GatehouseError>> {
  const artifacts = releaseOrder(desk.record.artifacts);
  const collected = artifacts.filter(isCollected);
  const errors = new Map<string, GatehouseError>();
  const running = new Map<string, Promise<void>>();
  const limit = pLimit(atOnce);
  const set = (artifact: RecordArtifact, change: Partial<ArtifactProgress>) => {
    desk.update(artifact.name, change);
    onChange(artifact, desk.progress(artifact.name));
  };
  const start = (artifact: ApprovedHere) => {
    set(artifact, { state: "publishing", note: "" });
    const work = limit(() => publish(artifact)).then(
      (change) => set(artifact, change),
      (thrown: unknown) => {
        const error = asGatehouseError(thrown);
        errors.set(artifact.name, error);
        set(artifact, { state: "failed", note: error.message });
      },
    );
    running.set(
      artifact.name,
      work.finally(() => running.delete(artifact.name)),
    );
  };
  const block = (artifact: Collected, by: string, reason: string) => {
    const error = GatehouseError.of("sibling-missing", { name: artifact.name, sibling: by, reason });
    errors.set(artifact.name, error);
    set(artifact, { state: "failed", note: error.message });
  };
  const interrupted = aborted(signal);
  for (;;) {
    if (signal.aborted) {
      // Each ends what it has in flight, and writes down what came of it.
      await Promise.all(running.values());
      signal.throwIfAborted();
    }
    const { changed } = desk;
    const undecided = open && collected.some(({ name }) => desk.progress(name).state === "waiting");
    const approved = collected
      .filter(({ name }) => desk.progress(name).state === "approved")
      .map((artifact) => desk.approved(artifact))
      .filter((artifact) => artifact !== null);
    for (const artifact of approved) {
      const siblings = artifacts.map((sibling) => siblingState(sibling, desk, undecided));
      const need = needsOf(withDependsOn(artifact, artifacts), siblings, projects);
      // While others are undecided, a rejected sibling may be decided anew.
      if (need.kind === "ready") start(artifact);
      else if (need.kind === "blocked" && !undecided) block(artifact, need.by, need.reason);
    }
    if (running.size === 0 && !undecided) {
      const first = approved.find(({ name }) => desk.progress(name).state === "approved");
      if (first === undefined) break;
      // They need one another: one must be the first, whichever. What only needs the circle comes after it.
      start(first);
    }
    await Promise.race([...running.values(), ...(undecided ? [changed] : []), interrupted]);
  }
  desk.finish();
  return errors;
}

/** What `dependsOn` names is required like a sibling in the metadata: this very version, where it is in the release. */
function withDependsOn(artifact: ApprovedHere, siblings: readonly RecordArtifact[]) {
  const named = siblings
    .filter((sibling) => dependsOnSibling(artifact, sibling))
    .map(({ package: name, version, chosen }) => (chosen && version !== null ? `${name}==${version}` : name));
  return { package: artifact.package, requiresDist: [...artifact.requiresDist, ...named] };
}

function siblingState(artifact: RecordArtifact, desk: ReleaseDesk, mayWait: boolean): SiblingState {
  const { package: name, version, released } = artifact;
  const { state, note } = desk.progress(artifact.name);
  const about = { package: name, version, reason: note };
  if (released || state === "published" || state === "already there")
    return { ...about, state: "on the index" };
  if (state === "approved" || state === "publishing") return { ...about, state: "coming" };
  if (state === "waiting" && mayWait) return { ...about, state: "undecided" };
  const reason = state === "rejected" ? "it was rejected" : state === "waiting" ? "nobody approved it" : note;
  return { ...about, state: "not coming", reason };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
