/** Whether the license files that a package declares are there. */
import type { Files } from "../ports.ts";
import { nameMatches } from "./glob.ts";
import { below, insidePath } from "./paths.ts";

/** `**` looks no deeper, and no further. */
const deepest = 8;
const mostFolders = 500;

/**
 * Whether a pattern matches a file inside a folder. A link counts by its name, and is not followed. What leads out of
 * the folder matches nothing. Never throws.
 */
export async function hasLicenseFile(files: Files, folder: string, pattern: string): Promise<boolean> {
  const inside = insidePath(pattern);
  if (inside === null || inside === "") return false;
  const budget = { left: mostFolders };
  return matches(files, folder, inside.split("/"), { depth: 0, budget });
}

async function matches(
  files: Files,
  folder: string,
  [pattern = "", ...rest]: readonly string[],
  { depth, budget }: { readonly depth: number; readonly budget: { left: number } },
): Promise<boolean> {
  budget.left -= 1;
  if (depth > deepest || budget.left < 0) return false;
  const entries = await files.list(folder).catch(() => []);
  const deeper = (name: string, parts: readonly string[]) =>
    matches(files, below(folder, name), parts, { depth: depth + 1, budget });
  if (pattern === "**") {
    const next = rest.length === 0 ? ["*"] : rest;
    if (await matches(files, folder, next, { depth: depth + 1, budget })) return true;
    for (const { name, kind } of entries)
      if (kind === "folder" && !name.startsWith(".") && (await deeper(name, ["**", ...rest]))) return true;
    return false;
  }
  for (const { name, kind } of entries) {
    if (!nameMatches(pattern, name)) continue;
    if (rest.length === 0 ? kind !== "folder" : kind === "folder" && (await deeper(name, rest))) return true;
  }
  return false;
}
