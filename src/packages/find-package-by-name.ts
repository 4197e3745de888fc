/** Finds packages by their name. */
import { readCi } from "../ci/read-ci.ts";
import type { Files } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import { findPackages } from "./find-packages.ts";
import { findServiceDirectories } from "./find-service-directories.ts";
import { below, type Folder } from "./paths.ts";
import { readOrNull } from "./read-text.ts";

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
