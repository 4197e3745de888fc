/**
 * The page within Azure DevOps: a tab on a run, or the hub over all runs. All that shows something is loaded while the last
 * answers about a run are on their way: what is loaded before delays every question.
 */
import { chosenRun, enter, shakeHands, showRun, watchRun } from "./host.ts";
import { lobbyHome } from "./lobby-home.ts";
import { runHome } from "./run-home.ts";
import type { Runs } from "./show-hosted.tsx";
import { words } from "./words.ts";

/** Shakes hands with the page around it first; says so where there is none, or where it does not understand. */
export async function showHosted(home: "run" | "hub"): Promise<void> {
  if (window.parent === window) return showProblem(words.noHost);
  try {
    await shakeHands();
    await (home === "hub" ? hub() : tab());
  } catch (thrown) {
    await showProblem(words.broken(String(thrown)));
  }
}

async function hub(): Promise<void> {
  const [host, first] = await Promise.all([enter(), chosenRun()]);
  host.ready();
  const { showHub } = await import("./show-hosted.tsx");
  showHub(lobbyHome(host, first, (run) => void showRun(run)));
}

async function tab(): Promise<void> {
  const runs: Runs = { current: null, tell: () => undefined };
  const watching = watchRun((run) => {
    runs.current = run;
    runs.tell(run);
  });
  const [host] = await Promise.all([enter(), watching]);
  host.ready();
  const begun = runs.current === null ? null : { run: runs.current, home: runHome(host, runs.current) };
  await begun?.home.asked;
  // A turn of its own, so that what was asked goes out first.
  await new Promise((resolve) => setTimeout(resolve));
  const { showTab } = await import("./show-hosted.tsx");
  showTab({ host, runs, begun });
}

async function showProblem(text: string): Promise<void> {
  const hosted = await import("./show-hosted.tsx");
  hosted.showProblem(text);
}
