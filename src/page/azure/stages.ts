/** What the timeline of a run says about its stages. Pure. Agents write it with the job's token: it only finds. */
import { type ApprovalIds, searchCheckpoint } from "../../release/checkpoint.ts";
import { type CollectPlace, collectPlaces } from "../../release/collect-place.ts";
import { sameId } from "../../release/service-words.ts";
import type { Timeline, TimelineRecord } from "./answers.ts";

/** How a stage, or a step of it, is. */
export interface Progress {
  readonly state: "pending" | "inProgress" | "completed";
  /** `succeeded`, `failed`, `skipped` …; null while it is not completed. */
  readonly result: string | null;
}

export interface ReleaseStage extends Progress {
  readonly attempt: number;
  /** Null: its approval is not there to be asked for yet. */
  readonly approvals: readonly ApprovalIds[] | null;
  /** Why it can't be relied on; null for a stage like any other. */
  readonly odd: string | null;
  readonly publish: Progress | null;
  readonly tag: Progress | null;
  /** Errors that its steps told. Foreign text. */
  readonly errors: readonly string[];
}

/** Where collect stands in the timeline, and how it is. */
export interface Collect extends Progress, CollectPlace {}

export interface RunStages {
  /** Whether a task of ours is in it. */
  readonly ours: boolean;
  /** Every stage is through. */
  readonly over: boolean;
  readonly collect: Collect | null;
  /** More than one place claims to be collect, at its newest attempt. */
  readonly collectTwice: boolean;
  /** Stages `Release_…`, each at its newest attempt. */
  readonly releases: readonly ReleaseStage[];
  /** The stage of an artifact; null when the run has none. */
  readonly stageOf: (safeName: string) => ReleaseStage | null;
}

export function stagesOf(timeline: Timeline): RunStages {
  const { records } = timeline;
  const tasks = records.filter(
    ({ type, task }) => type === "Task" && task?.name?.startsWith("Gatehouse") === true,
  );
  const above = ancestors(records);
  const within = byStage(records, above);
  const [collect, ...more] = collectPlaces(timeline);
  const claims = new Map<string, TimelineRecord[]>();
  for (const record of records) {
    const key = record.identifier?.toLowerCase() ?? "";
    if (record.type !== "Stage" || !key.startsWith("release_")) continue;
    claims.set(key, [...(claims.get(key) ?? []), record]);
  }
  const releases = new Map([...claims].map(([key, all]) => [key, stageOf(all, key, within)]));
  return {
    ours: tasks.length > 0,
    over: records.every(({ type, state }) => type !== "Stage" || state === "completed"),
    collect: collect === undefined ? null : { ...collect, ...progressOf(collect.node) },
    collectTwice: more.length > 0,
    releases: [...releases.values()],
    stageOf: (safeName) => releases.get(`release_${safeName.toLowerCase()}`) ?? null,
  };
}

type Ancestors = (record: TimelineRecord) => readonly TimelineRecord[];

/** `all`: the records that claim to be this stage, at whatever attempt. */
function stageOf(
  all: readonly TimelineRecord[],
  identifier: string,
  parts: ReadonlyMap<TimelineRecord, readonly TimelineRecord[]>,
): ReleaseStage {
  const attempt = Math.max(...all.map((one) => one.attempt ?? 1));
  const own = all.filter((one) => (one.attempt ?? 1) === attempt);
  const within = own.flatMap((one) => parts.get(one) ?? []);
  const search = searchCheckpoint([...own, ...within], { stage: identifier, attempt });
  const stepOf = (name: string) => {
    const step = within.findLast((one) => one.type === "Task" && one.task?.name === name);
    return step === undefined ? null : progressOf(step);
  };
  return {
    ...progressOf(own[0]),
    attempt,
    approvals: search.kind === "found" ? search.approvals : null,
    odd: oddness(search),
    publish: stepOf("GatehousePublish"),
    tag: stepOf("GatehouseTag"),
    errors: within.flatMap(({ issues }) =>
      (issues ?? []).filter(({ type }) => type === "error").map(({ message }) => message ?? ""),
    ),
  };
}

/** What lies below each stage, however deep. */
function byStage(records: readonly TimelineRecord[], above: Ancestors) {
  const parts = new Map<TimelineRecord, TimelineRecord[]>();
  for (const record of records) {
    const stage = above(record).find(({ type }) => type === "Stage");
    if (stage !== undefined) parts.set(stage, [...(parts.get(stage) ?? []), record]);
  }
  return parts;
}

function oddness(search: ReturnType<typeof searchCheckpoint>): string | null {
  if (search.kind === "not one stage")
    return `${search.count} stages claim to be this one, at the same attempt`;
  return search.kind === "odd" ? `${search.what}: ${search.problem}` : null;
}

/** Those above a record, nearest first. A circle ends where it began. */
function ancestors(records: readonly TimelineRecord[]): Ancestors {
  const byId = new Map(records.map((record) => [record.id.toLowerCase(), record]));
  return (record) => {
    const above: TimelineRecord[] = [];
    let next = byId.get(record.parentId?.toLowerCase() ?? "");
    while (next !== undefined && !above.includes(next) && !sameId(next.id, record.id)) {
      above.push(next);
      next = byId.get(next.parentId?.toLowerCase() ?? "");
    }
    return above;
  };
}

function progressOf({ state = null, result = null }: Partial<TimelineRecord> = {}): Progress {
  const known = state === "pending" || state === "inProgress" || state === "completed" ? state : "pending";
  return { state: known, result: known === "completed" ? result : null };
}
