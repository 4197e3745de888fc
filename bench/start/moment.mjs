// Times a process from its start to a moment that somebody outside can see.
import { spawn } from "node:child_process";

/**
 * Seconds until `seen`, and then the process is ended: `end` (it ended by itself), `line` (it printed a line that
 * `text` matches), or `asked` (a promise that `arm` gives: a server was asked). Throws when it ends before.
 */
export async function secondsTo({ file, args, env = {}, cwd, text = null, arm = null }) {
  const asked = arm?.();
  const begun = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const { promise, resolve, reject } = deferred();
  void asked?.then(resolve);
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    output += chunk;
    if (text?.test(output)) resolve();
  });
  const closed = new Promise((done) => child.on("close", done));
  void closed.then((code) =>
    text === null && arm === null && code === 0
      ? resolve()
      : reject(new Error(`${args.join(" ")} ended with ${code} before anything was seen:\n${output}`)),
  );
  await promise;
  const seconds = (performance.now() - begun) / 1000;
  child.kill("SIGKILL");
  await closed;
  return seconds;
}

function deferred() {
  let resolve, reject;
  const promise = new Promise((done, fail) => ([resolve, reject] = [done, fail]));
  return { promise, resolve, reject };
}
