/** A Python with what a lock names in it; made once for each lock. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

const run = promisify(execFile);

/** The environment's Python. `lock`: a file of hashed requirements, relative to the project's root. */
export async function pythonWith(lock: string): Promise<string> {
  const path = join(root, lock);
  const hash = createHash("sha256")
    .update(await readFile(path))
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
    await run(join(temporary, "bin", "python"), [...pip, path]);
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
