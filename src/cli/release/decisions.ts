/** The decisions that a release begins with: by option, or kept in its folder. */
import { decide } from "../../approve/decide.ts";
import { GatehouseError } from "../../errors.ts";
import { matchGlobs } from "../../release/glob.ts";
import type { ApproveSlice, ReleaseRecord } from "../../release/record.ts";
import { readApproveSlice, writeApproveSlice } from "../../release/record-folder.ts";
import { isCollected } from "../../release/stages.ts";
import type { Context } from "../context.ts";

/** What `--approve` and `--reject` name, by artifact. */
export interface Asked {
  readonly approve: ReadonlySet<string>;
  readonly reject: ReadonlySet<string>;
}

/** Throws `glob-no-match`, and `usage` when both options name one artifact. */
export function askedFor(
  approve: readonly string[],
  reject: readonly string[],
  names: readonly string[],
): Asked {
  const asked = { approve: matchGlobs(approve, names), reject: matchGlobs(reject, names) };
  const both = [...asked.approve].filter((name) => asked.reject.has(name));
  if (both.length > 0)
    throw GatehouseError.of("usage", { problem: `--approve and --reject both name ${both.join(", ")}.` });
  return asked;
}

/** Writes the decisions that the options make, where there is something to decide; by artifact name. */
export async function decideAsked(
  context: Context,
  folder: string,
  record: ReleaseRecord,
  asked: Asked,
  by: string,
): Promise<Map<string, ApproveSlice>> {
  const decisions = new Map<string, ApproveSlice>();
  for (const artifact of record.artifacts.filter(isCollected)) {
    const { name, safeName } = artifact;
    const isApproved = asked.approve.has(name);
    if (!isApproved && !asked.reject.has(name)) continue;
    const decision = isApproved ? "approved" : "rejected";
    const slice = decide(artifact, {
      decision,
      index: record.index,
      by,
      at: context.clock.now(),
      comment: "",
    });
    await writeApproveSlice(context.files, folder, safeName, slice);
    decisions.set(name, slice);
  }
  return decisions;
}

/**
 * The decisions kept in the folder that are about the very files of the record and this index: a rehearsal
 * decides nothing for PyPI. `unbound`: those that name no index count too. By artifact name.
 */
export async function keptDecisions(
  context: Context,
  folder: string,
  record: ReleaseRecord,
  { index, unbound }: { index: string; unbound: boolean },
): Promise<Map<string, ApproveSlice>> {
  const decisions = new Map<string, ApproveSlice>();
  for (const { name, safeName, digest } of record.artifacts) {
    const slice = await readApproveSlice(context.files, folder, safeName);
    if (slice === null || slice.name !== name || slice.digest !== digest) continue;
    if (slice.index === index || (unbound && slice.index === null)) decisions.set(name, slice);
  }
  return decisions;
}
