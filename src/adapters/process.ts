/** The `TalkingProcess` port on execa. */
import { delimiter } from "node:path";
import type { ChildOptions, Outcome, TalkingProcess } from "../ports.ts";
import { childEnvironment } from "./child-environment.ts";

/** What is kept of each stream: its end. */
const kept = 64 * 1024;

/** Children live in a group of their own, so that their children can be ended with them. */
const ownGroup = process.platform !== "win32";

const defaultTimeoutSeconds = 30 * 60;

/** What a child that ends its own children is given for it, before it is killed. */
const graceMilliseconds = 3000;

const neverBegan: Outcome = { exitCode: null, stdout: "", stderr: "", stopped: "aborted" };

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(ownGroup ? -pid : pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Starts children of `env`; each gets only what `childEnvironment` lets through. */
export function nodeProcess(env: Readonly<Record<string, string | undefined>>): TalkingProcess {
  /** Loaded when the first child starts: commands that start none do not pay for it. */
  const start = async (
    file: string,
    args: readonly string[],
    options: ChildOptions,
    stdin: "ignore" | "pipe",
  ) => {
    const { execa } = await import("execa");
    const child = execa(file, args, {
      cwd: options.cwd,
      env: withPrograms(childEnvironment(env, options.installs ?? false, options.env), options.programs),
      extendEnv: false,
      stdin,
      buffer: false,
      reject: false,
      detached: ownGroup,
    });
    const kill = () => signalGroup(child.pid, "SIGKILL");
    // It ends its own children first, which may be in groups of their own.
    const stop = () => {
      child.kill("SIGTERM");
      setTimeout(kill, graceMilliseconds).unref();
    };
    // What it left running in its group ends with it; a daemon of its own group loses our pipes.
    child.once("exit", () => {
      kill();
      setTimeout(() => [child.stdout, child.stderr].forEach((pipe) => pipe?.destroy()), 1000).unref();
    });
    return { child, kill, stop };
  };
  return {
    async run(file, args, { timeoutSeconds = defaultTimeoutSeconds, endsItsChildren = false, ...options }) {
      const { signal } = options;
      if (signal?.aborted) return neverBegan;
      const { child, kill, stop } = await start(file, args, options, "ignore");
      const end = endsItsChildren ? stop : kill;
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        end();
      }, timeoutSeconds * 1000);
      signal?.addEventListener("abort", end, { once: true });
      process.once("exit", end);
      try {
        const [stdout, stderr, result] = await Promise.all([tail(child.stdout), tail(child.stderr), child]);
        const stopped = signal?.aborted
          ? "aborted"
          : timedOut
            ? "timeout"
            : result.code === "ENOENT"
              ? "not-found"
              : null;
        // Told to end, it ends with a code of its own.
        const exitCode = stopped === null ? (result.exitCode ?? null) : null;
        return { exitCode, stdout, stderr, stopped };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        process.removeListener("exit", end);
      }
    },
    async converse(file, args, { onLine, ...options }) {
      const { child, kill, stop } = await start(file, args, options, "pipe");
      const { signal } = options;
      signal?.addEventListener("abort", stop, { once: true });
      process.once("exit", stop);
      // What it did not read when it ended.
      child.stdin?.on("error", () => undefined);
      const ended = Promise.all([lines(child.stdout, onLine), tail(child.stderr), child]).then(
        ([, stderr, result]): Outcome => {
          signal?.removeEventListener("abort", stop);
          process.removeListener("exit", stop);
          return {
            exitCode: result.exitCode ?? null,
            stdout: "",
            stderr,
            stopped: signal?.aborted ? "aborted" : null,
          };
        },
      );
      if (signal?.aborted) stop();
      return {
        send: (line) => void child.stdin?.write(`${line}\n`),
        async end() {
          child.stdin?.end();
          const timer = setTimeout(kill, graceMilliseconds);
          await ended;
          clearTimeout(timer);
        },
        ended,
      };
    },
  };
}

function withPrograms(env: Record<string, string>, folder: string | undefined): Record<string, string> {
  if (folder === undefined) return env;
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: [folder, env[name]].filter((part) => part !== undefined).join(delimiter) };
}

/** The last `kept` characters of a stream, however much there is. */
async function tail(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  await chunks(stream, (chunk) => {
    text += chunk;
    if (text.length > 2 * kept) text = text.slice(-kept);
  });
  return text.slice(-kept);
}

/** Tells each line; of one that is longer than a megabyte the end. */
async function lines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  let rest = "";
  await chunks(stream, (chunk) => {
    const parts = (rest + chunk).split("\n");
    rest = (parts.pop() ?? "").slice(-(1 << 20));
    parts.forEach((part) => onLine(part));
  });
}

async function chunks(stream: NodeJS.ReadableStream, onChunk: (text: string) => void): Promise<void> {
  stream.setEncoding("utf8");
  try {
    for await (const chunk of stream) onChunk(String(chunk));
  } catch {
    // Destroyed after the child's end: what was read counts.
  }
}
