/** A release of two artifacts that wait for a decision, and `gatehouse approvals` before it. */
import { aCollected, aRecord, aReleased } from "../record-builders.ts";
import type { Fault } from "./exchange.ts";
import { partsOf } from "./release-world.ts";
import { atAzure, type Terminal } from "./terminal.ts";
import { waitingWorld } from "./waiting-world.ts";
import type { World } from "./world.ts";

export const core = aCollected({
  name: "contoso_core",
  previous: "1.1.0",
  changelog: "### Features Added\n\n- It can fly\n",
  findings: [
    {
      rule: "summary",
      severity: "warning",
      message: "The summary is long.",
      remedy: "Shorten it.",
      artifact: "contoso_core",
      path: "pyproject.toml",
      line: 3,
      column: 1,
    },
  ],
});
export const blob = aCollected({ name: "contoso_storage_blob", version: "12.4.0" });
export const widgets = aReleased({ name: "contoso_mgmt_widgets" });
export const record = aRecord([core, blob, widgets]);

export const parts = partsOf(4711);

interface StandInApproval {
  readonly status: string;
  readonly steps: readonly { readonly status: string; readonly comment?: string }[];
}

const approvalOf = (world: World, nth: number) => world.approvals[parts.approval(nth)] as StandInApproval;

/** The first step of the approval of the nth artifact, and its status. */
export const stepOf = (world: World, nth: number) => approvalOf(world, nth).steps[0];
export const statusOf = (world: World, nth: number) => approvalOf(world, nth).status;

export function approvalsTerminal(terminal: Terminal) {
  const { azure } = terminal;
  return {
    run: (...args: readonly string[]) => atAzure(terminal, "approvals", ...args),
    /** Decisions that were sent. */
    patches: () => azure.exchanges.filter(({ method }) => method === "PATCH"),
    setWorld: (
      world = waitingWorld(record),
      faulty?: (route: string, nth: number) => Fault | null,
    ): World => {
      azure.set({ world, ...(faulty === undefined ? {} : { faulty }) });
      return world;
    },
  };
}
