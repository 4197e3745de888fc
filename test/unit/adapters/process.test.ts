import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { tmpdir } from "node:os";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { nodeProcess } from "../../../src/adapters/process.ts";
import type { Process } from "../../../src/ports.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

const child = nodeProcess({ ...process.env, TWINE_PASSWORD: "secret" });
type Options = Omit<Parameters<Process["run"]>[2], "cwd">;

/** Runs a script on this Node. */
function node(script: string, options: Options = {}) {
  return child.run(process.execPath, ["-e", script], { cwd: tmpdir(), ...options });
}

/** Whether a process runs; one that ended and was not yet buried does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

/** Waits until it is gone; that of a process which is never gone ends with the time of the test. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await setTimeout(20);
}

/** Prints the id of a grandchild that sleeps, as long as nobody ends it. */
const withGrandchild = (options: string) => `
  const { spawn } = require("node:child_process");
  const sleeper = spawn(process.execPath, ["-e", "setTimeout(() => {}, 600000)"], ${options});
  process.stdout.write(String(sleeper.pid));
`;

describe("a child process", () => {
  it("gives its exit code and what it said", async () => {
    const outcome = await node('console.log("out"); console.error("err"); process.exitCode = 7');
    assert.deepEqual(outcome, { exitCode: 7, stdout: "out\n", stderr: "err\n", stopped: null });
  });

  it("gets the arguments as they are: no shell reads them", async () => {
    const args = [
      "-e",
      "console.log(JSON.stringify(process.argv.slice(1)))",
      "--",
      "$HOME",
      "a b",
      "; id",
      "*",
    ];
    const { stdout } = await child.run(process.execPath, args, { cwd: tmpdir() });
    assert.deepEqual(JSON.parse(stdout), ["$HOME", "a b", "; id", "*"]);
  });

  it("sees none of our secrets, and what it is given", async () => {
    const { stdout } = await node("console.log(JSON.stringify(process.env))", { env: { NO_COLOR: "1" } });
    const env = JSON.parse(stdout) as Record<string, string>;
    assert.equal(env["TWINE_PASSWORD"], undefined);
    assert.equal(env["NO_COLOR"], "1");
    assert.equal(env["PATH"], process.env["PATH"]);
  });

  it("has nothing to read", async () => {
    const { stdout } = await node('process.stdin.on("end", () => console.log("end")).resume()');
    assert.equal(stdout, "end\n");
  });

  it("that is not there is told apart", async () => {
    const outcome = await child.run("gatehouse-no-such-program", [], { cwd: tmpdir() });
    assert.deepEqual([outcome.exitCode, outcome.stopped], [null, "not-found"]);
  });

  it("may say much: the end of it is kept", async () => {
    const { stdout, stderr } = await node(
      'process.stdout.write("x".repeat(400000) + "END"); process.stderr.write("é".repeat(200000) + "END")',
    );
    for (const text of [stdout, stderr]) {
      assert.equal(text.length, 64 * 1024);
      assert.ok(text.endsWith("END"));
      assert.doesNotMatch(text, /\ufffd/);
    }
  });

  it("takes its children with it when its time is over", async () => {
    const { exitCode, stopped, stdout } = await node(
      `${withGrandchild("{}")} setTimeout(() => {}, 600000);`,
      { timeoutSeconds: 3 },
    );
    assert.deepEqual([exitCode, stopped], [null, "timeout"]);
    assert.match(stdout, /^\d+$/);
    await gone(Number(stdout));
  });

  it("takes its children with it when it ends by itself", async () => {
    const { exitCode, stopped, stdout } = await node(
      `${withGrandchild('{ stdio: "inherit" }')} sleeper.unref();`,
    );
    assert.deepEqual([exitCode, stopped], [0, null]);
    await gone(Number(stdout));
  });

  it("does not hang on a daemon that keeps its pipes", async () => {
    const { exitCode, stopped, stdout } = await node(
      `${withGrandchild('{ detached: true, stdio: "inherit" }')} sleeper.unref();`,
    );
    try {
      assert.deepEqual([exitCode, stopped], [0, null]);
      assert.ok(isAlive(Number(stdout)), "the daemon outlives it");
    } finally {
      process.kill(Number(stdout), "SIGKILL");
    }
  });

  it("ends when it is aborted, with its children", async () => {
    await using folder = await temporaryFolder();
    const file = `${folder.path}/pid`;
    const controller = new AbortController();
    const tell = `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(sleeper.pid));`;
    const script = `${withGrandchild("{}")} ${tell} setTimeout(() => {}, 600000);`;
    const running = node(script, { signal: controller.signal });
    while (((await nodeFiles.readText(file)) ?? "") === "") await setTimeout(20);
    controller.abort();
    const { exitCode, stopped } = await running;
    assert.deepEqual([exitCode, stopped], [null, "aborted"]);
    await gone(Number(await nodeFiles.readText(file)));
  });

  it("does not begin when it is aborted before", async () => {
    const outcome = await node('console.log("ran")', { signal: AbortSignal.abort() });
    assert.deepEqual(outcome, { exitCode: null, stdout: "", stderr: "", stopped: "aborted" });
  });

  it("leaves no listener behind", async () => {
    const { signal } = new AbortController();
    const before = process.listenerCount("exit");
    for (let n = 0; n < 3; n += 1) await node("0", { signal });
    assert.equal(process.listenerCount("exit"), before);
  });
});
