/** What git knows, and the tag. */
import { GatehouseError } from "../errors.ts";
import type { Outcome, Process, Repository } from "../ports.ts";

/** Where a folder stands in git. */
export interface Checkout {
  /** Absolute path of the repository's root. */
  readonly root: string;
  readonly commit: string;
  /** Time of the commit, in seconds since 1970. */
  readonly time: number;
  /** Uncommitted files below the folder, relative to the root, with `/`. */
  readonly changed: readonly string[];
}

// A repository's own hooks and helpers are not ours to run; and nothing may ask for a password.
const quiet = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

/** git alone may use the user's SSH agent: builds and tests run foreign code. */
function gitEnvironment(): Record<string, string> {
  const { SSH_AUTH_SOCK: agent } = process.env;
  return agent === undefined ? quiet : { ...quiet, SSH_AUTH_SOCK: agent };
}

/** The state of `folder` in git, or null when it is in no repository (or git is not there). */
export async function readCheckout(process: Process, folder: string): Promise<Checkout | null> {
  const git = (...args: string[]) =>
    process.run("git", args, { cwd: folder, env: gitEnvironment(), timeoutSeconds: 120 });
  const head = await git("log", "-1", "--format=%H %ct");
  const top = await git("rev-parse", "--show-toplevel");
  const [commit, time] = head.stdout.trim().split(" ");
  if (head.exitCode !== 0 || top.exitCode !== 0 || commit === undefined) return null;
  const status = await git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".");
  if (status.exitCode !== 0) throw gitError("status", status);
  const changed = status.stdout
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => line.slice(3));
  return { root: top.stdout.trim(), commit, time: Number(time), changed };
}

/** The `Repository` of the tag door: a clone at `root` and its `remote`. */
export function gitRepository(
  process: Process,
  root: string,
  remote: string,
  signal: AbortSignal,
): Repository {
  const run = (...args: string[]) =>
    process.run("git", args, { cwd: root, env: gitEnvironment(), signal, timeoutSeconds: 300 });
  const must = async (...args: string[]) => {
    const outcome = await run(...args);
    signal.throwIfAborted();
    if (outcome.exitCode !== 0) throw gitError(args.find((arg) => /^[a-z]/.test(arg)) ?? "", outcome);
    return outcome.stdout;
  };
  return {
    async tagOnRemote(tag) {
      const refs = await must(
        "ls-remote",
        "--end-of-options",
        remote,
        `refs/tags/${tag}`,
        `refs/tags/${tag}^{}`,
      );
      const lines = refs
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => line.split("\t"));
      // An annotated tag answers twice; the peeled line (`^{}`) names the commit.
      const peeled = lines.find(([, ref]) => ref?.endsWith("^{}")) ?? lines[0];
      return peeled?.[0] ?? null;
    },
    async hasCommit(commit) {
      return (await run("cat-file", "-e", `${commit}^{commit}`)).exitCode === 0;
    },
    async remoteAddress() {
      const { exitCode, stdout } = await run("remote", "get-url", "--end-of-options", remote);
      return exitCode === 0 ? stdout.trim() : null;
    },
    async pushTag(tag, commit, message) {
      const ours = await run("rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`);
      const local = ours.exitCode === 0 ? ours.stdout.trim() : null;
      if (local !== null && local !== commit) {
        throw GatehouseError.of("tag-conflict", { tag, theirs: `${local} (in this clone)`, ours: commit });
      }
      const create = [
        "tag",
        "--annotate",
        "--no-sign",
        "--message",
        message,
        "--end-of-options",
        tag,
        commit,
      ];
      if (local === null) await must(...(await identity(run)), ...create);
      await must(
        "push",
        "--quiet",
        "--no-verify",
        "--end-of-options",
        remote,
        `refs/tags/${tag}:refs/tags/${tag}`,
      );
    },
  };
}

/** Agents have no name in git; a tag needs one. */
async function identity(run: (...args: string[]) => Promise<Outcome>): Promise<string[]> {
  const { exitCode } = await run("config", "user.email");
  return exitCode === 0 ? [] : ["-c", "user.name=Gatehouse", "-c", "user.email=gatehouse@localhost"];
}

function gitError(command: string, { stderr, stopped }: Outcome): GatehouseError {
  const problem =
    stopped === "not-found" ? "git is not installed" : stderr.trim().slice(-800) || (stopped ?? "no output");
  return GatehouseError.of("git-failed", { command, problem });
}
