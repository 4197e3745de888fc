/** Finds the Python that builds and tests. */
import { GatehouseError } from "../errors.ts";
import type { Process } from "../ports.ts";

export interface Python {
  /** Path of the interpreter. */
  readonly path: string;
  /** `3.11`. */
  readonly version: string;
}

const question = "import sys; print(sys.executable); print('%d.%d' % sys.version_info[:2])";

/** The Python at `wanted`, or the first of `python3`, `python` on PATH; 3.9 or later, else `python-missing`. */
export async function findPython(process: Process, wanted: string | null, cwd: string): Promise<Python> {
  const candidates = wanted === null ? ["python3", "python"] : [wanted];
  const tried: string[] = [];
  for (const candidate of candidates) {
    const { exitCode, stdout } = await process.run(candidate, ["-c", question], { cwd, timeoutSeconds: 30 });
    const [path, version] = stdout.split(/\r?\n/);
    const minor = /^3\.(\d+)$/.exec(version ?? "")?.[1];
    if (exitCode === 0 && path !== undefined && version !== undefined && Number(minor) >= 9)
      return { path, version };
    tried.push(exitCode === 0 ? `${candidate}, which is ${version ?? "no Python"}` : candidate);
  }
  throw GatehouseError.of("python-missing", { tried: tried.join(", ") });
}
