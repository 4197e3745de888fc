/**
 * The `Files` port kept inside a tree: a link that leads out of it is not there. What a repository holds must not make us
 * read, or show, what lies elsewhere on the machine.
 */
import { existsSync, lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Files } from "../ports.ts";

/** `files`, of which `readText`, `kind` and `list` follow no link out of `root`. Paths outside of it are as they were. */
export function filesWithin(files: Files, root: string): Files {
  const top = resolve(root);
  const real = realOrNull(top) ?? top;
  const sound = new Map<string, boolean>([[top, true]]);
  /** What a listing showed to be no link. */
  const plain = new Set<string>();
  const leadsInside = (path: string) => {
    const target = realOrNull(path);
    return target !== null && isBelow(real, target);
  };
  /** Whether no folder on the way to `path` is a link that leads out. Each folder is looked at once. */
  const isSound = (folder: string): boolean => {
    const known = sound.get(folder);
    if (known !== undefined) return known;
    const answer = isSound(dirname(folder)) && (plain.has(folder) || !isLink(folder) || leadsInside(folder));
    sound.set(folder, answer);
    return answer;
  };
  const mayRead = (path: string) => {
    // Thousands of paths come by, all of them plain: only one that is not has to be resolved.
    const full = /[\\]|\/\.{0,2}(?:\/|$)/.test(path) ? resolve(path) : path;
    if (plain.has(full) || full === top || !isBelow(top, full)) return true;
    return isSound(full.slice(0, full.lastIndexOf("/"))) && (!isLink(full) || leadsInside(full));
  };
  return {
    ...files,
    readText: (path) => (mayRead(path) ? files.readText(path) : Promise.resolve(null)),
    kind: (path) => (mayRead(path) ? files.kind(path) : Promise.resolve(null)),
    async list(path) {
      if (!mayRead(path)) return [];
      const entries = await files.list(path);
      return entries.map((entry) => {
        const full = `${path}/${entry.name}`;
        if (entry.kind !== "other") {
          plain.add(full);
          return entry;
        }
        // A folder that is a link stays one: it could lead in a circle, or show a package twice.
        const isFile = mayRead(full) && statSync(full, { throwIfNoEntry: false })?.isFile() === true;
        return isFile ? { name: entry.name, kind: "file" as const } : entry;
      });
    },
  };
}

/** The repository that a folder is in: the nearest one above with a `.git`; else the folder itself. */
export function treeAround(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return resolve(folder);
  }
}

/** Whether `path` is `root` or lies in it; both absolute. */
export function isBelow(root: string, path: string): boolean {
  if (path.startsWith(`${root}/`)) return true;
  const way = relative(root, path);
  return way !== ".." && !/^(?:\.\.[\\/]|[\\/]|[A-Za-z]:)/.test(way);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Null for a link that leads nowhere, or in a circle. */
function realOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
