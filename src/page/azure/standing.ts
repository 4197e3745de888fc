/** How far one artifact is, by what the run's stages and approvals say. Pure. Azure DevOps alone knows who decided. */
import { readComment } from "../../release/digest-line.ts";
import type { Decision, RecordArtifact } from "../../release/record.ts";
import { sameId } from "../../release/service-words.ts";
import type { ArtifactState } from "../../report/view.ts";
import type { Approval, Identity, Step } from "./answers.ts";
import type { Belief } from "./evidence.ts";
import type { ReleaseStage } from "./stages.ts";
import { words } from "./words.ts";

/** What one person said. Foreign texts. */
export interface Said {
  readonly who: string;
  readonly decision: Decision;
  /** RFC 3339. */
  readonly at: string;
  readonly comment: string;
  /** Whether the comment names the digest that the files have. */
  readonly namesDigest: boolean;
}

export interface Standing {
  readonly state: ArtifactState;
  /** Why, in a sentence; empty when the state says it all. */
  readonly note: string;
  readonly said: readonly Said[];
  /** Approvals that this user can decide now. */
  readonly open: readonly string[];
  /** Whether a decision can be offered; with why not. */
  readonly belief: Belief;
  /** Names of those who can decide what is open. */
  readonly waitsFor: readonly string[];
  readonly tagged: boolean;
}

export interface Seen {
  readonly stage: ReleaseStage | null;
  /** The approvals of its stage, as far as the service knows them. */
  readonly approvals: readonly Approval[];
  readonly belief: Belief;
  /** Id of who looks. */
  readonly user: string;
  readonly run: number;
}

export function standingOf(artifact: RecordArtifact, seen: Seen): Standing {
  const { stage, approvals, user } = seen;
  const said = approvals.flatMap(({ steps }) =>
    (steps ?? []).flatMap((step) => saidIn(step, artifact.digest)),
  );
  const nothing = { said, open: [], waitsFor: [], tagged: false, belief: no("") };
  const is = (state: ArtifactState, note = "", more: Partial<Standing> = {}): Standing => {
    return { ...nothing, state, note, ...more };
  };
  if (!artifact.release) return is(artifact.released ? "already there" : "left out", artifact.reason);
  if (stage === null) return is("left out", words.noStage(artifact.safeName));
  if (stage.odd !== null) return is("waiting", "", { belief: no(stage.odd) });
  const foreign = approvals.find(({ pipeline }) => (pipeline?.owner?.id ?? seen.run) !== seen.run);
  if (foreign !== undefined) return is("waiting", "", { belief: no(words.otherRun(foreign.id)) });
  const statuses = new Set(approvals.map(({ status }) => status));
  if (statuses.has("rejected")) return is("rejected");
  for (const status of ["timedOut", "canceled", "skipped"] as const)
    if (statuses.has(status)) return is("left out", words.ended[status]);
  const pending = approvals.filter(({ status }) => status !== "approved");
  if (approvals.length > 0 && pending.length === 0) return afterApproval(stage, is);
  if (stage.state === "completed") return ended(stage, is);
  if (pending.length === 0) return is("waiting", words.notAsked, { belief: { kind: "wait" } });
  const waitsFor = [...new Set(pending.flatMap(({ steps }) => (steps ?? []).flatMap(assignedTo)))];
  const mine = pending.filter((approval) => mayDecide(approval, user));
  const deferred = pending.flatMap(({ steps }) => steps ?? []).find(({ deferredTo }) => deferredTo !== null);
  const note = deferred?.deferredTo ? words.deferred(deferred.deferredTo) : "";
  const belief = mine.length > 0 ? seen.belief : no(whyNot(pending, user, waitsFor));
  const open = belief.kind === "yes" ? mine.map(({ id }) => id) : [];
  return is("waiting", note, { open, waitsFor, belief: seen.belief.kind === "no" ? seen.belief : belief });
}

type Make = (state: ArtifactState, note?: string, more?: Partial<Standing>) => Standing;

function afterApproval(stage: ReleaseStage, is: Make): Standing {
  const { publish, tag } = stage;
  const tagged = tag?.result?.startsWith("succeeded") === true;
  if (publish?.result?.startsWith("succeeded") === true) {
    const untagged = stage.state === "completed" && !tagged ? words.untagged(stage.errors) : "";
    return is("published", untagged, { tagged });
  }
  if (stage.state === "completed" || publish?.state === "completed")
    return is("failed", words.failed(stage.errors));
  return is(stage.state === "inProgress" ? "publishing" : "approved");
}

/** The stage is over, and no approval that is known was given. */
function ended(stage: ReleaseStage, is: Make): Standing {
  if (stage.result === "skipped") return is("left out", words.ended.skipped);
  if (stage.result === "canceled") return is("left out", words.ended.canceled);
  if (stage.publish?.result?.startsWith("succeeded") === true) return is("published", words.nobodyAsked);
  return is("failed", words.failed(stage.errors));
}

/** Whether this user can decide it now, as far as the service says. */
export function mayDecide({ permissions, blockedApprovers, steps, status }: Approval, user: string): boolean {
  if (status !== "pending" || blockedApprovers?.some(({ id }) => sameId(id, user)) === true) return false;
  if (steps?.some((step) => step.status === "approved" && sameId(step.actualApprover?.id, user)) === true)
    return false;
  // Without a word about it, the service says so when it is asked to.
  return permissions === null || /\bupdate\b/.test(permissions);
}

function whyNot(pending: readonly Approval[], user: string, waitsFor: readonly string[]): string {
  const blocked = pending.some(({ blockedApprovers }) =>
    blockedApprovers?.some(({ id }) => sameId(id, user)),
  );
  if (blocked) return words.blocked;
  const done = pending.some(({ steps }) =>
    steps?.some(({ status, actualApprover }) => {
      return status === "approved" && sameId(actualApprover?.id, user);
    }),
  );
  return done ? words.waitsForMore(waitsFor) : words.notAssigned(waitsFor);
}

function assignedTo({ status, assignedApprover }: Step): string[] {
  return status === "pending" && assignedApprover !== null ? [nameOf(assignedApprover)] : [];
}

function saidIn({ status, actualApprover, comment, lastModifiedOn }: Step, digest: string | null): Said[] {
  if (status !== "approved" && status !== "rejected") return [];
  const claim = readComment(comment ?? "");
  const namesDigest = claim.kind === "names" && claim.digest === digest;
  const who = actualApprover === null ? words.nobody : nameOf(actualApprover);
  return [{ who, decision: status, at: lastModifiedOn ?? "", comment: comment ?? "", namesDigest }];
}

export function nameOf({ displayName, uniqueName, id }: Identity): string {
  return displayName || uniqueName || id;
}

function no(why: string): Belief {
  return { kind: "no", why };
}
