/** A Python with pypiserver in it, from the project's own lock; made once for each lock. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const lock = fileURLToPath(new URL("../../python/index.txt", import.meta.url));

/** The script that serves a folder. */
export const serveScript = fileURLToPath(new URL("../../python/serve_index.py", import.meta.url));

/** The environment's Python. */
export async function pythonWithPypiserver(): Promise<string> {
  const hash = createHash("sha256")
    .update(await readFile(lock))
    .digest("hex")
    .slice(0, 16);
  const folder = join(tmpdir(), `gatehouse-test-tools-${hash}`);
  const python = join(folder, "bin", "python");
  if (await exists(python)) return python;
  // Whole or not at all: test runs at the same time, and runs that were ended, leave no half environment behind.
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await run("python3", ["-m", "venv", temporary]);
    const pip = ["-m", "pip", "install", "--quiet", "--require-hashes", "--disable-pip-version-check", "-r"];
    await run(join(temporary, "bin", "python"), [...pip, lock]);
    await rename(temporary, folder).catch(async (error: unknown) => {
      if (!(await exists(python))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return python;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
