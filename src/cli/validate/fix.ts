/** `--fix`: corrects what is mechanical in each ci.yml, or says what it would correct. */
import { applyFixes } from "../../ci/apply-fixes.ts";
import { fixDifference } from "../../ci/fix-difference.ts";
import { filesWithin } from "../../adapters/files-within.ts";
import type { Context } from "../context.ts";
import { type Judged, type JudgeOptions, readShare } from "./share.ts";

export interface FixOptions extends JudgeOptions {
  /** The tree that links may not lead out of. */
  readonly root: string;
}

/** Writes the corrections, and gives every report as it is after them. */
export async function fixAll(
  context: Context,
  judged: readonly Judged[],
  { root, ...options }: FixOptions,
): Promise<Judged[]> {
  const files = filesWithin(context.files, root);
  const after: Judged[] = [];
  for (const one of judged) {
    const change = await changeOf(context, one);
    if (change === null) {
      after.push(one);
      continue;
    }
    await context.files.write(change.file, change.next);
    context.log.info(`${change.path}: corrected.`);
    const again = await readShare(files, { places: [one.place], traced: false });
    after.push(...(await again.judge(options)));
  }
  return after;
}

/** The difference that `--fix` would make, as a patch; empty when there is none. */
export async function differences(context: Context, judged: readonly Judged[]): Promise<string[]> {
  const changes = await Promise.all(judged.map((one) => changeOf(context, one)));
  return changes.flatMap((change) =>
    change === null ? [] : [fixDifference(change.path, change.text, change.next)],
  );
}

async function changeOf({ files }: Context, { place, fixes }: Judged) {
  if (fixes.length === 0) return null;
  const file = `${place.folder}/ci.yml`;
  const text = (await files.readText(file)) ?? "";
  const next = applyFixes(text, fixes);
  return next === text ? null : { file, path: `${place.path}/ci.yml`.replace(/^\.\//, ""), text, next };
}
