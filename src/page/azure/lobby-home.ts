/** The page's home on the hub: all runs of the project that wait. */
import type { Lobby, WaitingRun } from "../home.ts";
import type { Host } from "./host.ts";
import { lobbyReader, type Waiting } from "./lobby-reader.ts";
import { answered, runHome } from "./run-home.ts";
import { nameOf } from "./standing.ts";

/**
 * `first`: the run that the hub's address names, or null. `show` puts the run that is opened into that address, or, with
 * null, takes it out.
 */
export function lobbyHome(
  host: Omit<Host, "ready">,
  first: number | null,
  show: (run: number | null) => void,
): Lobby {
  const read = lobbyReader(host.place, host.user);
  let shown = first;
  const showing = (run: number | null) => {
    if (run !== shown) show(run);
    shown = run;
  };
  return {
    first: first === null ? null : runHome(host, first),
    waiting() {
      showing(null);
      return answered(async () => (await read()).map(runOf));
    },
    open(run) {
      showing(run);
      return runHome(host, run);
    },
  };
}

function runOf({ build, mine, others }: Waiting[number]): WaitingRun {
  const since = [...mine, ...others].flatMap(({ createdOn }) => createdOn ?? []).toSorted()[0];
  return {
    id: build.id,
    number: build.buildNumber ?? String(build.id),
    pipeline: build.definition?.name ?? "",
    branch: (build.sourceBranch ?? "").replace(/^refs\/(?:heads|tags)\//, ""),
    requestedFor: build.requestedFor === null ? "" : nameOf(build.requestedFor),
    since: since ?? build.queueTime ?? "",
    yours: mine.length,
    others: others.length,
  };
}
