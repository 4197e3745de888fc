/** The last test pass on a folder: what `test` and `release` share. */
import { availableParallelism, tmpdir } from "node:os";
import { productFile } from "../adapters/product.ts";
import { keptProcess } from "../adapters/kept-process.ts";
import { insideEnvironment, type Tools } from "../adapters/tools.ts";
import { backEndBuilder } from "../build/builder.ts";
import { wheelOfSdist } from "../build/wheel-of-sdist.ts";
import { wholeShare } from "../build/build-slice.ts";
import { readConfig } from "../config/read-config.ts";
import { testCommandOf } from "../config/test-command.ts";
import { GatehouseError } from "../errors.ts";
import type { ReleaseRecord } from "../release/record.ts";
import { readBuildSlices, readTestSlices } from "../release/record-folder.ts";
import { runLine } from "../report/test-lines.ts";
import { type Tested, testSlice } from "../testpass/test-slice.ts";
import { collectRecord } from "./build-record.ts";
import type { Context } from "./context.ts";
import type { Steps } from "./steps.ts";

export interface TestRecordOptions {
  readonly folder: string;
  /** Names of the artifacts to test. */
  readonly chosen: ReadonlySet<string>;
  /** Absolute path of the repository's root, or null: then tests come from the sdists. */
  readonly root: string | null;
  readonly tools: Tools;
  readonly jobs: number | null;
  /** Whether the sdists are tried, too. */
  readonly sdist: boolean;
  /** Whether results on the very same files are kept. */
  readonly keep: boolean;
  readonly steps: Steps;
}

export async function testRecord(
  context: Context,
  { folder, chosen, root, tools, jobs, sdist, keep, steps }: TestRecordOptions,
): Promise<{ record: ReleaseRecord; results: Tested[] }> {
  const { files } = context;
  const [slice] = await readBuildSlices(files, folder);
  if (slice === undefined) throw GatehouseError.of("record-missing", { path: `${folder}/build.1.json` });
  const { python, uv } = tools;
  const config = root === null ? {} : await readConfig(files, `${root}/${slice.serviceDirectory}`);
  const commandOf = (name: string) => testCommandOf(config, name);
  const earlier = (await readTestSlices(files, folder)).find((test) => test.python === python.version);
  const wanted = slice.artifacts.filter((entry) => chosen.has(entry.name) && entry.digest !== null);
  await using builder = backEndBuilder({ ...context, ...tools.backEnds, onOutput: () => undefined });
  const { results } = await steps.run(
    `Test on Python ${python.version}`,
    wanted.map((entry) => entry.name),
    (tell) =>
      testSlice({ ...context, process: keptProcess(context.process, python.path) }, python.version, folder, {
        entries: slice.artifacts,
        chosen,
        share: wholeShare,
        kept: (earlier?.artifacts ?? []).filter((result) => keep || !chosen.has(result.name)),
        jobs: jobs ?? availableParallelism(),
        options: {
          uv,
          python,
          // Not beside the built files: tests write where they like.
          work: `${tmpdir().replaceAll("\\", "/")}/gatehouse`,
          filesOf: (name) => `${folder}/${name}`,
          root,
          inside: insideEnvironment,
          lock: productFile("python/test.txt"),
          productProgram: (name) => productFile(`python/${name}.py`),
          commandOf,
          buildWheel: sdist ? (request) => wheelOfSdist(builder, request) : null,
        },
        onEvent: ({ name }, event, result) => {
          const words = result === null ? "" : runLine(result.run);
          tell(
            name,
            event === "testing" ? "working" : event === "failed" ? "failed" : "done",
            event === "kept" ? "kept from before" : words,
          );
        },
      }),
  );
  return { record: await collectRecord(context, folder, slice), results };
}
