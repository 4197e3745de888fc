/** `gatehouse test DIR`: the last test pass on what `build` left. */
import { readCheckout } from "../../adapters/git.ts";
import { matchGlobs } from "../../release/glob.ts";
import { readRecord } from "../../release/record-folder.ts";
import { junitReport } from "../../report/junit.ts";
import { testsLine } from "../../report/test-lines.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../locate.ts";
import { stepsFor } from "../steps.ts";
import { testRecord } from "../test-record.ts";
import { terminalTools } from "../tools.ts";
import { recordFolder } from "./options.ts";

export interface TestOptions {
  readonly artifact: readonly string[];
  readonly python?: string;
  readonly jobs?: number;
  readonly junit?: string;
  readonly only?: "wheel";
  readonly source?: string;
  readonly json?: true;
}

/** Exit code 1 when tests fail. */
export async function test(context: Context, dir: string, options: TestOptions): Promise<number> {
  const folder = recordFolder(context, dir);
  const before = await readRecord(context.files, folder);
  const names = before.artifacts
    .filter((artifact) => artifact.digest !== null)
    .map((artifact) => artifact.name);
  const chosen = options.artifact.length === 0 ? new Set(names) : matchGlobs(options.artifact, names);
  const tools = await terminalTools(context, options.python ?? null);
  const { record, results } = await testRecord(context, {
    folder,
    chosen,
    tools,
    jobs: options.jobs ?? null,
    sdist: options.only === undefined,
    keep: false,
    root: await sourceRoot(context, options.source, before.serviceDirectory),
    steps: stepsFor(context),
  });
  if (options.junit !== undefined) {
    await context.files.write(placeOf(context, options.junit).folder, junitReport(results));
  }
  for (const { name, run } of results.filter((result) => result.run.outcome === "failed")) {
    context.log.warn(`${name} failed on Python ${run.python}:`);
    for (const line of run.detail.split("\n").slice(-25)) context.log.info(`  ${line}`);
  }
  if (options.json === true) context.printJson(record);
  else for (const artifact of record.artifacts) context.print(`${artifact.name}: ${testsLine(artifact)}`);
  return results.some((result) => result.run.outcome === "failed") ? 1 : 0;
}

/** The folder that the record's paths start from, when the service directory is below it; else null. */
async function sourceRoot(
  context: Context,
  source: string | undefined,
  serviceDirectory: string,
): Promise<string | null> {
  const root =
    source === undefined
      ? (await readCheckout(context.process, context.cwd))?.root
      : placeOf(context, source).folder;
  const there = root !== undefined && (await context.files.kind(`${root}/${serviceDirectory}`)) === "folder";
  return there ? root : null;
}
