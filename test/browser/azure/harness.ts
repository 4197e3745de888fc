/** The page's side of Azure DevOps without its looks: runs in a browser, within the host frame. */
import { enter, showRun, chosenRun, watchRun } from "../../../src/page/azure/host.ts";
import { runDesk } from "../../../src/page/azure/run-desk.ts";

export interface Harness {
  readonly enter: typeof enter;
  readonly runDesk: typeof runDesk;
  readonly chosenRun: typeof chosenRun;
  readonly showRun: typeof showRun;
  readonly watchRun: typeof watchRun;
}

declare global {
  interface Window {
    harness: Harness;
    /** Runs that the host told of. */
    told: number[];
  }
}

window.told = [];
window.harness = { enter, runDesk, chosenRun, showRun, watchRun };
