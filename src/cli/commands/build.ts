/** `gatehouse build <serviceDirectory>`: sdist and wheel of each artifact, and the record of them. */
import { prepareOut } from "../../build/build-slice.ts";
import { plan } from "../../plan/plan.ts";
import { survey } from "../../plan/survey.ts";
import { buildRecord } from "../build-record.ts";
import type { IndexAddress, ProjectState } from "../../index/types.ts";
import type { Context } from "../context.ts";
import { namedIndex, openIndex } from "../index-option.ts";
import { locate } from "../locate.ts";
import { openSource, originOf } from "../source.ts";
import { stepsFor } from "../steps.ts";
import { terminalTools } from "../tools.ts";
import { type BuildOptions, outFolder } from "./options.ts";

/** Reads an index only with `--index`; exit code 1 when a chosen artifact does not build. */
export async function build(context: Context, target: string, options: BuildOptions): Promise<number> {
  // Finding Python takes as long as reading the sources.
  const preparing = terminalTools(context, options.python ?? null);
  preparing.catch(() => undefined);
  const place = await locate(context, target, options.artifact);
  const source = await openSource(context, place);
  const named = options.index === undefined ? null : await namedIndex(context, options, place.folder, null);
  const origin = originOf(source, named);
  const out = outFolder(context, options.out, place);
  const kept = await prepareOut(context.files, out, origin);
  const tools = await preparing;
  await using index =
    named === null ? null : await openIndex(context, named, { tools: async () => tools, folder: out });
  let projects: ReadonlyMap<string, ProjectState> | null = null;
  const lookUp = async (address: IndexAddress) => {
    // The rules and what they stand on: without an index, none of it is loaded.
    const known = await (await import("../look-up.ts")).lookUp(context, source.service, address);
    ({ projects } = known);
    return known;
  };
  const { facts } = await survey(source.service, {
    globs: place.globs,
    repositoryPath: source.repositoryPath,
    kept: [],
    lookUp: index === null ? null : () => lookUp(index),
  });
  // Whatever the index has: what was chosen is built.
  const artifacts = plan(facts).map((planned) => ({
    ...planned,
    release: planned.chosen && planned.path !== null,
    findings: [],
  }));
  const record = await buildRecord(context, {
    source,
    origin,
    artifacts,
    kept,
    projects,
    tools,
    out,
    jobs: options.jobs ?? null,
    steps: stepsFor(context),
  });
  const failed = record.artifacts.filter((artifact) => artifact.chosen && artifact.digest === null);
  for (const { name, reason } of failed) context.log.warn(`${name} was not built: ${reason}`);
  if (options.json === true) context.printJson(record);
  else {
    for (const artifact of record.artifacts) {
      for (const file of artifact.files)
        context.print(`${file.sha256}  ${out}/${artifact.name}/${file.name}`);
    }
    context.log.info(`The record is ${out}/release.json. Next: gatehouse test ${out}`);
  }
  return failed.length > 0 ? 1 : 0;
}
