/** Daemons, for real. Linux only: elsewhere a daemon outlives its process. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { keptProcess } from "../../../src/adapters/kept-process.ts";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { nodeProcess } from "../../../src/adapters/process.ts";
import type { Process } from "../../../src/ports.ts";
import { processesWith } from "../../support/command.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

const kept = keptProcess(nodeProcess(process.env), "python3");
const daemon = (seconds: number) =>
  `import os, signal, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(${seconds})"], start_new_session=True)
open("started", "w").close()
`;

async function python(script: string, options: Partial<Parameters<Process["run"]>[2]> = {}) {
  await using folder = await temporaryFolder();
  return await kept.run("python3", ["-c", script], { cwd: folder.path, ...options });
}

describe("a child that runs foreign code", function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  it("gives its exit code and what it said, also of a signal", async () => {
    const outcome = await python("import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)");
    assert.deepEqual(outcome, { exitCode: 7, stdout: "out\n", stderr: "err\n", stopped: null });
    assert.equal((await python("import os; os.kill(os.getpid(), 9)")).exitCode, 137);
  });

  it("takes daemons with it", async () => {
    const { exitCode } = await python(daemon(641));
    assert.equal(exitCode, 0);
    assert.deepEqual(processesWith("time.sleep(641"), []);
  });

  it("takes them with it when it kills its parent and its group", async () => {
    const { exitCode } = await python(
      `${daemon(642)}os.kill(os.getppid(), 9); os.killpg(0, 9); time.sleep(643)`,
    );
    assert.equal(exitCode, 137);
    assert.deepEqual(processesWith("time.sleep(64"), []);
  });

  it("takes them with it when its time is over, and when it is aborted", async () => {
    const { exitCode, stopped } = await python(`${daemon(644)}time.sleep(644)`, { timeoutSeconds: 2 });
    assert.deepEqual([exitCode, stopped], [null, "timeout"]);
    const controller = new AbortController();
    await using folder = await temporaryFolder();
    const { signal } = controller;
    const running = kept.run("python3", ["-c", `${daemon(645)}time.sleep(645)`], {
      cwd: folder.path,
      signal,
    });
    while ((await nodeFiles.kind(`${folder.path}/started`)) === null) await setTimeout(20);
    controller.abort();
    assert.deepEqual((await running).stopped, "aborted");
    assert.deepEqual(processesWith("time.sleep(64"), []);
  });

  it("that is not there says so", async () => {
    const { exitCode, stderr } = await kept.run("gatehouse-no-such-program", [], { cwd: "/" });
    assert.equal(exitCode, 127);
    assert.match(stderr, /can't be started/);
  });
});
