/** Runs what tests an artifact, in the environment where it is installed. Success takes a report: an exit code alone proves nothing. */
import type { TestRun } from "../release/record.ts";
import { parseJUnit, type TestCase } from "./junit.ts";
import { said, type TestOptions, type TestPorts, type TestResult } from "./ports.ts";

/** Where an artifact is tested. */
export interface TestPlace {
  /** Holds the environment (`env`), a home and a folder for temporary files. */
  readonly work: string;
  /** Where programs are started. */
  readonly folder: string;
}

/** pytest's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const allPassed = 0;
const noTestsCollected = 5;

/** What of the output is kept for the log of the job. */
const outputKept = 20_000;

/** Runs a program of the environment, with a home and a temporary folder of its own, and times it. */
async function timed(
  [program = "", ...args]: readonly string[],
  { process, clock, signal }: TestPorts,
  { inside }: TestOptions,
  { work, folder }: TestPlace,
) {
  const environment = `${work}/env`;
  const [home, temporary] = [`${work}/home`, `${work}/tmp`];
  const own = { HOME: home, USERPROFILE: home, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const env = { ...own, VIRTUAL_ENV: environment, PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" };
  const began = clock.now().getTime();
  const { programs } = inside(environment);
  const outcome = await process.run(program, args, { cwd: folder, env, programs, signal });
  return { outcome, seconds: Math.max(0, clock.now().getTime() - began) / 1000 };
}

/** The cases of a report; null when there is none. */
async function casesIn({ files }: TestPorts, path: string): Promise<TestCase[] | null> {
  const text = await files.readText(path).catch(() => null);
  return text === null ? null : parseJUnit(text);
}

/** Runs pytest on `tests`. */
export async function runPytest(
  ports: TestPorts,
  options: TestOptions,
  place: TestPlace,
): Promise<TestResult | "none collected"> {
  const report = `${place.work}/junit.xml`;
  // Last, so that they count above what the package's settings add. A cache is none of the tests' outcome.
  const flags = ["-q", "--color=no", "-o", `cache_dir=${place.work}/cache`, `--junitxml=${report}`];
  const command = [options.inside(`${place.work}/env`).python, "-m", "pytest", ...flags, "tests"];
  const { outcome } = await timed(command, ports, options, place);
  const cases = await casesIn(ports, report);
  if (outcome.exitCode === noTestsCollected && cases?.length === 0) return "none collected";
  const unproven =
    cases === null
      ? `pytest left no report (exit code ${outcome.exitCode ?? "none"})`
      : cases.length === 0
        ? `pytest's report has no test (exit code ${outcome.exitCode ?? "none"})`
        : null;
  const seconds = (cases ?? []).reduce((sum, test) => sum + test.seconds, 0);
  const passed = outcome.exitCode === allPassed && unproven === null;
  const what = { how: "pytest", cases: cases ?? [], seconds, passed } as const;
  return resultOf(options, what, said(outcome, outputKept), [unproven, said(outcome)]);
}

/** Runs the command that gatehouse.yml names; `{junit}` in an argument is where it may leave JUnit XML. */
export async function runCommand(
  command: readonly string[],
  ports: TestPorts,
  options: TestOptions,
  place: TestPlace,
): Promise<TestResult> {
  const report = `${place.work}/junit.xml`;
  const words = command.map((word) => word.replaceAll("{junit}", report));
  const { outcome, seconds } = await timed(words, ports, options, place);
  const cases = await casesIn(ports, report);
  const asked = words.some((word, at) => word !== command[at]);
  const unproven = asked && cases === null ? "it left no report where {junit} told it to" : null;
  const passed = outcome.exitCode === 0 && unproven === null;
  const what = { how: "command", cases: cases ?? [], seconds, passed } as const;
  return resultOf(options, what, said(outcome, outputKept), [unproven, said(outcome)]);
}

/** For a package without tests, which `why` says: does it import at all? */
export async function importModules(
  distribution: string,
  why: string,
  ports: TestPorts,
  { options, place }: { readonly options: TestOptions; readonly place: TestPlace },
): Promise<TestResult> {
  const report = `${place.work}/imports`;
  const python = options.inside(`${place.work}/env`).python;
  const command = [python, options.productProgram("import_all"), distribution, report];
  const { outcome, seconds } = await timed(command, ports, options, place);
  const lines = ((await ports.files.readText(report).catch(() => null)) ?? "").trim().split("\n");
  const last = lines.at(-1) ?? "";
  const whole = last === "done";
  const unproven = whole
    ? null
    : last.startsWith("importing ")
      ? `${last} ended the process`
      : "the imports left no whole report";
  const named = (word: string) => lines.filter((line) => line.startsWith(`${word} `));
  const cases = [
    ...named("imported").map((line) => importCase(distribution, line, "passed")),
    ...named("failed").map((line) => importCase(distribution, line, "failed")),
  ];
  const passed = outcome.exitCode === 0 && whole;
  const what = { how: "import", cases, seconds, passed } as const;
  const result = resultOf(options, what, said(outcome, outputKept), [unproven, said(outcome)]);
  return result.run.outcome === "passed" ? { ...result, run: { ...result.run, detail: why } } : result;
}

function importCase(classname: string, line: string, outcome: "passed" | "failed"): TestCase {
  const name = `import ${line.slice(line.indexOf(" ") + 1)}`.slice(0, 200);
  return { classname, name, seconds: 0, outcome, message: outcome === "failed" ? "it does not import" : "" };
}

function resultOf(
  { python }: TestOptions,
  what: Pick<TestRun, "how" | "seconds"> & { readonly cases: readonly TestCase[]; readonly passed: boolean },
  output: string,
  detail: readonly (string | null)[],
): TestResult {
  const { how, cases, seconds } = what;
  const count = (wanted: TestCase["outcome"]) => cases.filter((test) => test.outcome === wanted).length;
  const passed = what.passed && count("failed") === 0;
  const run: TestRun = {
    python: python.version,
    outcome: passed ? "passed" : "failed",
    how,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    seconds,
    detail: passed ? "" : detail.filter((part) => part !== null).join("\n"),
  };
  return { run, cases, output };
}
