/** The last test pass of one artifact: installs what was built, and tests that and nothing else. */
import type { TestRun } from "../release/record.ts";
import type { Built } from "../release/stages.ts";
import { copyTests } from "./copy-tests.ts";
import { makeEnvironment } from "./make-environment.ts";
import type { TestOptions, TestPorts, TestResult } from "./ports.ts";
import { importModules, runCommand, runPytest } from "./run-tests.ts";
import { testSdist } from "./test-sdist.ts";
import { testRequirements } from "./test-requirements.ts";
import { unpackSdist } from "./unpack-sdist.ts";

/** Tests `artifact`: its wheel, then, where that passes, its sdist. */
export async function testArtifact(
  artifact: Built,
  built: readonly Built[],
  ports: TestPorts,
  options: TestOptions,
): Promise<TestResult> {
  const tested = await testWheel(artifact, built, ports, options);
  return withSdist(tested, artifact, built, ports, options);
}

/**
 * Tests `artifact` in a fresh environment, with the siblings that it or its tests need taken from `built`. Tests run in
 * a folder of their own: whatever they write beside them, the files that build handed over stay as they were.
 */
async function testWheel(
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
  const why = result === null ? "has no tests" : "pytest found no test in tests/";
  const imported = await importModules(artifact.package, why, ports, { options, place });
  signal.throwIfAborted();
  return imported;
}

/** The package's folder and the one that its settings may lie in, up to which to look; from the sdist if need be. */
async function sourceOf(
  artifact: Built,
  ports: TestPorts,
  options: TestOptions,
  work: string,
): Promise<{ readonly folder: string; readonly top: string } | { readonly problem: string }> {
  const { root } = options;
  const path = artifact.path === null || root === null ? null : `${root}/${artifact.path}`;
  if (path !== null && root !== null && (await ports.files.kind(path)) === "folder")
    return { folder: path, top: root };
  const folder = await unpackSdist(artifact, ports, options, work);
  return typeof folder === "string" ? { folder, top: folder } : folder;
}

/** `tested`, and how the sdist did. What failed already is not tried any further. */
async function withSdist(
  tested: TestResult,
  artifact: Built,
  built: readonly Built[],
  ports: TestPorts,
  options: TestOptions,
): Promise<TestResult> {
  const { buildWheel } = options;
  if (buildWheel === null || tested.run.outcome === "failed") return tested;
  const problem = await testSdist(artifact, built, ports, { ...options, buildWheel });
  ports.signal.throwIfAborted();
  const about = { classname: artifact.name, name: "its sdist installs and imports", seconds: 0 };
  const outcome = problem === null ? "passed" : "failed";
  const cases = [...tested.cases, { ...about, outcome, message: (problem ?? "").slice(0, 500) } as const];
  if (problem === null) return { ...tested, cases, run: { ...tested.run, sdist: "passed" } };
  const run = { ...tested.run, outcome: "failed", sdist: "failed", detail: problem } as const;
  return { run, cases, output: `${tested.output}\n${problem}` };
}

function notInstalled({ python }: TestOptions, detail: string): TestResult {
  const counts = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  const run: TestRun = { python: python.version, outcome: "failed", how: "install", ...counts, detail };
  return { run, cases: [], output: detail };
}
