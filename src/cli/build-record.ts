/** Builds and collects into a folder: what `build` and `release` share. */
import { availableParallelism } from "node:os";
import { treeAround } from "../adapters/files-within.ts";
import type { Tools } from "../adapters/tools.ts";
import { buildSlice, type Origin, wholeShare } from "../build/build-slice.ts";
import { collect } from "../collect/collect.ts";
import type { ProjectState } from "../index/types.ts";
import type { BuildEntry, BuildSlice, ReleaseRecord } from "../release/record.ts";
import { readTestSlices, writeRecord } from "../release/record-folder.ts";
import type { Validated } from "../release/stages.ts";
import { plainLines } from "../report/plain.ts";
import type { Context } from "./context.ts";
import type { Source } from "./source.ts";
import type { Steps } from "./steps.ts";

export interface BuildRecordOptions {
  readonly source: Source;
  readonly origin: Origin;
  readonly artifacts: readonly Validated[];
  readonly kept: readonly BuildEntry[];
  /** What the index has, by PEP 503 name; null when none was asked. */
  readonly projects: ReadonlyMap<string, ProjectState> | null;
  readonly tools: Tools;
  readonly out: string;
  readonly jobs: number | null;
  readonly steps: Steps;
}

/** The record of what was built, written to `<out>/release.json`. */
export async function buildRecord(context: Context, options: BuildRecordOptions): Promise<ReleaseRecord> {
  const { source, origin, artifacts, kept, projects, tools, out, jobs, steps } = options;
  await hideFromGit(context, out);
  const names = artifacts.filter((artifact) => artifact.release).map((artifact) => artifact.name);
  const said = new Map<string, string>();
  const slice = await steps.run("Build", names, (tell) =>
    buildSlice(context, {
      service: source.service,
      artifacts,
      origin,
      share: wholeShare,
      out,
      kept,
      lastReleases: projects === null ? null : { projects, http: context.http },
      backEnds: { ...tools.backEnds, onOutput: (name, output) => said.set(name, output) },
      tree: treeAround(source.service.folder),
      time: source.checkout?.time ?? null,
      jobs: jobs ?? availableParallelism(),
      onEvent: ({ name }, event, reason) => {
        const note = event === "kept" ? "kept from before" : (reason.split("\n")[0] ?? "");
        tell(name, event === "building" ? "working" : event === "failed" ? "failed" : "done", note);
      },
    }),
  );
  for (const { name } of slice.artifacts.filter((entry) => entry.digest === null)) {
    const lines = plainLines(said.get(name) ?? "");
    if (lines.length > 0) context.log.info(`What the back end of ${name} said last:`);
    for (const line of lines) context.log.info(`  ${line}`);
  }
  return collectRecord(context, out, slice);
}

/** Collects again from the slice and whatever test slices are there. */
export async function collectRecord(
  context: Context,
  out: string,
  slice: BuildSlice,
): Promise<ReleaseRecord> {
  const record = collect([slice], await readTestSlices(context.files, out), null);
  await writeRecord(context.files, out, record);
  return record;
}

/** The default place lies in the user's repository: git should not see it. */
async function hideFromGit({ files }: Context, out: string): Promise<void> {
  const folder = out.slice(0, out.lastIndexOf("/"));
  if (!folder.endsWith("/.gatehouse")) return;
  const path = `${folder}/.gitignore`;
  if ((await files.kind(path)) === null) await files.write(path, "*\n");
}
