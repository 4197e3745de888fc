/** `gatehouse approve DIR` and `gatehouse reject DIR`: a decision from the terminal. */
import { userInfo } from "node:os";
import { decide as decision } from "../../approve/decide.ts";
import { checkFiles } from "../../distributions/check-files.ts";
import { matchGlobs } from "../../release/glob.ts";
import type { ApproveSlice, Decision } from "../../release/record.ts";
import { readRecord, writeApproveSlice } from "../../release/record-folder.ts";
import { isCollected } from "../../release/stages.ts";
import type { Context } from "../context.ts";
import { recordFolder } from "./options.ts";

export interface DecideOptions {
  readonly artifact: readonly string[];
  readonly comment?: string;
  readonly json?: true;
}

/** All the artifacts named are looked at before the first decision is written. */
export async function decide(
  context: Context,
  dir: string,
  kind: Decision,
  options: DecideOptions,
): Promise<number> {
  const folder = recordFolder(context, dir);
  const record = await readRecord(context.files, folder);
  const names = matchGlobs(
    options.artifact,
    record.artifacts.map((artifact) => artifact.name),
  );
  const chosen = record.artifacts.filter((artifact) => names.has(artifact.name));
  const by = whoAmI();
  const about = {
    decision: kind,
    index: record.index,
    by,
    at: context.clock.now(),
    comment: options.comment ?? "",
  };
  const slices: [string, ApproveSlice][] = [];
  for (const artifact of chosen) {
    slices.push([artifact.safeName, decision(artifact, about)]);
    if (!isCollected(artifact)) continue;
    await checkFiles(context.files, `${folder}/${artifact.name}`, artifact);
    if (artifact.tests.outcome === "not run") context.log.warn(`${artifact.name} was not tested.`);
  }
  for (const [safeName, slice] of slices) await writeApproveSlice(context.files, folder, safeName, slice);
  if (options.json === true) context.printJson(slices.map(([, slice]) => slice));
  else
    for (const [, { name, version, digest }] of slices)
      context.print(`${kind} ${name} ${version} sha256:${digest}`);
  return 0;
}

/** The name of the account, as evidence for those who read the slice later. */
export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
