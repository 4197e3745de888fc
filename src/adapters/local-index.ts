/** A package index on this machine: pypiserver, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { GatehouseError } from "../errors.ts";
import type { IndexAddress } from "../index/types.ts";
import { childEnvironment } from "./child-environment.ts";

const startWithin = 20_000;
const stopWithin = 2000;
/** Between asking for a free port and listening on it another process may take it. */
const ports = 3;
/** Characters of the server's own words that go into an error. */
const kept = 2000;

/**
 * Starts `<python> <script> PORT <folder>`, which serves `folder` (made when it is not there) on 127.0.0.1
 * until its stdin ends, and waits until it answers. So it ends with this process, however that ends.
 * Disposing stops it. Throws `index-failed-start`.
 */
export async function startLocalIndex({
  python,
  script,
  folder,
  signal,
}: {
  readonly python: string;
  readonly script: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}): Promise<IndexAddress & AsyncDisposable> {
  await mkdir(folder, { recursive: true });
  let problem = "";
  for (let tried = 0; tried < ports; tried += 1) {
    signal.throwIfAborted();
    const port = await freePort();
    const child = start(python, [script, String(port), folder]);
    const address = `http://127.0.0.1:${port}/`;
    try {
      const fault = await answering(child, `${address}simple/`, signal);
      if (fault === null) {
        return {
          name: "local",
          upload: address,
          simple: `${address}simple/`,
          json: null,
          [Symbol.asyncDispose]: () => stop(child),
        };
      }
      problem = fault;
    } catch (error) {
      await stop(child);
      throw error;
    }
    await stop(child);
  }
  throw GatehouseError.of("index-failed-start", { problem });
}

interface Server {
  readonly process: ChildProcess;
  /** The end of what it wrote to stderr. */
  words: string;
  /** Why it could not be started at all. */
  fault: string | null;
}

function start(python: string, args: readonly string[]): Server {
  const process_ = spawn(python, args, {
    env: childEnvironment(process.env, false),
    stdio: ["pipe", "ignore", "pipe"],
    windowsHide: true,
  });
  const server: Server = { process: process_, words: "", fault: null };
  process_.on("error", (error) => {
    server.fault = error.message;
  });
  // A server that has ended closes its end first; that is no fault of ours.
  process_.stdin?.on("error", () => undefined);
  process_.stderr?.setEncoding("utf8").on("data", (text: string) => {
    server.words = (server.words + text).slice(-kept);
  });
  return server;
}

/** Waits until `url` answers. Resolves to null, or to why it does not. */
async function answering(server: Server, url: string, signal: AbortSignal): Promise<string | null> {
  const begun = Date.now();
  while (Date.now() - begun < startWithin) {
    signal.throwIfAborted();
    if (hasEnded(server)) return server.fault ?? (server.words.trim() || "it ended at once");
    const answers = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(2000) }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.status === 200;
      },
      () => false,
    );
    // Whoever answers is not ours when ours has ended over the taken port.
    if (answers && !hasEnded(server)) return null;
    await setTimeout(50, undefined, { signal });
  }
  return `it did not answer within ${startWithin / 1000} s. ${server.words.trim()}`.trim();
}

function hasEnded({ process: child, fault }: Server): boolean {
  return fault !== null || child.exitCode !== null || child.signalCode !== null;
}

async function stop(server: Server): Promise<void> {
  const { process: child } = server;
  if (hasEnded(server)) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  await Promise.race([ended, setTimeout(stopWithin, undefined, { ref: false })]);
  if (hasEnded(server)) return;
  child.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new TypeError("no port on 127.0.0.1");
  return address.port;
}
