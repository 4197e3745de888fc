/** Follows a version to the file that says it. */
import type { Files } from "../ports.ts";
import { folderOf, insidePath, lineAt } from "./paths.ts";
import { moduleFiles } from "./python-imports.ts";
import { readModule } from "./python-module.ts";
import { readInside } from "./read-text.ts";
import { type PythonValue, type Stored, textOf } from "./python-values.ts";

/** A version as written, and where. */
export interface FoundVersion {
  readonly value: string;
  /** Relative to the package's folder. */
  readonly path: string;
  readonly line: number;
}

/** `_version.py` imports from `version.py`, which … : nobody goes further than this. */
const furthest = 4;

/**
 * The version that a value stands for: read from the first candidate that exists, never from another. Null when
 * that takes running code, or when the file is not inside the package's folder. Never throws.
 */
export async function findVersion(
  files: Files,
  folder: string,
  {
    value,
    path,
    text,
    roots = ["", "src"],
  }: { value: PythonValue; path: string; text: string; roots?: readonly string[] },
  steps = 0,
): Promise<FoundVersion | null> {
  const plainText = textOf(value);
  if (plainText !== null && value.kind === "text") {
    return { value: plainText, path, line: lineAt(text, value.at) };
  }
  const stored = storedIn(value, path, roots);
  if (stored === null || steps >= furthest) return null;
  for (const candidate of stored.paths) {
    const inside = insidePath(candidate);
    const content = inside === null ? null : await readInside(files, folder, inside);
    if (inside === null || content === null) continue;
    if (stored.attributes === null) return wholeText(content, inside);
    const { variables } = readModule(content, inside);
    const next = stored.attributes.map((name) => variables.get(name)).find((found) => found !== undefined);
    if (next === undefined) return null;
    return findVersion(files, folder, { value: next, path: inside, text: content, roots }, steps + 1);
  }
  return null;
}

function storedIn(value: PythonValue, path: string, roots: readonly string[]): Stored | null {
  if (value.kind === "stored") return value;
  if (value.kind !== "member") return null;
  return {
    kind: "stored",
    paths: moduleFiles(value, { roots, folder: folderOf(path) }),
    attributes: [value.attribute],
    at: 0,
  };
}

function wholeText(content: string, path: string): FoundVersion | null {
  const value = content.trim();
  return value === "" || /[\r\n]/.test(value)
    ? null
    : { value, path, line: lineAt(content, content.indexOf(value)) };
}
