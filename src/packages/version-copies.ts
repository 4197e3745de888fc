/** Versions that a package's own code says beside the one that its metadata says. */
import type { Files } from "../ports.ts";
import type { Folder } from "./find-packages.ts";
import type { Place, Stated } from "./types.ts";

/** What `_version.py` and `__version__` of the package's own top module say, where that is not `versionAt` itself. Never throws. */
export async function findVersionCopies(
  _files: Files,
  _folder: Folder,
  _versionAt: Place | null,
): Promise<Stated[]> {
  return Promise.resolve([]);
}
