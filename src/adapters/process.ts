/** The `Process` port on execa. */
import type { Process } from "../ports.ts";
import { childEnvironment } from "./child-environment.ts";

/** What is kept of each stream: its end. */
const kept = 64 * 1024;

/** Children live in a group of their own, so that their children can be ended with them. */
const ownGroup = process.platform !== "win32";

const defaultTimeoutSeconds = 30 * 60;

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(ownGroup ? -pid : pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Starts children of `env`; each gets only what `childEnvironment` lets through. */
export function nodeProcess(env: Readonly<Record<string, string | undefined>>): Process {
  return {
    async run(file, args, { cwd, env: extra, signal, timeoutSeconds = defaultTimeoutSeconds }) {
      if (signal?.aborted) return { exitCode: null, stdout: "", stderr: "", stopped: "aborted" };
      // Loaded when the first child starts: commands that start none do not pay for it.
      const { execa } = await import("execa");
      const child = execa(file, args, {
        cwd,
        env: childEnvironment(env, extra),
        extendEnv: false,
        stdin: "ignore",
        buffer: false,
        reject: false,
        detached: ownGroup,
      });
      let timedOut = false;
      const stop = () => killGroup(child.pid, "SIGKILL");
      const timer = setTimeout(() => {
        timedOut = true;
        stop();
      }, timeoutSeconds * 1000);
      // What it left running in its group ends with it; a daemon of its own group loses our pipes.
      child.once("exit", () => {
        stop();
        setTimeout(() => [child.stdout, child.stderr].forEach((pipe) => pipe.destroy()), 1000).unref();
      });
      signal?.addEventListener("abort", stop, { once: true });
      process.once("exit", stop);
      try {
        const [stdout, stderr, result] = await Promise.all([tail(child.stdout), tail(child.stderr), child]);
        const stopped = signal?.aborted
          ? "aborted"
          : timedOut
            ? "timeout"
            : result.code === "ENOENT"
              ? "not-found"
              : null;
        return { exitCode: result.exitCode ?? null, stdout, stderr, stopped };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        process.removeListener("exit", stop);
      }
    },
  };
}

/** The last `kept` characters of a stream, however much there is. */
async function tail(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  stream.setEncoding("utf8");
  try {
    for await (const chunk of stream) {
      text += String(chunk);
      if (text.length > 2 * kept) text = text.slice(-kept);
    }
  } catch {
    // Destroyed after the child's end: what was read counts.
  }
  return text.slice(-kept);
}
