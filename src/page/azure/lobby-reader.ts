/** Runs of this project in which artifacts wait for a decision. */
import type { Approval, Build } from "./answers.ts";
import { type Place, Unanswered } from "./ask.ts";
import { readBuilds, readTimeline, readWaiting } from "./service.ts";
import { mayDecide } from "./standing.ts";
import { stagesOf } from "./stages.ts";

/** Newest first. */
export type Waiting = readonly {
  readonly build: Build;
  /** What waits for who looks, and what for others alone. */
  readonly mine: readonly Approval[];
  readonly others: readonly Approval[];
}[];

/** Timelines are long: a few at a time. */
const atOnce = 4;

/** Reads what waits; a run's timeline is read once, and again when approvals come up that it did not have. */
export function lobbyReader(place: Place, user: string): () => Promise<Waiting> {
  const known = new Map<
    number,
    { readonly build: Build; readonly ids: ReadonlySet<string>; readonly asked: ReadonlySet<string> }
  >();

  async function look(run: number, build: Build, asked: ReadonlySet<string>): Promise<void> {
    // One that can't be read, an old server's or a forbidden one's, keeps no other from being shown.
    const timeline = await readTimeline(place, run).catch((thrown: unknown) => {
      if (thrown instanceof Unanswered && thrown.obstacle !== "sign-in") return null;
      throw thrown;
    });
    const stages = timeline === null ? null : stagesOf(timeline);
    const ids = (stages?.ours === true ? stages.releases : []).flatMap(({ approvals }) =>
      (approvals ?? []).flat(),
    );
    known.set(run, { build, ids: new Set(ids.map((id) => id.toLowerCase())), asked });
  }

  return async () => {
    const byRun = grouped(await readWaiting(place));
    const waiting = [...byRun.keys()].toSorted((a, b) => b - a);
    const unknown = waiting.filter((run) =>
      (byRun.get(run) ?? []).some(({ id }) => known.get(run)?.asked.has(id) !== true),
    );
    const builds = unknown.length === 0 ? [] : await readBuilds(place, unknown);
    for (let at = 0; at < builds.length; at += atOnce)
      await Promise.all(
        builds.slice(at, at + atOnce).map((build) => {
          return look(build.id, build, new Set((byRun.get(build.id) ?? []).map(({ id }) => id)));
        }),
      );
    return waiting.flatMap((run) => {
      const own = (byRun.get(run) ?? []).filter(
        ({ id }) => known.get(run)?.ids.has(id.toLowerCase()) === true,
      );
      const build = known.get(run)?.build;
      const mine = own.filter((approval) => mayDecide(approval, user));
      const others = own.filter((approval) => !mine.includes(approval));
      return build === undefined || own.length === 0 ? [] : [{ build, mine, others }];
    });
  };
}

function grouped(approvals: readonly Approval[]): Map<number, Approval[]> {
  const byRun = new Map<number, Approval[]>();
  for (const approval of approvals) {
    const run = approval.pipeline?.owner?.id ?? null;
    if (run !== null) byRun.set(run, [...(byRun.get(run) ?? []), approval]);
  }
  return byRun;
}
