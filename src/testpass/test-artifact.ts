/** The last test pass of one artifact: installs what was built, and tests that and nothing else. */
import type { TestRun } from "../release/record.ts";
import type { Built } from "../release/stages.ts";
import { copyTests } from "./copy-tests.ts";
import { makeEnvironment } from "./make-environment.ts";
import { said, type TestOptions, type TestPorts, type TestResult } from "./ports.ts";
import { importModules, runCommand, runPytest } from "./run-tests.ts";
import { testRequirements } from "./test-requirements.ts";

/**
 * Tests `artifact` in a fresh environment, with the siblings that it or its tests need taken from `built`. Tests run in
 * a folder of their own: whatever they write beside them, the files that build handed over stay as they were.
 */
export async function testArtifact(
  artifact: Built,
  built: readonly Built[],
  ports: TestPorts,
  options: TestOptions,
): Promise<TestResult> {
  const { files, signal } = ports;
  await using work = await files.temporary(options.work);
  for (const name of ["home", "tmp", "run"]) await files.makeFolder(`${work.path}/${name}`);
  const source = await sourceOf(artifact, ports, options, work.path);
  signal.throwIfAborted();
  if ("problem" in source) return notInstalled(options, source.problem);
  const needs = await testRequirements(files, source.folder, artifact.requiresDist);
  const environment = { artifact, built, needs, work: work.path };
  const problem = await makeEnvironment(environment, ports, options);
  signal.throwIfAborted();
  if (problem !== null) return notInstalled(options, problem);
  const tests = await copyTests(files, source, `${work.path}/run`);
  const place = { work: work.path, folder: tests ?? `${work.path}/run` };
  const command = options.commandOf(artifact.name);
  const result =
    command !== null
      ? await runCommand(command, ports, options, place)
      : tests === null
        ? null
        : await runPytest(ports, options, place);
  signal.throwIfAborted();
  if (result !== null && result !== "none collected") return result;
  const why = result === null ? "it has no tests" : "pytest found no test in tests/";
  const imported = await importModules(artifact.package, why, ports, { options, place });
  signal.throwIfAborted();
  return imported;
}

/** The package's folder and the one that its settings may lie in, up to which to look; from the sdist if need be. */
async function sourceOf(
  artifact: Built,
  { files, process, signal }: TestPorts,
  { root, python, productProgram, filesOf }: TestOptions,
  work: string,
): Promise<{ readonly folder: string; readonly top: string } | { readonly problem: string }> {
  const path = artifact.path === null || root === null ? null : `${root}/${artifact.path}`;
  if (path !== null && root !== null && (await files.kind(path)) === "folder")
    return { folder: path, top: root };
  const sdist = artifact.files.find((file) => file.kind === "sdist");
  if (sdist === undefined) return { folder: `${work}/run`, top: `${work}/run` };
  const archive = `${filesOf(artifact.name)}/${sdist.name}`;
  const unpack = ["-I", productProgram("unpack_sdist"), archive, `${work}/sdist`];
  const outcome = await process.run(python.path, unpack, { cwd: work, signal });
  if (outcome.exitCode !== 0) return { problem: `its sdist can't be unpacked: ${said(outcome)}` };
  const folder = `${work}/sdist/${sdist.name.slice(0, -".tar.gz".length)}`;
  return { folder, top: folder };
}

function notInstalled({ python }: TestOptions, detail: string): TestResult {
  const counts = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  const run: TestRun = { python: python.version, outcome: "failed", how: "install", ...counts, detail };
  return { run, cases: [], output: detail };
}
