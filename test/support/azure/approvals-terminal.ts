/** A release of two artifacts that wait for a decision, and `gatehouse approvals` before it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aCollected, aRecord, aReleased } from "../record-builders.ts";
import { type Azure, startAzure } from "./azure.ts";
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

/** For the tests of a suite: a stand-in, and a folder of its own. Skips them where that Node is not there. */
export function placeOnNode(
  node: string,
): () => { readonly azure: Azure; readonly cwd: string; readonly node: string } {
  let azure: Azure;
  let cwd: string;
  before(async function () {
    if (!existsSync(node)) return this.skip();
    azure = await startAzure();
    cwd = mkdtempSync(join(tmpdir(), "gatehouse-approvals-"));
  });
  after(async () => {
    await azure?.[Symbol.asyncDispose]();
    if (cwd !== undefined) rmSync(cwd, { recursive: true });
  });
  return () => ({ azure, cwd, node });
}

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
