/** Finds service directories below a folder, and packages by their name. */
import { readCi } from "../ci/read-ci.ts";
import type { Files } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import { type Folder, findPackages, isForeign } from "./find-packages.ts";
import { below } from "./paths.ts";
import { readOrNull } from "./read-text.ts";

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

/** Where a package of some name lives. */
export interface NamedPackage {
  readonly service: Folder;
  /** Whether an entry of that ci.yml names it. */
  readonly listed: boolean;
  /** As that entry writes it. */
  readonly artifactName: string | null;
}

/** The service directories below `root` with a package, or an entry, of this name in any spelling. */
export async function findPackageByName(files: Files, root: Folder, name: string): Promise<NamedPackage[]> {
  const wanted = normalizeName(name);
  const found: NamedPackage[] = [];
  for (const service of await findServiceDirectories(files, root)) {
    const text = await readOrNull(files, below(service.folder, "ci.yml"));
    const entries = text === null ? [] : readCi(text, below(service.path, "ci.yml")).entries;
    const entry = entries.find(
      (candidate) => candidate.name !== null && normalizeName(candidate.name.value) === wanted,
    );
    const artifactName = entry?.name?.value ?? null;
    if (artifactName !== null) found.push({ service, listed: true, artifactName });
    else if ((await findPackages(files, service)).some((candidate) => candidate.package === wanted)) {
      found.push({ service, listed: false, artifactName });
    }
  }
  return found;
}
