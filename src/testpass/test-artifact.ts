/** The last test pass of one artifact: installs what was built, and tests that and nothing else. */
import type { Files, Outcome, Process } from "../ports.ts";
import type { TestRun } from "../release/record.ts";
import { readRequirement } from "../release/requirements.ts";
import type { Built } from "../release/stages.ts";
import { parseJUnit, type TestCase } from "./junit.ts";
import { testRequirements } from "./test-requirements.ts";

export interface TestPorts {
  readonly files: Files;
  readonly process: Process;
  readonly signal: AbortSignal;
}

export interface TestOptions {
  /** Path of uv. */
  readonly uv: string;
  readonly python: { readonly path: string; readonly version: string };
  /** Folder below which temporary files go. */
  readonly work: string;
  /** The folder of an artifact's built files, by its name. */
  readonly filesOf: (name: string) => string;
  /** Absolute folder of the package's source, or null: then tests come from the sdist. */
  readonly source: string | null;
  /** Path of the locked requirements of the test tools. */
  readonly lock: string;
  /** The path of a program in a virtual environment. */
  readonly programOf: (environment: string, program: string) => string;
  /** Path of the program that imports all of a distribution's modules. */
  readonly importAll: string;
}

export interface TestResult {
  readonly run: TestRun;
  readonly cases: readonly TestCase[];
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const allPassed = 0;
const noTestsCollected = 5;

/**
 * Tests `family[0]` in a fresh environment, its siblings of this release installed from their built files too.
 * Tests get copies: whatever they write, the files that build handed over stay as they were.
 */
export async function testArtifact(
  family: readonly [Built, ...Built[]],
  ports: TestPorts,
  options: TestOptions,
): Promise<TestResult> {
  const [artifact] = family;
  const { files, signal } = ports;
  await using work = await files.temporary(options.work);
  const environment = await makeEnvironment(family, ports, options, work.path);
  signal.throwIfAborted();
  if (environment !== null) return { run: failedRun(options, environment), cases: [] };
  const tests = await copyTests(artifact, ports, options, work.path);
  const result = tests ? await runPytest(ports, options, work.path) : null;
  signal.throwIfAborted();
  return result ?? (await importModules(artifact, ports, options, work.path));
}

/** Runs the environment's Python, with a home and a temporary folder of its own. */
function runPython(ports: TestPorts, { programOf }: TestOptions, work: string, args: readonly string[]) {
  const own = { HOME: `${work}/home`, TMPDIR: `${work}/tmp` };
  const env = { ...own, PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" };
  return ports.process.run(programOf(`${work}/env`, "python"), args, {
    cwd: `${work}/run`,
    env,
    signal: ports.signal,
  });
}

/** A fresh environment with the test tools, the wheels, and what the tests need; null, or what went wrong. */
async function makeEnvironment(
  family: readonly [Built, ...Built[]],
  { files, process, signal }: TestPorts,
  { uv, python, filesOf, lock, source }: TestOptions,
  work: string,
): Promise<string | null> {
  for (const name of ["home", "tmp", "run"]) await files.makeFolder(`${work}/${name}`);
  const [artifact] = family;
  const { extra, requirements } = await testRequirements(files, source, artifact.requiresDist);
  const wheels = family.flatMap(({ name, files: own }) =>
    own.filter((file) => file.kind === "wheel").map((file) => `${filesOf(name)}/${file.name}`),
  );
  const withExtra =
    extra === null ? wheels : wheels.map((path, at) => (at === 0 ? `${path}[${extra}]` : path));
  // A sibling of this release is tested as it was built.
  const built = new Set(family.map((member) => member.package));
  const more = requirements.filter((line) => !built.has(readRequirement(line)?.package ?? ""));
  const into = ["pip", "install", "--quiet", "--python", `${work}/env`];
  const steps = [
    ["venv", "--quiet", "--python", python.path, `${work}/env`],
    [...into, "--require-hashes", "-r", lock],
    [...into, "--", ...withExtra, ...more],
    ["pip", "check", "--quiet", "--python", `${work}/env`],
  ];
  for (const args of steps) {
    const outcome = await process.run(uv, args, { cwd: work, installs: true, signal });
    if (outcome.exitCode !== 0) return `it can't be installed: ${said(outcome)}`;
  }
  return null;
}

/** Puts the tests, and nothing of the source beside them, into `run/tests`; false when there are none. */
async function copyTests(
  artifact: Built,
  ports: TestPorts,
  options: TestOptions,
  work: string,
): Promise<boolean> {
  const { files } = ports;
  const from = options.source ?? (await unpackSdist(artifact, ports, options, work));
  if (from === null || (await files.kind(`${from}/tests`)) !== "folder") return false;
  await files.copyFolder(`${from}/tests`, `${work}/run/tests`, {
    leaveOut: (name) => name === "__pycache__",
  });
  return true;
}

/** Unpacks the sdist with Python's own tarfile, which its `data` filter keeps inside the folder. */
async function unpackSdist(artifact: Built, ports: TestPorts, options: TestOptions, work: string) {
  const sdist = artifact.files.find((file) => file.kind === "sdist");
  if (sdist === undefined) return null;
  const archive = `${options.filesOf(artifact.name)}/${sdist.name}`;
  await runPython(ports, options, work, [
    "-m",
    "tarfile",
    "--filter",
    "data",
    "--extract",
    archive,
    `${work}/sdist`,
  ]);
  return `${work}/sdist/${sdist.name.slice(0, -".tar.gz".length)}`;
}

async function runPytest(ports: TestPorts, options: TestOptions, work: string): Promise<TestResult | null> {
  const report = `${work}/junit.xml`;
  const quiet = ["-q", "--color=no", "-p", "no:cacheprovider", `--junitxml=${report}`];
  const outcome = await runPython(ports, options, work, ["-m", "pytest", ...quiet, "tests"]);
  if (outcome.exitCode === noTestsCollected) return null;
  const cases = parseJUnit(
    await ports.files.readText(report).then(
      (text) => text ?? "",
      () => "",
    ),
  );
  const count = (wanted: TestCase["outcome"]) => cases.filter((test) => test.outcome === wanted).length;
  const passed = outcome.exitCode === allPassed && count("failed") === 0;
  const run: TestRun = {
    python: options.python.version,
    outcome: passed ? "passed" : "failed",
    how: "pytest",
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    seconds: cases.reduce((sum, test) => sum + test.seconds, 0),
    detail: passed ? "" : said(outcome),
  };
  return { run, cases };
}

/** For a package without tests: does it import at all? */
async function importModules(
  artifact: Built,
  ports: TestPorts,
  options: TestOptions,
  work: string,
): Promise<TestResult> {
  const outcome = await runPython(ports, options, work, [options.importAll, artifact.package]);
  ports.signal.throwIfAborted();
  const outcomeWord = outcome.exitCode === 0 ? "passed" : "failed";
  const [passed = 0, failed = 0] = (outcome.stdout.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map((n) => (/^\d{1,9}$/.test(n) ? Number(n) : 0));
  const detail = outcome.exitCode === 0 ? "" : said(outcome);
  const counts = { passed, failed, skipped: 0, seconds: 0 };
  const run: TestRun = {
    python: options.python.version,
    outcome: outcomeWord,
    how: "import",
    ...counts,
    detail,
  };
  return { run, cases: [] };
}

function failedRun({ python }: TestOptions, detail: string): TestRun {
  const counts = { passed: 0, failed: 0, skipped: 0, seconds: 0 };
  return { python: python.version, outcome: "failed", how: "install", ...counts, detail };
}

/** The last lines of what a program said. */
function said({ stdout, stderr, stopped }: Outcome): string {
  const text = `${stdout}\n${stderr}`.trim().slice(-2000);
  return stopped === "timeout" ? `it did not end within the time limit\n${text}` : text || "it said nothing";
}
