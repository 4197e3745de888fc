/** Where a package's own module lies: `azure/storage/blob` of azure-storage-blob. */
import type { Files } from "../ports.ts";
import { below } from "./paths.ts";

/** A folder on the way to the module, and what is in it. */
export interface ModuleFolder {
  /** Relative to the package's folder. */
  readonly path: string;
  readonly files: readonly string[];
}

/** No namespace is deeper. */
const deepest = 8;

/** Folders that hold something else than the package's own code, wherever they lie. */
const foreign =
  /^(?:tests?|samples?|examples?|docs?|scripts?|tools?|build|dist|node_modules|vendor|conda|swagger|env|venv)$|^[._]|\.egg-info$/i;

/**
 * The folders from the first namespace to the module itself, which is the last: down from the package's folder, or its
 * `src`, as long as there is one way to go. Empty where there are several. Links are not followed.
 */
export async function ownModule(files: Files, folder: string): Promise<ModuleFolder[]> {
  const root = await look(files, folder, "");
  const start =
    root.folders.length === 1 && root.folders[0] === "src" ? await look(files, folder, "src") : root;
  const way: ModuleFolder[] = [];
  let { path, folders } = start;
  while (folders.length === 1 && way.length < deepest) {
    const next = await look(files, folder, below(path, folders[0] ?? ""));
    way.push({ path: next.path, files: next.files });
    // A namespace has nothing but perhaps an empty `__init__.py`.
    if (next.files.some((name) => name.endsWith(".py") && name !== "__init__.py")) return way;
    ({ path, folders } = next);
  }
  return folders.length === 0 ? way : [];
}

async function look(files: Files, folder: string, path: string) {
  const entries = await files.list(path === "" ? folder : below(folder, path));
  const names = (kind: "file" | "folder") =>
    entries.filter((entry) => entry.kind === kind).map(({ name }) => name);
  return { path, files: names("file"), folders: names("folder").filter((name) => !foreign.test(name)) };
}
