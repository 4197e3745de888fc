/** The values of a field, those that other files hold too. */
import type { Files } from "../ports.ts";
import type { FieldName, NamedFile } from "./metadata.ts";
import { readInside } from "./read-text.ts";
import type { SaidIn } from "./sources.ts";
import type { Stated } from "./types.ts";
import { findVersion } from "./version-file.ts";

/** Fields whose values may be the lines of a file. */
const inLines = new Set<FieldName>(["requires-dist", "provides-extra", "classifier", "summary"]);

/**
 * The values of a field, each with its place relative to the package's folder. `whole` is false when a file that
 * holds some can't be read without running code. Never throws.
 */
export async function fieldValues(
  files: Files,
  folder: string,
  field: FieldName,
  { said, file }: SaidIn,
): Promise<{ readonly values: readonly Stated[]; readonly whole: boolean }> {
  const values = said.texts.map(({ value, line }): Stated => ({ value, at: { path: file, line } }));
  let whole = true;
  for (const named of said.files) {
    if (named.attributes === undefined && field === "license")
      // Its text says no more to a reader of the metadata than that there is one.
      values.push({ value: named.paths[0] ?? "", at: { path: file, line: named.line } });
    if (named.attributes === undefined && !inLines.has(field)) continue;
    const found = await (named.attributes === undefined
      ? linesIn(files, folder, named)
      : variableIn(files, folder, named.paths, named.attributes));
    whole &&= found !== null;
    values.push(...(found ?? []));
  }
  return { values, whole };
}

/** The first of several files that is there; null when none is. */
export async function firstFile(files: Files, folder: string, { paths }: NamedFile) {
  for (const path of paths) {
    const text = await readInside(files, folder, path);
    if (text !== null) return { path, text };
  }
  return null;
}

/** The lines that count in a file of requirements or classifiers. */
async function linesIn(files: Files, folder: string, named: NamedFile): Promise<Stated[] | null> {
  const found = await firstFile(files, folder, named);
  if (found === null) return null;
  return found.text.split(/\r\n|\r|\n/).flatMap((written, at): Stated[] => {
    const value = written.replace(/(?:^|\s)#.*$/, "").trim();
    return value === "" ? [] : [{ value, at: { path: found.path, line: at + 1 } }];
  });
}

async function variableIn(
  files: Files,
  folder: string,
  paths: readonly string[],
  attributes: readonly string[],
): Promise<Stated[] | null> {
  const value = { kind: "stored", paths, attributes, at: 0 } as const;
  const found = await findVersion(files, folder, { value, path: "", text: "" });
  return found && [{ value: found.value, at: { path: found.path, line: found.line } }];
}
