/** Reading each file and folder once, however often it is asked for. */
import type { Files } from "../ports.ts";

/** The same files, with what was read kept until this is let go: for a short time and a few folders. */
export function rememberFiles(files: Files): Files {
  return { ...files, readText: once((path) => files.readText(path)), list: once((path) => files.list(path)) };
}

function once<T>(look: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = look(path);
    known.set(path, found);
    return found;
  };
}
