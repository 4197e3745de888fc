/** The shipped command, started as a user starts it, on a sample repository of its own. */
import { spawn, spawnSync, type ChildProcess, type ChildProcessByStdio } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { root } from "./root.ts";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `node dist/cli/gatehouse.js …` without a terminal. */
export function startCommand(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  node: string = process.execPath,
): Started {
  const child = spawn(node, [join(root, "dist/cli/gatehouse.js"), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, ended: endOf(child) };
}

/**
 * The same on a terminal, which shows stdout and stderr as one. When `question` is shown, `answer` is typed; `\u0003` is
 * Ctrl-C.
 */
export function onTerminal(
  args: readonly string[],
  cwd: string,
  { env, question, answer }: { env: Record<string, string>; question: string; answer: string },
): Promise<Ended> {
  const terminal = "import pty, sys, os; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  const command = [process.execPath, join(root, "dist/cli/gatehouse.js"), ...args];
  const child = spawn("python3", ["-c", terminal, ...command], {
    cwd,
    env: { ...process.env, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let shown = "";
  const look = (chunk: string) => {
    const before = shown.includes(question);
    shown += chunk;
    if (!before && shown.includes(question)) child.stdin.write(answer);
  };
  child.stdout.setEncoding("utf8").on("data", look);
  return endOf(child);
}

function endOf(child: ChildProcessByStdio<Writable | null, Readable, Readable>): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
  return new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, ...text }));
  });
}

export function gatehouse(
  args: readonly string[],
  cwd: string,
  env?: Record<string, string>,
): Promise<Ended> {
  return startCommand(args, cwd, env).ended;
}

/** A git repository with the sample service directory and a bare remote, in a temporary folder. */
export interface SampleRepository {
  readonly folder: string;
  readonly remote: string;
  /** For everything else of a test. */
  readonly scratch: string;
  git(...args: string[]): string;
  remove(): void;
}

export function sampleRepository(): SampleRepository {
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  const [folder, remote] = [join(scratch, "repository"), join(scratch, "remote.git")];
  cpSync(join(root, "samples"), folder, {
    recursive: true,
    filter: (path) => !/__pycache__|\.egg-info/.test(path),
  });
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Owner");
  git("config", "user.email", "owner@contoso.example");
  git("config", "commit.gpgSign", "false");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The Contoso SDK");
  git("clone", "--quiet", "--bare", ".", remote);
  git("remote", "add", "origin", remote);
  return {
    folder,
    remote,
    scratch,
    git,
    remove: () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Processes whose command line holds `text`; for "nothing is left running". Linux and macOS. */
export function processesWith(text: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(text) && !line.includes("ps -eo"));
}

/** Waits until `condition` holds, or `otherwise` resolves: says which. */
export async function until(condition: () => boolean, otherwise: Promise<unknown>): Promise<boolean> {
  const given = { up: false };
  void otherwise.finally(() => (given.up = true));
  while (!condition()) {
    if (given.up) return condition();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}
