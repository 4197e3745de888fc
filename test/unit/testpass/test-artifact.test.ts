import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { systemClock } from "../../../src/adapters/clock.ts";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Outcome } from "../../../src/ports.ts";
import { check } from "../../../src/release/check.ts";
import { TestSlice } from "../../../src/release/record.ts";
import type { TestOptions } from "../../../src/testpass/ports.ts";
import { testArtifact } from "../../../src/testpass/test-artifact.ts";
import { aBuiltEntry, aTestSlice } from "../../support/record-builders.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { ended } from "../../support/record-process.ts";

const core = aBuiltEntry();
const blob = aBuiltEntry({ name: "contoso-blob", requiresDist: ["contoso-core"] });
const oneFailure =
  '<testsuite><testcase time="1"/><testcase time="2"><failure message="no"/></testcase></testsuite>';

/** What each program answers, by a word in its arguments; the first that fits. */
type Answers = Readonly<
  Record<string, Partial<Outcome> & { readonly junit?: string; readonly report?: string }>
>;

interface Pass {
  readonly calls: readonly (readonly string[])[];
  /** What lay beside the tests when Python ran. */
  readonly beside: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where Python was started. */
  readonly cwd: string;
}

interface Given {
  readonly tests?: boolean;
  /** Files of the repository, beside `tests` and `setup.py` of the package. */
  readonly more?: Readonly<Record<string, string>>;
  readonly command?: readonly string[] | null;
  readonly buildWheel?: TestOptions["buildWheel"];
  readonly artifact?: typeof blob;
  readonly built?: readonly (typeof blob)[];
}

async function pass(
  answers: Answers,
  {
    tests = true,
    more = {},
    command = null,
    buildWheel = null,
    artifact = blob,
    built = [blob, core],
  }: Given = {},
) {
  await using folder = await temporaryFolder();
  const source = `${folder.path}/${artifact.path}`;
  await mkdir(`${source}/${tests ? "tests" : "src"}`, { recursive: true });
  await writeFile(`${source}/setup.py`, "");
  for (const [path, text] of Object.entries(more)) {
    await mkdir(dirname(`${folder.path}/${path}`), { recursive: true });
    await writeFile(`${folder.path}/${path}`, text);
  }
  await mkdir(`${folder.path}/out/${artifact.name}`, { recursive: true });
  for (const { name } of artifact.files) await writeFile(`${folder.path}/out/${artifact.name}/${name}`, "");
  const calls: string[][] = [];
  const seen = { beside: [] as string[], env: {} as Record<string, string>, cwd: "" };
  const options: TestOptions = {
    uv: "uv",
    python: { path: "/usr/bin/python3", version: "3.11" },
    work: `${folder.path}/work`,
    filesOf: (name) => `${folder.path}/out/${name}`,
    root: folder.path,
    lock: "/product/test.txt",
    inside: () => ({ python: "python", programs: "bin" }),
    productProgram: (name) => `/product/${name}.py`,
    commandOf: () => command,
    buildWheel,
  };
  const { signal } = new AbortController();
  const process = {
    async run(file: string, args: readonly string[], { cwd, env = {} }: { cwd: string; env?: object }) {
      calls.push([file, ...args.map((arg) => arg.replace(`${folder.path}/out/`, "/out/"))]);
      if (file === "python") {
        seen.cwd = cwd;
        seen.beside.push(...(await readdir(cwd, { recursive: true })));
        Object.assign(seen.env, env);
      }
      const key = Object.keys(answers).find((word) => args.some((arg) => arg.includes(word)));
      const { junit, report: text, ...answer } = answers[key ?? ""] ?? {};
      const report = args.find((arg) => arg.startsWith("--junitxml="))?.slice("--junitxml=".length);
      if (junit !== undefined && report !== undefined) await writeFile(report, junit);
      if (text !== undefined) await writeFile(args.at(-1) ?? "", text);
      return { ...ended, ...answer };
    },
  };
  const ports = { files: nodeFiles, process, clock: systemClock, signal };
  const result = await testArtifact(artifact, built, ports, options);
  assert.deepEqual(await readdir(options.work), [], "temporary files are gone");
  // A run must fit into a slice that can be read again.
  const slice = aTestSlice([blob], result.run);
  check(TestSlice, JSON.stringify(slice), "test.3.11.1.json");
  const seenPass: Pass = { calls, ...seen };
  return { ...result, ...seenPass };
}

const aPass = { pytest: { junit: "<testcase/>" } };
/** The arguments of the one call of uv that has all of these words. */
const callWith = (calls: Pass["calls"], ...words: string[]) =>
  calls.find((call) => words.every((word) => call.includes(word))) ?? [];
const after = (call: readonly string[], word: string) => call.slice(call.indexOf(word) + 1);

