/** What import statements bind, and which files a module may be. */
import { childrenOf, type PythonNode } from "./python-tree.ts";
import type { PythonValue } from "./python-values.ts";

/** The names that an import statement binds. `from x import *` binds none that is known. */
export function importedNames(node: PythonNode, source: string): [name: string, value: PythonValue][] {
  const words = childrenOf(node).map((child) => source.slice(child.from, child.to));
  const from = words[0] === "from" ? words.indexOf("import") : -1;
  const module = from === -1 ? "" : words.slice(1, from).join("");
  const level = /^\.*/.exec(module)?.[0].length ?? 0;
  const items = splitItems(words.slice(from + 1 || 1));
  return items.flatMap(([dotted, alias]): [string, PythonValue][] => {
    if (from !== -1)
      return [[alias ?? dotted, { kind: "member", module: module.slice(level), level, attribute: dotted }]];
    // `import a.b` binds `a`; with `as`, the module itself.
    const bound = alias ?? dotted.split(".")[0] ?? dotted;
    return [[bound, { kind: "module", name: alias === null ? bound : dotted, level: 0 }]];
  });
}

function splitItems(words: readonly string[]): [dotted: string, alias: string | null][] {
  return words
    .filter((word) => word !== "(" && word !== ")")
    .join(" ")
    .split(",")
    .flatMap((item): [string, string | null][] => {
      const [dotted, alias] = item.split(/\bas\b/).map((part) => part.replace(/\s+/g, ""));
      return dotted === undefined || dotted === "" || dotted === "*" ? [] : [[dotted, alias ?? null]];
    });
}

/**
 * The files that a module may be, relative to the package's folder. `roots` are the folders of top-level modules;
 * `folder` is that of the importing file, for relative imports.
 */
export function moduleFiles(
  { module, level }: { readonly module: string; readonly level: number },
  { roots, folder }: { readonly roots: readonly string[]; readonly folder: string },
): string[] {
  const path = module.replaceAll(".", "/");
  const bases = level === 0 ? roots : [[folder, ...Array.from({ length: level - 1 }, () => "..")].join("/")];
  return bases.flatMap((base) => {
    const stem = [base, path].filter((part) => part !== "").join("/");
    return path === "" ? [`${stem}/__init__.py`] : [`${stem}.py`, `${stem}/__init__.py`];
  });
}
