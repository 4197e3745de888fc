import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { Outcome } from "../../../src/ports.ts";
import { check } from "../../../src/release/check.ts";
import { TestSlice } from "../../../src/release/record.ts";
import { testArtifact, type TestOptions } from "../../../src/testpass/test-artifact.ts";
import { aBuiltEntry, aTestSlice } from "../../support/record-builders.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { ended } from "../../support/record-process.ts";

const core = aBuiltEntry();
const blob = aBuiltEntry({ name: "contoso-blob", requiresDist: ["contoso-core"] });
const oneFailure =
  '<testsuite><testcase time="1"/><testcase time="2"><failure message="no"/></testcase></testsuite>';

/** What each program answers, by a word in its arguments; the first that fits. */
type Answers = Readonly<Record<string, Partial<Outcome> & { readonly junit?: string }>>;

interface Pass {
  readonly calls: readonly (readonly string[])[];
  /** What lay beside the tests when Python ran. */
  readonly beside: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function pass(answers: Answers, { tests = true, family = [blob, core] as const } = {}) {
  await using folder = await temporaryFolder();
  const source = `${folder.path}/source`;
  await mkdir(`${source}/${tests ? "tests" : "src"}`, { recursive: true });
  await writeFile(`${source}/setup.py`, "");
  const calls: string[][] = [];
  const seen: { beside: string[]; env: Record<string, string> } = { beside: [], env: {} };
  const options: TestOptions = {
    uv: "uv",
    python: { path: "/usr/bin/python3", version: "3.11" },
    work: `${folder.path}/work`,
    filesOf: (name) => `/out/${name}`,
    source,
    lock: "/product/test.txt",
    programOf: (_environment, program) => program,
    importAll: "/product/import_all.py",
  };
  const { signal } = new AbortController();
  const process = {
    async run(file: string, args: readonly string[], { cwd, env = {} }: { cwd: string; env?: object }) {
      calls.push([file, ...args]);
      if (file === "python") {
        seen.beside.push(...(await readdir(cwd)));
        Object.assign(seen.env, env);
      }
      const key = Object.keys(answers).find((word) => args.some((arg) => arg.includes(word)));
      const { junit, ...answer } = answers[key ?? ""] ?? {};
      const report = args.find((arg) => arg.startsWith("--junitxml="))?.slice("--junitxml=".length);
      if (junit !== undefined && report !== undefined) await writeFile(report, junit);
      return { ...ended, ...answer };
    },
  };
  const result = await testArtifact(family, { files: nodeFiles, process, signal }, options);
  assert.deepEqual(await readdir(options.work), [], "temporary files are gone");
  // A run must fit into a slice that can be read again.
  const slice = aTestSlice([blob], result.run);
  check(TestSlice, JSON.stringify(slice), "test.3.11.1.json");
  const seenPass: Pass = { calls, ...seen };
  return { ...result, ...seenPass };
}

describe("the last test pass", () => {
  it("installs the wheels that were built, and no index's versions of them", async () => {
    const { calls } = await pass({ pytest: { junit: "<testcase/>" } });
    const install = calls.find((call) => call.includes("--") && call.includes("install")) ?? [];
    assert.deepEqual(install.slice(install.indexOf("--") + 1), [
      "/out/contoso-blob/contoso_blob-1.2.0-py3-none-any.whl",
      "/out/contoso-core/contoso_core-1.2.0-py3-none-any.whl",
    ]);
    const lock = calls.find((call) => call.includes("/product/test.txt")) ?? [];
    assert.ok(lock.includes("--require-hashes"));
  });

  it("runs pytest where nothing of the source lies but the tests, with a home of its own", async () => {
    const { run, beside, env } = await pass({
      pytest: { junit: '<testcase time="0.5"/><testcase time="1"/>' },
    });
    assert.deepEqual(beside, ["tests"]);
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
    const { run, cases } = await pass({ pytest: { exitCode: 1, junit: oneFailure, stdout: "1 failed" } });
    assert.deepEqual([run.outcome, run.passed, run.failed, run.detail], ["failed", 1, 1, "1 failed"]);
    assert.equal(cases.length, 2);
    assert.equal((await pass({ pytest: { exitCode: 0, junit: oneFailure } })).run.outcome, "failed");
    const noReport = await pass({ pytest: { exitCode: 3, stderr: "internal error" } });
    assert.deepEqual([noReport.run.outcome, noReport.run.detail], ["failed", "internal error"]);
  });

  it("fails on a time-out, and says so", async () => {
    const { run } = await pass({ pytest: { exitCode: null, stopped: "timeout" } });
    assert.equal(run.outcome, "failed");
    assert.match(run.detail, /time limit/);
  });

  it("imports the modules when there are no tests, or none are collected", async () => {
    for (const { tests, code } of [
      { tests: false, code: 0 },
      { tests: true, code: 5 },
    ]) {
      const { run } = await pass(
        { pytest: { exitCode: code }, import_all: { stdout: "hello\n3 0\n" } },
        { tests },
      );
      assert.deepEqual([run.how, run.outcome, run.passed, run.failed], ["import", "passed", 3, 0]);
    }
    const failing = await pass(
      { import_all: { exitCode: 1, stdout: "2 1\n", stderr: "ImportError" } },
      { tests: false },
    );
    assert.deepEqual([failing.run.outcome, failing.run.passed, failing.run.failed], ["failed", 2, 1]);
    assert.match(failing.run.detail, /ImportError/);
  });

  it("believes no counts that are none: packages may print what they like", async () => {
    for (const stdout of ["-3 1.5", "1e999 Infinity", "x y", "", "0x10 1e3", "99999999999999999999 1"]) {
      const { run } = await pass({ import_all: { exitCode: 1, stdout } }, { tests: false });
      assert.ok(Number.isSafeInteger(run.passed) && run.passed >= 0, stdout);
      assert.equal(run.outcome, "failed");
    }
  });

  it("takes tests that claim times without end for long, not for endless", async () => {
    const { run } = await pass({ pytest: { junit: '<testcase time="1e999"/><testcase time="1e308"/>' } });
    assert.equal(run.outcome, "passed");
    assert.ok(Number.isFinite(run.seconds));
  });

  it("fails what can't be installed, and runs nothing then", async () => {
    const { run, calls } = await pass({ ".whl": { exitCode: 1, stderr: "no version of requests" } });
    assert.equal(run.outcome, "failed");
    assert.match(run.detail, /can't be installed: no version of requests/);
    assert.ok(calls.every(([file]) => file === "uv"));
  });
});
