/** The questions that the page asks Azure DevOps. */
import {
  type Approval,
  approvalsAnswer,
  artifactAnswer,
  type Build,
  buildAnswer,
  buildsAnswer,
  manifestAnswer,
  type Timeline,
  timelineAnswer,
} from "./answers.ts";
import { ask, type Place, Unanswered } from "./ask.ts";
import { json, text } from "./shape.ts";

/** One decision as the service takes it. */
export interface ApprovalUpdate {
  readonly approvalId: string;
  readonly status: "approved" | "rejected";
  readonly comment: string;
}

const expand = { $expand: "steps,permissions" };

export function readBuild(place: Place, run: number): Promise<Build> {
  return ask(place, { path: `_apis/build/builds/${run}`, read: buildAnswer });
}

export function readBuilds(place: Place, runs: readonly number[]): Promise<readonly Build[]> {
  return ask(place, { path: "_apis/build/builds", query: { buildIds: runs.join(",") }, read: buildsAnswer });
}

/** The newest timeline of a run; null for a run that has none yet. */
export async function readTimeline(place: Place, run: number): Promise<Timeline | null> {
  return orNull(ask(place, { path: `_apis/build/builds/${run}/timeline`, read: timelineAnswer }));
}

/** All of one artifact's approvals in one request; when the service refuses so many at once, in halves. */
export async function readApprovals(place: Place, ids: readonly string[]): Promise<readonly Approval[]> {
  if (ids.length === 0) return [];
  try {
    const query = { approvalIds: ids.join(","), ...expand };
    return await ask(place, { path: "_apis/pipelines/approvals", query, read: approvalsAnswer });
  } catch (thrown) {
    if (!(thrown instanceof Unanswered) || !["refused", "missing"].includes(thrown.obstacle)) throw thrown;
    if (ids.length === 1 && thrown.obstacle === "missing") return [];
    if (ids.length === 1) throw thrown;
    const half = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, half), ids.slice(half)].map((some) => readApprovals(place, some));
    return (await Promise.all(halves)).flat();
  }
}

/** What waits for anybody in this project. */
export function readWaiting(place: Place): Promise<readonly Approval[]> {
  const query = { state: "pending", top: "1000", ...expand };
  return ask(place, { path: "_apis/pipelines/approvals", query, read: approvalsAnswer });
}

/** Throws `Unanswered` when the service takes none of them; else the approvals as they are now. */
export function updateApprovals(
  place: Place,
  updates: readonly ApprovalUpdate[],
): Promise<readonly Approval[]> {
  return ask(place, {
    method: "PATCH",
    path: "_apis/pipelines/approvals",
    body: updates,
    read: approvalsAnswer,
  });
}

/** The text that a task attached under a type and a name to its record in the timeline; null when there is none. */
export function readAttachment(
  place: Place,
  run: number,
  { timeline, record }: { readonly timeline: string; readonly record: string },
  { type, name }: { readonly type: string; readonly name: string },
): Promise<string | null> {
  const steps = [timeline, record, "attachments", type, name].map(encodeURIComponent);
  const path = `_apis/build/builds/${run}/${steps.join("/")}`;
  return orNull(ask(place, { path, read: text, file: true }));
}

/**
 * A file at the top of a pipeline artifact; null when the run has no such artifact. Three requests, all to the
 * organization's own host: the artifact names its list of files, and that the file.
 */
export async function readArtifactFile(
  place: Place,
  run: number,
  { artifact, file }: { readonly artifact: string; readonly file: string },
): Promise<string | null> {
  const path = `_apis/build/builds/${run}/artifacts`;
  const found = await orNull(ask(place, { path, query: { artifactName: artifact }, read: artifactAnswer }));
  if (found === null) return null;
  const { type, data } = found.resource;
  if (type !== "PipelineArtifact" || data === null)
    throw new Unanswered("odd", "it is stored in a way that a page can't read");
  const query = (fileId: string, fileName: string) => ({ artifactName: artifact, fileId, fileName });
  const { items } = await ask(place, {
    path,
    query: query(data, "manifest"),
    read: json(manifestAnswer),
    file: true,
  });
  const matching = items.filter((item) => item.path === `/${file}`);
  const blob = matching[0]?.blob;
  if (matching.length !== 1 || !blob) throw new Unanswered("odd", `it has no ${file}, or several`);
  return ask(place, { path, query: query(blob.id, file), read: text, file: true });
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof Unanswered && thrown.obstacle === "missing") return null;
    throw thrown;
  }
}
