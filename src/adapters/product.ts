/** Files that come with Gatehouse: beside the bundle in a shipped task, at the project's root in a checkout. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of `file` (such as `python/uv.txt`) in the nearest folder above this module that has it. */
export function productFile(file: string): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, file);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new Error(`${file} is missing from this installation of Gatehouse`);
  }
}
