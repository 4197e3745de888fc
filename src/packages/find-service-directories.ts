/** Finds service directories below a folder. */
import type { Files } from "../ports.ts";
import { below, type Folder, isForeign } from "./paths.ts";

/** `sdk/<service>` is the usual depth; nothing is looked for beyond this. */
const deepest = 6;

/** The folder itself when it has a ci.yml, else every folder below that has one; sorted by path. */
export async function findServiceDirectories(files: Files, root: Folder): Promise<Folder[]> {
  const found = await search(files, root, 0);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function search(files: Files, { folder, path }: Folder, depth: number): Promise<Folder[]> {
  const entries = await files.list(folder);
  if (entries.some(({ name, kind }) => name === "ci.yml" && kind === "file")) return [{ folder, path }];
  if (depth >= deepest) return [];
  const found: Folder[] = [];
  for (const { name, kind } of entries) {
    if (kind !== "folder" || isForeign(name)) continue;
    found.push(...(await search(files, { folder: below(folder, name), path: below(path, name) }, depth + 1)));
  }
  return found;
}
