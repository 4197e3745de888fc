/** The `Files` port over texts in memory, for what only reads. */
import { Readable } from "node:stream";
import type { Files } from "../../src/ports.ts";

/** A text, or what reading it throws. */
export type MemoryFile = string | Error;

/** Files by absolute path with `/`. What would write is refused. */
export function memoryFiles(contents: Readonly<Record<string, MemoryFile>>): Files {
  const refuse = () => Promise.reject(new Error("memoryFiles only reads"));
  const paths = Object.keys(contents);
  const kindOf = (path: string) => {
    if (Object.hasOwn(contents, path)) return "file" as const;
    return paths.some((other) => other.startsWith(`${path}/`)) ? ("folder" as const) : null;
  };
  const readText = (path: string) => {
    const content = Object.hasOwn(contents, path) ? contents[path] : undefined;
    return content instanceof Error ? Promise.reject(content) : Promise.resolve(content ?? null);
  };
  return {
    readText,
    kind: (path) => Promise.resolve(kindOf(path)),
    list(path) {
      const inside = paths
        .filter((other) => other.startsWith(`${path}/`))
        .map((other) => other.slice(path.length + 1));
      const names = [...new Set(inside.map((other) => other.split("/")[0] ?? ""))].toSorted();
      return Promise.resolve(names.map((name) => ({ name, kind: kindOf(`${path}/${name}`) ?? "other" })));
    },
    read: (path) => Readable.from([contents[path] ?? ""]),
    hash: refuse,
    digests: refuse,
    weigh: refuse,
    write: refuse,
    makeFolder: refuse,
    move: refuse,
    copyFolder: refuse,
    remove: refuse,
    temporary: refuse,
  };
}