describe("the last test pass", () => {
  it("lets uv choose among the built wheels, asks no index for them, and links none into its cache", async () => {
    const { calls } = await pass(aPass);
    const local = callWith(calls, "--no-index");
    assert.deepEqual(after(local, "--"), ["contoso-blob==1.2.0", "contoso-core==1.2.0"]);
    assert.deepEqual(
      local.filter((word) => word.startsWith("/out/")),
      ["/out/contoso-blob", "/out/contoso-core"],
    );
    for (const word of ["--no-deps", "--no-build"]) assert.ok(local.includes(word), word);
    const lock = callWith(calls, "/product/test.txt");
    assert.ok(lock.includes("--require-hashes"));
    for (const call of calls.filter((one) => one.includes("install")))
      assert.equal(call[call.indexOf("--link-mode") + 1], "copy");
  });

  it("says so when no wheel fits", async () => {
    const { run, calls } = await pass({
      "--no-index": { exitCode: 1, stderr: "no wheels with a matching tag" },
    });
    assert.deepEqual([run.outcome, run.how], ["failed", "install"]);
    assert.match(
      run.detail,
      /no wheel fits this Python \(contoso_blob-1.2.0-py3-none-any.whl, .*\): no wheels with a matching tag/,
    );
    assert.ok(calls.every(([file]) => file === "uv"));
  });

  it("runs pytest where nothing of the source lies but the tests, with a home of its own", async () => {
    const { run, beside, env } = await pass({
      pytest: { junit: '<testcase time="0.5"/><testcase time="1"/>' },
    });
    assert.deepEqual(beside.toSorted(), ["pytest.ini", "tests"]);
    assert.match(env["HOME"] ?? "", /\/work\/\.tmp-[^/]+\/home$/);
    assert.deepEqual(run, {
      python: "3.11",
      outcome: "passed",
      how: "pytest",
      passed: 2,
      failed: 0,
      skipped: 0,
      seconds: 1.5,
      detail: "",
    });
  });

  it("fails when pytest says so, or its report does", async () => {
    const { run, cases, output } = await pass({
      pytest: { exitCode: 1, junit: oneFailure, stdout: "1 failed" },
    });
    assert.deepEqual([run.outcome, run.passed, run.failed, run.detail], ["failed", 1, 1, "1 failed"]);
    assert.equal(cases.length, 2);
    assert.equal(output, "1 failed");
    assert.equal((await pass({ pytest: { exitCode: 0, junit: oneFailure } })).run.outcome, "failed");
  });

  it("takes no exit code for a proof: a report must say what passed", async () => {
    for (const [exitCode, junit] of [
      [0, undefined],
      [5, undefined],
      [3, undefined],
      [0, "<testsuites/>"],
    ] as const) {
      const { run } = await pass({
        pytest: { exitCode, stderr: "odd", ...(junit === undefined ? {} : { junit }) },
      });
      assert.deepEqual([run.outcome, run.how], ["failed", "pytest"], `${exitCode}`);
      assert.match(run.detail, junit === undefined ? /left no report \(exit code \d\)\nodd/ : /has no test/);
    }
  });

  it("fails on a time-out and on a signal, and says so", async () => {
    const { run } = await pass({ pytest: { exitCode: null, stopped: "timeout" } });
    assert.equal(run.outcome, "failed");
    assert.match(run.detail, /time limit/);
    const killed = await pass({ pytest: { exitCode: 137 } });
    assert.match(killed.run.detail, /ended by signal 9/);
  });

  it("imports the modules when there are no tests, or none are collected, and says which", async () => {
    const whole = { report: "importing a\nimported a\nimporting b\nimported b\ndone\n" };
    const pytest = { exitCode: 5, junit: "<testsuites/>" };
    for (const [tests, detail] of [
      [false, "has no tests"],
      [true, "pytest found no test in tests/"],
    ] as const) {
      const { run, cases } = await pass({ pytest, import_all: whole }, { tests });
      assert.deepEqual(
        [run.how, run.outcome, run.passed, run.failed, run.detail],
        ["import", "passed", 2, 0, detail],
      );
      assert.deepEqual(
        cases.map(({ name }) => name),
        ["import a", "import b"],
      );
    }
    const failing = await pass(
      { import_all: { exitCode: 1, report: "importing a\nfailed a\ndone\n", stderr: "ImportError" } },
      { tests: false },
    );
    assert.deepEqual([failing.run.outcome, failing.run.passed, failing.run.failed], ["failed", 0, 1]);
    assert.match(failing.run.detail, /ImportError/);
  });

  it("takes no import for done that ended the process", async () => {
    const ends = await pass({ import_all: { report: "importing a\n" } }, { tests: false });
    assert.equal(ends.run.outcome, "failed");
    assert.match(ends.run.detail, /importing a ended the process/);
    assert.equal((await pass({ import_all: {} }, { tests: false })).run.outcome, "failed");
  });

  it("takes tests that claim times without end for long, not for endless", async () => {
    const { run } = await pass({ pytest: { junit: '<testcase time="1e999"/><testcase time="1e308"/>' } });
    assert.equal(run.outcome, "passed");
    assert.ok(Number.isFinite(run.seconds));
  });

  it("fails what can't be installed, and runs nothing then", async () => {
    const { run, calls } = await pass({
      "contoso-blob==1.2.0": { exitCode: 1, stderr: "no version of requests" },
    });
    assert.equal(run.outcome, "failed");
    assert.match(run.detail, /fits this Python.*: no version of requests/);
    assert.ok(calls.every(([file]) => file === "uv"));
  });

  it("runs the command of gatehouse.yml, and believes its report", async () => {
    const command = ["python", "-m", "unittest", "--out", "--junitxml={junit}"];
    const { run, calls } = await pass({ unittest: { junit: "<testcase/>" } }, { command });
    assert.deepEqual([run.how, run.outcome, run.passed], ["command", "passed", 1]);
    assert.match(calls.at(-1)?.at(-1) ?? "", /^--junitxml=\/.*\/junit\.xml$/);
    assert.equal((await pass({ unittest: { junit: oneFailure } }, { command })).run.outcome, "failed");
    assert.match((await pass({}, { command })).run.detail, /left no report where/);
    const plain = await pass({}, { command: ["python", "check.py"], tests: false });
    assert.deepEqual([plain.run.how, plain.run.outcome], ["command", "passed"]);
    const bad = await pass(
      { "check.py": { exitCode: 3, stderr: "odd" } },
      { command: ["python", "check.py"] },
    );
    assert.deepEqual([bad.run.outcome, bad.run.detail], ["failed", "odd"]);
  });
});

