/** Reads a run, keeps what was read, and reads again only what can have changed. */
import type { Approval, Build } from "./answers.ts";
import { type Place, Unanswered } from "./ask.ts";
import { sentence } from "./decide.ts";
import { type Evidence, type Source, weigh } from "./evidence.ts";
import { proven, type ReadRecord, readRecord } from "./read-record.ts";
import { readApprovals, readArtifactFile, readAttachment, readBuild, readTimeline } from "./service.ts";
import { type Collect, type ReleaseStage, type RunStages, stagesOf } from "./stages.ts";
import { words } from "./words.ts";

/** What is known about a run. */
export interface RunSeen {
  readonly build: Build;
  readonly stages: RunStages | null;
  readonly evidence: Evidence;
  /** What could not be read, or is no record, in sentences. */
  readonly notices: readonly string[];
  readonly approvalsOf: (stage: ReleaseStage | null) => readonly Approval[];
}

export interface RunReader {
  /** Reads what can have changed: two requests, and more when collect ran again. Throws `Unanswered`. */
  readonly read: () => Promise<RunSeen>;
  /** Resolves when all that the first reading asks for has been asked. Never, when it fails before. */
  readonly asked: Promise<void>;
  /** Resolves when the record in the pipeline artifact has been read, or could not be. */
  readonly settled: () => Promise<void>;
  /** What is known now. Null before the first reading. */
  readonly now: () => RunSeen | null;
}

/** What no approval leaves again. */
const final = new Set(["approved", "rejected", "skipped", "canceled", "timedOut"]);

export function runReader(place: Place, run: number): RunReader {
  let build: Build | null = null;
  let stages: RunStages | null = null;
  let attached: Source = "not read yet";
  let carried: Source = "not read yet";
  let carrying: Promise<void> = Promise.resolve();
  let readFor = "";
  const approvals = new Map<string, Approval>();
  let tellAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });

  async function read(): Promise<RunSeen> {
    const [timeline, whole] = await Promise.all([readTimeline(place, run), build ?? readBuild(place, run)]);
    build = whole;
    stages = timeline === null ? null : stagesOf(timeline);
    const reading = Promise.all([readSources(stages?.collect ?? null), readAll(stages)]);
    tellAsked();
    await reading;
    return seen(whole);
  }

  /** The two places of the record, once for each time that collect ran. */
  async function readSources(collect: Collect | null): Promise<void> {
    const key =
      collect === null ? "" : `${collect.timeline} ${collect.record} ${collect.attempt} ${collect.result}`;
    if (key !== readFor) [attached, carried] = ["not read yet", "not read yet"];
    // The pipeline artifact comes a moment after collect; and what could not be read may be read later.
    else if (isRead(carried) || carried === "not read yet") return;
    readFor = key;
    if (collect?.result?.startsWith("succeeded") !== true) return;
    const about = { type: "gatehouse.record", name: "release.json" };
    const attaching = isRead(attached)
      ? Promise.resolve(attached)
      : from(() => readAttachment(place, run, collect, about), words.attachedUnread);
    carrying = readCarried(key, collect, attaching);
    const source = await attaching;
    if (key === readFor && attached === "not read yet") attached = source;
  }

  async function readCarried(key: string, { attempt }: Collect, attaching: Promise<Source>): Promise<void> {
    const artifact = `gatehouse-record-${attempt}`;
    const source = await from(
      () => readArtifactFile(place, run, { artifact, file: "release.json" }),
      words.unread,
    );
    const all = isRead(source) ? await proven(source) : source;
    // Without it what is attached is all that is shown.
    const announced = await attaching;
    const shown = !isRead(source) && isRead(announced) ? await proven(announced) : announced;
    // Meanwhile collect may have run again.
    if (key === readFor) [carried, attached] = [all, shown];
  }

  /** The approvals that can still change, in one request. */
  async function readAll(all: RunStages | null): Promise<void> {
    const wanted = (all?.releases ?? [])
      .flatMap((stage) => (stage.approvals ?? []).map((ids) => ({ ids, over: stage.state === "completed" })))
      .filter(({ ids, over }) => !over || !final.has(find(ids)?.status ?? ""))
      .map(({ ids }) => ids);
    keep(
      await readApprovals(
        place,
        wanted.map((ids) => find(ids)?.id ?? ids[0]),
      ),
    );
    // Whether a record's id or its identifier is the approval's is not written anywhere.
    const others = wanted.filter((ids) => find(ids) === null).flatMap(([, ...rest]) => rest);
    keep(await readApprovals(place, others));
  }

  function keep(some: readonly Approval[]): void {
    for (const approval of some) approvals.set(approval.id.toLowerCase(), approval);
  }

  function find(ids: readonly string[]): Approval | null {
    return ids.map((id) => approvals.get(id.toLowerCase())).find((one) => one !== undefined) ?? null;
  }

  function seen(whole: Build): RunSeen {
    return {
      build: whole,
      stages,
      notices: noticesOf(attached, carried),
      evidence: weigh({ attached, carried, twice: stages?.collectTwice === true }),
      approvalsOf: (stage) => (stage?.approvals ?? []).flatMap((ids) => find(ids) ?? []),
    };
  }

  return {
    read,
    asked,
    settled: () => carrying,
    now: () => (build === null ? null : seen(build)),
  };
}

function noticesOf(attached: Source, carried: Source): string[] {
  const notices: string[] = [];
  for (const [source, which] of [
    [carried, words.carried],
    [attached, words.attached],
  ] as const) {
    if (typeof source === "string" || "record" in source) continue;
    notices.push("problem" in source ? words.notRecord(which, source.problem) : source.unread);
  }
  return notices;
}

function isRead(source: Source): source is ReadRecord {
  return typeof source === "object" && !("unread" in source);
}

/** A source of the record: read and checked, not there, or not to be read. */
async function from(read: () => Promise<string | null>, unread: (why: string) => string): Promise<Source> {
  try {
    const text = await read();
    return text === null ? "not there" : readRecord(text);
  } catch (thrown) {
    if (thrown instanceof Unanswered) return { unread: unread(sentence(thrown)) };
    throw thrown;
  }
}
