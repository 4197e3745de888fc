/** How far one artifact is, by what the run's stages and approvals say. Pure. Azure DevOps alone knows who decided. */
import { readComment } from "../../release/digest-line.ts";
import type { RecordArtifact } from "../../release/record.ts";
import { sameId } from "../../release/service-words.ts";
import type { Access, ArtifactState, Decided } from "../../report/view.ts";
import type { Approval, Identity, Step } from "./answers.ts";
import type { Belief } from "./evidence.ts";
import type { ReleaseStage } from "./stages.ts";
import { words } from "./words.ts";

export interface Standing {
  readonly state: ArtifactState;
  /** Why, in a sentence; empty when the state says it all. */
  readonly note: string;
  readonly decided: readonly Decided[];
  readonly access: Access;
  /** Approvals that this user can decide now. */
  readonly open: readonly string[];
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
  /** Address of the run for people. */
  readonly href: string;
}

type Make = (state: ArtifactState, note?: string, more?: Partial<Standing>) => Standing;

export function standingOf(artifact: RecordArtifact, seen: Seen): Standing {
  const { stage, approvals } = seen;
  const decided = approvals.flatMap(({ steps }) =>
    (steps ?? []).flatMap((step) => decidedIn(step, artifact.digest)),
  );
  const over = elsewhere(words.nothingToDecide, [], seen.href);
  const is: Make = (state, note = "", more = {}) => {
    return { decided, access: over, open: [], tagged: false, state, note, ...more };
  };
  const untrusted = (why: string) => is("waiting", "", { access: { kind: "untrusted", why } });
  if (!artifact.release) return is(artifact.released ? "already there" : "left out", artifact.reason);
  if (stage === null) return is("left out", words.noStage(artifact.safeName));
  if (stage.odd !== null) return untrusted(stage.odd);
  const foreign = approvals.find(({ pipeline }) => (pipeline?.owner?.id ?? seen.run) !== seen.run);
  if (foreign !== undefined) return untrusted(words.otherRun(foreign.id));
  const statuses = new Set(approvals.map(({ status }) => status));
  if (statuses.has("rejected")) return is("rejected");
  if (statuses.has("timedOut")) return is("timed out", words.ended.timedOut);
  if (statuses.has("canceled")) return is("left out", words.ended.canceled);
  if (statuses.has("skipped")) return is("left out", words.ended.skipped);
  const pending = approvals.filter(({ status }) => status !== "approved");
  if (approvals.length > 0 && pending.length === 0) return afterApproval(stage, is);
  if (stage.state === "completed") return ended(stage, is);
  const until = pending.flatMap(({ steps }) => (steps ?? []).flatMap((step) => step.deferredTo ?? []))[0];
  const note = until === undefined ? "" : words.deferred(until);
  const open = pending.filter((approval) => mayDecide(approval, seen.user)).map(({ id }) => id);
  const access = accessTo(pending, open, seen);
  return is("waiting", note, { access, open: access.kind === "yours" ? open : [] });
}

/** Whether who looks may decide these, here. */
function accessTo(
  pending: readonly Approval[],
  open: readonly string[],
  { belief, user, href }: Seen,
): Access {
  const who = [...new Set(pending.flatMap(({ steps }) => (steps ?? []).flatMap(assignedTo)))];
  if (belief.kind === "no") return { kind: "untrusted", why: belief.why };
  if (pending.length === 0) return elsewhere(words.notAsked, [], null);
  if (open.length === 0) return elsewhere(whyNot(pending, user), who, href);
  if (belief.kind === "wait") return elsewhere(words.stillReading, who, null);
  return belief.kind === "elsewhere" ? elsewhere(belief.why, who, href) : { kind: "yours" };
}

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

function whyNot(pending: readonly Approval[], user: string): string {
  const blocked = pending.some(({ blockedApprovers }) =>
    blockedApprovers?.some(({ id }) => sameId(id, user)),
  );
  if (blocked) return words.blocked;
  const done = pending.some(({ steps }) =>
    steps?.some(({ status, actualApprover }) => status === "approved" && sameId(actualApprover?.id, user)),
  );
  return done ? words.waitsForMore : words.notAssigned;
}

function assignedTo({ status, assignedApprover }: Step): string[] {
  return status === "pending" && assignedApprover !== null ? [nameOf(assignedApprover)] : [];
}

function decidedIn(
  { status, actualApprover, comment, lastModifiedOn }: Step,
  digest: string | null,
): Decided[] {
  if (status !== "approved" && status !== "rejected") return [];
  const claim = readComment(comment ?? "");
  const namesDigest = claim.kind === "names" && claim.digest === digest;
  const by = actualApprover === null ? words.nobody : nameOf(actualApprover);
  return [{ by, decision: status, at: lastModifiedOn, comment: comment ?? "", namesDigest }];
}

export function nameOf({ displayName, uniqueName, id }: Identity): string {
  return displayName || uniqueName || id;
}

function elsewhere(why: string, who: readonly string[], href: string | null): Access {
  return { kind: "elsewhere", why, who, href };
}