describe("what pytest reads besides the tests", () => {
  const service = "sdk/contoso";
  const own = `${service}/contoso-blob`;
  const run = async (more: Readonly<Record<string, string>>) => {
    const { beside, cwd, run: outcome } = await pass(aPass, { more });
    assert.equal(outcome.outcome, "passed");
    return { beside: beside.toSorted(), cwd: cwd.replace(/^.*\/run(?=\/|$)/, "run") };
  };

  it("is copied, and nothing else of the source", async () => {
    const { beside, cwd } = await run({
      [`${own}/pyproject.toml`]: '[tool.pytest.ini_options]\nmarkers = ["live"]\n',
      [`${own}/setup.cfg`]: "[tool:pytest]\n",
      [`${own}/conftest.py`]: "",
      [`${service}/conftest.py`]: "",
      [`${own}/contoso_blob/__init__.py`]: "",
    });
    assert.deepEqual([beside, cwd], [["conftest.py", "pyproject.toml", "tests"], "run"]);
  });

  it("is looked for in the folders above, up to the repository's root", async () => {
    const { beside, cwd } = await run({
      "pytest.ini": "[pytest]\n",
      "sdk/conftest.py": "",
      [`${own}/conftest.py`]: "",
      [`${own}/pyproject.toml`]: '[project]\nname = "x"\n',
      [`${own}/tox.ini`]: "[tox]\n",
    });
    assert.deepEqual([beside, cwd], [["conftest.py", "tests"], `run/${own}`]);
  });

  it("may lie among the tests: then nothing above them counts", async () => {
    const { beside } = await run({ [`${own}/tests/pytest.ini`]: "", [`${own}/conftest.py`]: "" });
    assert.deepEqual(beside, ["tests", "tests/pytest.ini"]);
  });
});

