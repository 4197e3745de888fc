/**
 * The tools that Gatehouse itself runs in Python: each lock in `python/` becomes one environment, in a folder
 * named by the lock's hash. Made in a temporary folder and renamed, so that two processes may make it at the
 * same time and a killed one leaves nothing half done.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GatehouseError } from "../errors.ts";
import type { Clock, Files, Process } from "../ports.ts";
import { keptProcess } from "./kept-process.ts";
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
  /** What packages are built with. */
  readonly backEnds: {
    /**
     * Python of an environment with the newest of what these requirements admit, of today; or why there can't be one:
     * the end of what uv said, foreign text.
     */
    readonly environment: (requires: readonly string[]) => Promise<string | { readonly problem: string }>;
    /** Path of the program that calls the back ends. */
    readonly program: string;
    /** Where it is started. */
    readonly folder: string;
    readonly forks: boolean;
  };
}

interface Ports {
  readonly files: Files;
  readonly clock: Clock;
  readonly process: Process;
  readonly signal: AbortSignal;
}

/** The path of a program in a virtual environment. */
export function inEnvironment(folder: string, program: string): string {
  return join(folder, scripts, `${program}${suffix}`);
}

/** The Python of a virtual environment, and the folder of its programs. */
export function insideEnvironment(folder: string): { readonly python: string; readonly programs: string } {
  return { python: inEnvironment(folder, "python"), programs: join(folder, scripts) };
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
  const filled = async (target: string, what: readonly string[], ...flags: string[]) => {
    const environment = ["venv", "--quiet", ...flags, "--python", python.path, target];
    const problem = await run(ports, uv, environment, folder);
    if (problem !== null || what.length === 0) return problem;
    // Back ends and setup.py run in it, and may write into it: copies, never links into uv's cache.
    const install = ["pip", "install", "--quiet", "--link-mode", "copy", "--python", target];
    // A requirement without a wheel is built first, by code of its own.
    const kept = { ...ports, process: keptProcess(ports.process, python.path) };
    return run(kept, uv, [...install, ...what], folder);
  };
  const making = new Map<string, Promise<string | { readonly problem: string }>>();
  const backEnds = async (requires: readonly string[]) => {
    const name = buildFolder(requires, python, ports.clock.now());
    const target = join(folder, name);
    // Programs of theirs, such as cmake, must start from where the environment is moved to.
    const what = requires.length === 0 ? [] : ["--", ...requires];
    const make = (place: string) => filled(place, what, "--relocatable");
    const problem = await madeOnce(ports, target, make);
    return problem === null ? inEnvironment(target, "python") : { problem };
  };
  return {
    python,
    uv,
    async environment(lockName) {
      const made = await once(ports, folder, lockName, python, (target, lock) =>
        filled(target, ["--require-hashes", "-r", lock]),
      );
      return inEnvironment(made, "python");
    },
    backEnds: {
      environment: (requires) => {
        const key = JSON.stringify(requires);
        const made = making.get(key) ?? backEnds(requires);
        making.set(key, made);
        return made;
      },
      program: productFile("python/build_worker.py"),
      folder,
      forks: process.platform !== "win32",
    },
  };
}

/**
 * An old environment has old back ends: one of a day is not used on the next. The newest uv has no say in it, since
 * a lock of it is in the product.
 */
function buildFolder(requires: readonly string[], python: Python, now: Date): string {
  const what = [...new Set(requires.map((line) => line.trim()))].toSorted();
  const key = createHash("sha256").update(JSON.stringify([what, python.path, python.version]));
  return `build-${now.toISOString().slice(0, 10)}-${key.digest("hex").slice(0, 16)}`;
}

type Make = (target: string, lock: string) => Promise<string | null>;

/** The environment of one lock: found, or made now. `make` says what went wrong, or null. */
async function once(ports: Ports, folder: string, name: string, python: Python, make: Make): Promise<string> {
  const lock = productFile(`python/${name}.txt`);
  const key = createHash("sha256")
    .update(await readFile(lock))
    .update(`${python.path} ${python.version}`);
  const target = join(folder, `${name}-${key.digest("hex").slice(0, 16)}`);
  const problem = await madeOnce(ports, target, (place) => make(place, lock));
  if (problem !== null) throw GatehouseError.of("tools-failed", { lock: `${name}.txt`, problem });
  return target;
}

/** Makes the folder `target` whole or not at all, unless it is there. Null, or what `make` says went wrong. */
async function madeOnce(
  ports: Ports,
  target: string,
  make: (place: string) => Promise<string | null>,
): Promise<string | null> {
  if ((await ports.files.kind(target)) !== null) return null;
  await using making = await ports.files.temporary(dirname(target));
  const place = join(making.path, "environment");
  const problem = await make(place);
  ports.signal.throwIfAborted();
  if (problem !== null) return problem;
  try {
    await ports.files.move(place, target);
  } catch (error) {
    // Another process was first: its environment is as good as ours.
    if ((await ports.files.kind(target)) === null) throw error;
  }
  return null;
}

/** Runs a program; null when it succeeded, else the end of what it said. */
async function run(
  { process, signal }: Ports,
  file: string,
  args: string[],
  cwd: string,
): Promise<string | null> {
  const outcome = await process.run(file, args, { cwd, installs: true, signal, timeoutSeconds: 600 });
  if (outcome.exitCode === 0) return null;
  const said = `${outcome.stderr}\n${outcome.stdout}`.trim();
  return said === "" ? (outcome.stopped ?? "no output") : said.slice(-1500);
}
