/** Versions that a package's own code says beside the one that its metadata says. */
import type { Files } from "../ports.ts";
import { ownModule } from "./own-module.ts";
import { below, type Folder } from "./paths.ts";
import type { PythonValue } from "./python-values.ts";
import { readOrNull } from "./read-text.ts";
import type { Place, Stated } from "./types.ts";
import { findVersion } from "./version-file.ts";

/** Where modules keep their version, and under which names. Deeper copies, of vendored or generated code, hold others. */
const places = [
  { file: "_version.py", attributes: ["VERSION", "__version__", "version"] },
  { file: "version.py", attributes: ["VERSION", "__version__", "version"] },
  { file: "__init__.py", attributes: ["__version__"] },
];

const literal = /^(?:VERSION|__version__|version)[ \t]*(?::[^=\n]*)?=[ \t]*["']/m;

/**
 * What `_version.py`, `version.py` and `__version__` of the package's own module say, where that is another place than
 * `versionAt` and can be read without running code. Never throws.
 */
export async function findVersionCopies(
  files: Files,
  { folder, path }: Folder,
  versionAt: Place | null,
): Promise<Stated[]> {
  const module = (await ownModule(files, folder)).at(-1);
  const copies = new Map<string, Stated>();
  for (const { file, attributes } of places) {
    if (module?.files.includes(file) !== true) continue;
    const own = below(module.path, file);
    if (below(path, own) === versionAt?.path) continue;
    const text = await readOrNull(files, below(folder, own));
    // A name for what another file says is no copy: that file is looked at itself.
    if (text === null || !literal.test(text)) continue;
    const value: PythonValue = { kind: "stored", paths: [own], attributes, at: 0 };
    const found = await findVersion(files, folder, { value, path: own, text });
    if (found === null) continue;
    const at = { path: below(path, found.path), line: found.line };
    if (at.path !== versionAt?.path) copies.set(`${at.path}:${at.line}`, { value: found.value, at });
  }
  return [...copies.values()];
}