describe("what tests need of the release", () => {
  const listed = (lines: string) => ({
    more: { "sdk/contoso/contoso-blob/dev_requirements.txt": lines },
    built: [
      blob,
      core,
      aBuiltEntry({ name: "contoso-extra", requiresDist: ["contoso-deep"] }),
      aBuiltEntry({ name: "contoso-deep" }),
    ],
  });
  const installed = async (given: Given, answers: Answers = aPass) => {
    const { calls, run } = await pass(answers, given);
    assert.equal(run.outcome, "passed", run.detail);
    const local = after(callWith(calls, "--no-index"), "--");
    const all = after(
      calls.find((call) => call.includes("install") && !call.includes("--no-index") && call.includes("--")) ??
        [],
      "--",
    );
    return { local, all };
  };

  it("is what was built, with all that it needs, by name or by path", async () => {
    for (const line of [
      "contoso_extra[aio]>=1",
      "-e ../contoso-extra[aio]",
      "../contoso-extra[aio]",
      "--editable=../contoso-extra/[aio]",
    ]) {
      const { local, all } = await installed(listed(`six\n${line}\n`));
      assert.deepEqual(
        local,
        ["contoso-blob==1.2.0", "contoso-core==1.2.0", "contoso-extra==1.2.0", "contoso-deep==1.2.0"],
        line,
      );
      assert.deepEqual(
        all,
        [
          "contoso-blob==1.2.0",
          "contoso-core==1.2.0",
          "contoso-extra[aio]==1.2.0",
          "contoso-deep==1.2.0",
          "six",
        ],
        line,
      );
    }
  });

  it("is of the index when it is not in this release, and has a name there", async () => {
    const tool = {
      "sdk/core/azure-tool/setup.py":
        "from setuptools import setup\nsetup(name='contoso-tool', version='1')\n",
    };
    const given = listed("-e ../../core/azure-tool\n-e ../../none\n");
    const { all } = await installed({ ...given, more: { ...given.more, ...tool } });
    assert.deepEqual(all.slice(2), ["contoso-tool"]);
    const absent = await installed(
      { ...given, more: { ...given.more, ...tool } },
      { ...aPass, compile: { exitCode: 1 } },
    );
    assert.deepEqual(absent.all.slice(2), []);
  });

  it("is not what the repository has for itself, by uv's sources", async () => {
    const pyproject = `[dependency-groups]
dev = ["six", "contoso-extra", "Contoso.Tool>=1"]
[tool.uv.sources]
contoso-tool = { path = "../../tools/contoso-tool" }
contoso-extra = { path = "../contoso-extra" }
six = { index = "feed" }
`;
    const given = { ...listed(""), more: { "sdk/contoso/contoso-blob/pyproject.toml": pyproject } };
    const absent = await installed(given, { ...aPass, compile: { exitCode: 1 } });
    assert.deepEqual(absent.all, [
      "contoso-blob==1.2.0",
      "contoso-core==1.2.0",
      "contoso-extra==1.2.0",
      "contoso-deep==1.2.0",
      "six",
    ]);
    assert.equal((await installed(given)).all.at(-1), "Contoso.Tool>=1");
  });

  it("may be in a file that another one includes", async () => {
    const given = listed("-r ../shared.txt\n-c constraints.txt\nidna\n");
    const { all } = await installed({
      ...given,
      more: { ...given.more, "sdk/contoso/shared.txt": "six\n./contoso-extra\n-r shared.txt\n" },
    });
    assert.deepEqual(all.slice(1), [
      "contoso-core==1.2.0",
      "contoso-extra==1.2.0",
      "contoso-deep==1.2.0",
      "six",
      "idna",
    ]);
  });

  it("may be asked for by the extra for tests", async () => {
    const artifact = aBuiltEntry({
      name: "contoso-blob",
      requiresDist: ["contoso-extra>=1; extra == 'test'"],
    });
    const { local, all } = await installed({ ...listed(""), artifact });
    assert.deepEqual(local, ["contoso-blob==1.2.0", "contoso-extra==1.2.0", "contoso-deep==1.2.0"]);
    assert.equal(all[0], "contoso-blob[test]==1.2.0");
  });
});

describe("the sdist", () => {
  const none = { tests: false } as const;
  const answers: Answers = { import_all: { report: "done\n" } };
  const made =
    (text: string) =>
    async ({ out }: { readonly out: string }) => {
      await writeFile(`${out}/contoso_blob-1.2.0-py3-none-any.whl`, text);
      return null;
    };

  it("is tried once the wheel has passed, and not else", async () => {
    const { run, cases } = await pass(answers, { ...none, buildWheel: made("no archive") });
    assert.deepEqual([run.outcome, run.sdist, run.how], ["passed", "passed", "import"]);
    assert.equal(cases.at(-1)?.name, "its sdist installs and imports");
    const asked: string[] = [];
    const ask = async ({ name }: { readonly name: string }) => {
      asked.push(name);
      return null;
    };
    const failed = await pass({ import_all: { exitCode: 1 } }, { ...none, buildWheel: ask });
    assert.deepEqual([failed.run.outcome, failed.run.sdist, asked], ["failed", undefined, []]);
    assert.equal((await pass(answers, none)).run.sdist, undefined);
  });

  it("fails the artifact when no wheel can be made of it, or what it makes can't be installed", async () => {
    const refused = await pass(answers, { ...none, buildWheel: async () => "no compiler" });
    assert.deepEqual([refused.run.outcome, refused.run.sdist], ["failed", "failed"]);
    assert.match(refused.run.detail, /^no wheel can be made of its sdist: no compiler/);
    assert.equal(refused.cases.at(-1)?.outcome, "failed");
    const nothing = await pass(answers, { ...none, buildWheel: async () => null });
    assert.match(nothing.run.detail, /made no wheel/);
    const broken = await pass(
      { ...answers, unpack_sdist: { exitCode: 1, stderr: "odd" } },
      { ...none, buildWheel: made("") },
    );
    assert.match(broken.run.detail, /can't be unpacked: odd/);
  });
});
