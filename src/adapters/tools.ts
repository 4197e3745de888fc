/**
 * The tools that Gatehouse itself runs in Python: each lock in `python/` becomes one environment, in a folder
 * named by the lock's hash. Made in a temporary folder and renamed, so that two processes may make it at the
 * same time and a killed one leaves nothing half done.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GatehouseError } from "../errors.ts";
import type { Files, Process } from "../ports.ts";
import { productFile } from "./product.ts";
import type { Python } from "./python.ts";

/** Where the programs of a virtual environment lie. */
const scripts = process.platform === "win32" ? "Scripts" : "bin";
const suffix = process.platform === "win32" ? ".exe" : "";

export interface Tools {
  readonly python: Python;
  /** Path of uv. */
  readonly uv: string;
  /** Python of the environment of another lock, such as `index`; made on first use. */
  environment(lock: string): Promise<string>;
}

interface Ports {
  readonly files: Files;
  readonly process: Process;
  readonly signal: AbortSignal;
}

/** The path of a program in a virtual environment. */
export function inEnvironment(folder: string, program: string): string {
  return join(folder, scripts, `${program}${suffix}`);
}

/** Makes uv ready below `folder` (a cache folder, or the job's temporary folder in a pipeline). */
export async function prepareTools(ports: Ports, folder: string, python: Python): Promise<Tools> {
  const uvFolder = await once(ports, folder, "uv", python, async (target, lock) => {
    const made = await run(ports, python.path, ["-m", "venv", target], folder);
    if (made !== null) throw GatehouseError.of("venv-missing", { python: python.path, problem: made });
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--require-hashes",
      "-r",
      lock,
    ];
    return run(ports, inEnvironment(target, "python"), pip, folder);
  });
  const uv = inEnvironment(uvFolder, "uv");
  return {
    python,
    uv,
    async environment(lockName) {
      const made = await once(ports, folder, lockName, python, async (target, lock) => {
        const environment = await run(
          ports,
          uv,
          ["venv", "--quiet", "--python", python.path, target],
          folder,
        );
        const install = ["pip", "install", "--quiet", "--require-hashes", "--python", target, "-r", lock];
        return environment ?? run(ports, uv, install, folder);
      });
      return inEnvironment(made, "python");
    },
  };
}

type Make = (target: string, lock: string) => Promise<string | null>;

/** The environment of one lock: found, or made now. `make` says what went wrong, or null. */
async function once(ports: Ports, folder: string, name: string, python: Python, make: Make): Promise<string> {
  const lock = productFile(`python/${name}.txt`);
  const key = createHash("sha256")
    .update(await readFile(lock))
    .update(`${python.path} ${python.version}`);
  const target = join(folder, `${name}-${key.digest("hex").slice(0, 16)}`);
  if ((await ports.files.kind(target)) !== null) return target;
  await using making = await ports.files.temporary(folder);
  const problem = await make(join(making.path, name), lock);
  ports.signal.throwIfAborted();
  if (problem !== null) throw GatehouseError.of("tools-failed", { lock: `${name}.txt`, problem });
  try {
    await ports.files.move(join(making.path, name), target);
  } catch (error) {
    // Another process was first: its environment is as good as ours.
    if ((await ports.files.kind(target)) === null) throw error;
  }
  return target;
}

/** Runs a program; null when it succeeded, else the end of what it said. */
async function run(
  { process, signal }: Ports,
  file: string,
  args: string[],
  cwd: string,
): Promise<string | null> {
  const outcome = await process.run(file, args, { cwd, signal, timeoutSeconds: 600 });
  if (outcome.exitCode === 0) return null;
  const said = `${outcome.stderr}\n${outcome.stdout}`.trim();
  return said === "" ? (outcome.stopped ?? "no output") : said.slice(-1500);
}
