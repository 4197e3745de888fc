/** A release under way, for what looks at its desk. */
import { ReleaseDesk } from "../../src/cli/release/release-desk.ts";
import type { ApproveSlice, Decision, RecordArtifact } from "../../src/release/record.ts";
import { isCollected } from "../../src/release/stages.ts";
import { anApproval, aRecord } from "./record-builders.ts";

export interface TestDesk extends ReleaseDesk {
  /** Decisions that were kept, in order: `safeName`, slice. */
  readonly saved: readonly (readonly [string, ApproveSlice])[];
}

export interface DeskSetting {
  /** Decisions from the beginning, by artifact name. */
  readonly decisions?: Readonly<Record<string, Decision>>;
  /** What keeping a decision does. */
  readonly save?: () => Promise<void>;
}

export function aDesk(
  artifacts: readonly RecordArtifact[],
  { decisions = {}, save }: DeskSetting = {},
): TestDesk {
  const saved: (readonly [string, ApproveSlice])[] = [];
  const slices = artifacts.filter(isCollected).flatMap((artifact) => {
    const decision = decisions[artifact.name];
    return decision === undefined ? [] : [[artifact.name, anApproval(artifact, { decision })] as const];
  });
  const desk = new ReleaseDesk({
    record: aRecord(artifacts),
    index: "https://pypi.org/simple/",
    decisions: new Map(slices),
    by: "rosa",
    now: () => new Date("2026-11-01T10:00:00Z"),
    async save(safeName, slice) {
      await save?.();
      saved.push([safeName, slice]);
    },
  });
  return Object.assign(desk, { saved });
}

/** A decision as the page sends it. */
export function fromPage(
  { name, digest }: Pick<RecordArtifact, "name" | "digest">,
  decision: Decision = "approved",
  comment = "",
) {
  return { name, digest: digest ?? "", decision, comment };
}
