/** GatehouseTest: the last test pass, on one Python. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { readCheckout } from "../adapters/git.ts";
import { productFile } from "../adapters/product.ts";
import { findPython } from "../adapters/python.ts";
import { keptProcess } from "../adapters/kept-process.ts";
import { insideEnvironment, prepareTools } from "../adapters/tools.ts";
import { readConfig } from "../config/read-config.ts";
import { testCommandOf } from "../config/test-command.ts";
import { backEndBuilder } from "../build/builder.ts";
import { wheelOfSdist } from "../build/wheel-of-sdist.ts";
import { checkFiles } from "../distributions/check-files.ts";
import { GatehouseError } from "../errors.ts";
import { gather } from "../release/gather.ts";
import { normalizeName } from "../release/name.ts";
import { newestShares, ownShare } from "../release/share.ts";
import { isBuilt } from "../release/stages.ts";
import { testSummary } from "../report/summary.ts";
import { runLine } from "../report/test-lines.ts";
import { testSlice } from "../testpass/test-slice.ts";
import { choiceInput, countInput, requiredInput, textInput } from "./inputs.ts";
import { jobFolder, progressOf, recordPath, slashed } from "./run.ts";
import { shareOf } from "./share.ts";
import { writeTestResults } from "./test-results.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";

export async function testTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files, process, signal, log } = context;
  const service = slashed(resolve(requiredInput(agent, "serviceDirectory")));
  const folder = recordPath(agent);
  const share = shareOf(agent);
  const { builds, filesOf } = await gather(files, folder);
  const entries = newestShares(builds).flatMap((slice) => slice.artifacts);
  const built = entries.filter(isBuilt);
  const filesIn = (name: string) => filesOf.get(name) ?? `${folder}/${name}`;
  for (const artifact of built) await checkFiles(files, filesIn(artifact.name), artifact);
  const only = textInput(agent, "artifactName");
  const sizeOf = ({ files: own }: (typeof built)[number]) => own.reduce((sum, file) => sum + file.size, 0);
  const chosen =
    only === null
      ? ownShare(built, sizeOf, share)
      : built.filter((artifact) => artifact.package === normalizeName(only));
  if (only !== null && chosen.length === 0) {
    throw GatehouseError.of("artifact-unknown", {
      name: only,
      names: built.map((artifact) => artifact.name).join(", "),
    });
  }
  const python = await findPython(process, null, service);
  const ports = { files, process, signal };
  const tools = await prepareTools({ ...ports, clock: context.clock }, jobFolder(agent), python);
  const root = (await readCheckout(process, service))?.root ?? null;
  const tell = progressOf(agent, chosen.length);
  const sdist = choiceInput(agent, "distributions", ["both", "wheel"]) === "both";
  await using builder = backEndBuilder({ process, signal, ...tools.backEnds, onOutput: () => undefined });
  const config = await readConfig(files, service);
  const kept = { ...ports, clock: context.clock, process: keptProcess(process, python.path) };
  const { results } = await testSlice(kept, python.version, folder, {
    entries,
    share,
    kept: [],
    chosen: new Set(chosen.map((artifact) => artifact.name)),
    jobs: countInput(agent, "jobs") ?? availableParallelism(),
    options: {
      uv: tools.uv,
      python,
      work: jobFolder(agent),
      filesOf: filesIn,
      inside: insideEnvironment,
      lock: productFile("python/test.txt"),
      productProgram: (name) => productFile(`python/${name}.py`),
      root,
      commandOf: (name) => testCommandOf(config, name),
      buildWheel: sdist ? (request) => wheelOfSdist(builder, request) : null,
    },
    onEvent: ({ name }, event, result) => {
      if (result === null) log.info(`${name}: ${event}`);
      else {
        agent.group(`${name}: ${event}, ${runLine(result.run)}`, result.output);
        tell(name);
      }
    },
  });
  const summary = `${jobFolder(agent)}/gatehouse-test.md`;
  await files.write(summary, testSummary({ python: python.version, artifacts: results }));
  agent.showSummary(summary);
  const reports = slashed(
    resolve(textInput(agent, "testResultsPath") ?? `${jobFolder(agent)}/junit-${python.version}`),
  );
  const paths = await writeTestResults(files, reports, results);
  if (paths.length > 0) agent.publishTests(paths, `Last test pass, Python ${python.version}`);
  agent.setOutput("testResultsPath", reports);
  agent.setOutput("sliceArtifact", `gatehouse-test-${python.version}-${share.position}-${share.attempt}`);
  const failed = results.filter((result) => result.run.outcome === "failed");
  for (const { name, run } of failed) log.warn(`${name} failed on Python ${run.python}: ${run.detail}`);
  const names = failed.map((result) => result.name).join(", ");
  if (failed.length > 0 && failed.length === results.length)
    throw GatehouseError.of("tests-failed", { names });
  const text = `${results.length - failed.length} passed, ${failed.length} failed`;
  return { result: failed.length > 0 ? "succeeded with issues" : "succeeded", text };
}
