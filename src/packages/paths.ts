/** Paths as texts with `/`. No file is touched here. */
import { lineFinder } from "./lines.ts";

/** A folder, absolute and as users should see it, both with `/`. */
export interface Folder {
  readonly folder: string;
  readonly path: string;
}

/** Whether a folder holds what tools put there, never a package of the repository. */
export function isForeign(name: string): boolean {
  return (
    name.startsWith(".") || ["node_modules", "site-packages", "venv", "env", "__pycache__"].includes(name)
  );
}

/** `name` below `folder`; a folder that is empty or `.` adds nothing. */
export function below(folder: string, name: string): string {
  return folder === "" || folder === "." ? name : `${folder.replace(/\/+$/, "")}/${name}`;
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.split(/[\\/]+/).findLast((part) => part !== "" && part !== ".") ?? "";
}

/**
 * A relative path without `.`, `..` and doubled slashes. Null when it is absolute or leads out of the folder it
 * is relative to: what a package's files say is never a reason to read other files.
 */
export function insidePath(path: string): string | null {
  if (/^(?:[\\/]|[A-Za-z]:)/.test(path) || path.includes("\0")) return null;
  const parts: string[] = [];
  for (const part of path.split(/[\\/]+/)) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

/** The line of an offset in a text, from 1. For many offsets in one text there is `lineFinder`. */
export function lineAt(text: string, offset: number): number {
  return lineFinder(text)(offset);
}

/** As `os.path.join`: an absolute part drops those before it. */
export function joinPaths(parts: readonly string[]): string {
  return parts.reduce((path, part) => {
    if (path === "" || part.startsWith("/")) return part;
    return path.endsWith("/") ? path + part : `${path}/${part}`;
  }, "");
}

/** As `os.path.dirname`. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf("/");
  return at === -1 ? "" : path.slice(0, at);
}
