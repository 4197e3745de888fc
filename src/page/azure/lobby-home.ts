/** The page's home on the hub: all runs of the project that wait. */
import type { Lobby, WaitingRun } from "../home.ts";
import type { Host } from "./host.ts";
import { lobbyReader, type Waiting } from "./lobby-reader.ts";
import { problemOf, runHome } from "./run-home.ts";
import { nameOf } from "./standing.ts";

export function lobbyHome(host: Omit<Host, "ready">): Lobby {
  const read = lobbyReader(host.place, host.user);
  return {
    async waiting() {
      try {
        return { value: (await read()).map(runOf) };
      } catch (thrown) {
        return { problem: problemOf(thrown) };
      }
    },
    open: (run) => runHome(host, run),
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
