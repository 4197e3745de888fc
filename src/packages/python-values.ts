/** What expressions of Python code are worth, as far as that is plain without running them. */
import type { PythonNode } from "./python-tree.ts";

/** Where a value is stored in other files: the first that exists counts. */
export interface Stored {
  readonly kind: "stored";
  /** Candidates relative to the package's folder, the preferred first. */
  readonly paths: readonly string[];
  /** Names of variables, the preferred first; null for the whole text of the file. */
  readonly attributes: readonly string[] | null;
  /** Offset of what names the file. */
  readonly at: number;
}

/** A function that the module defines. */
export interface PythonFunction {
  readonly kind: "function";
  readonly node: PythonNode;
}

export type PythonValue =
  /** More than one text: it depends on which file exists. */
  | { readonly kind: "text"; readonly texts: readonly string[]; readonly at: number }
  /** An item that is unknown may stand for any number of items. */
  | { readonly kind: "list"; readonly items: readonly PythonValue[] }
  /** `whole` is false when it may have other entries too. */
  | {
      readonly kind: "dictionary";
      readonly entries: ReadonlyMap<string, PythonValue>;
      readonly whole: boolean;
    }
  | { readonly kind: "boolean"; readonly value: boolean }
  /** Python's `None`. */
  | { readonly kind: "none" }
  /** An open file, or its path as an object. */
  | { readonly kind: "file"; readonly paths: readonly string[]; readonly at: number }
  /** The lines of a file. */
  | { readonly kind: "lines"; readonly paths: readonly string[]; readonly at: number }
  /** A text put together from files and more. */
  | { readonly kind: "document"; readonly files: readonly DocumentFile[] }
  /** An imported module, relative by `level` dots. */
  | { readonly kind: "module"; readonly name: string; readonly level: number }
  | { readonly kind: "member"; readonly module: string; readonly level: number; readonly attribute: string }
  /** The variables that a file leaves when it is run. */
  | { readonly kind: "namespace"; readonly paths: readonly string[] }
  | PythonFunction
  | Stored
  | { readonly kind: "unknown" };

/** A file of a document: the first of `paths` that exists; `at` is the offset of what names it. */
export interface DocumentFile {
  readonly paths: readonly string[];
  readonly at: number;
}

export const unknown: PythonValue = { kind: "unknown" };

/** Code can double a value with every line; no name or path is as long as this, no description as composed. */
const longest = 20_000;
const mostTexts = 8;
const mostItems = 2000;
const mostFiles = 16;

/** A text value; unknown when it is too long to be one that matters. */
export function textValue(texts: readonly string[], at: number): PythonValue {
  const sound =
    texts.length > 0 && texts.length <= mostTexts && texts.every((text) => text.length <= longest);
  return sound ? { kind: "text", texts, at } : unknown;
}

/** A list; unknown when it is too long to be one that matters. */
export function listValue(items: readonly PythonValue[]): PythonValue {
  return items.length <= mostItems ? { kind: "list", items } : unknown;
}

/** The one text that a value is, or null. */
export function textOf(value: PythonValue | undefined): string | null {
  return value?.kind === "text" && value.texts.length === 1 ? (value.texts[0] ?? null) : null;
}

/** Each text of every part with each of the others, put together by `combine`. Unknown when a part is no text. */
export function combineTexts(
  parts: readonly PythonValue[],
  at: number,
  combine: (texts: readonly string[]) => string,
): PythonValue {
  let rows: string[][] = [[]];
  for (const part of parts) {
    if (part.kind !== "text") return unknown;
    rows = rows.flatMap((row) => part.texts.map((text) => [...row, text]));
    if (rows.length > mostTexts) return unknown;
  }
  if (rows.some((row) => row.reduce((sum, text) => sum + text.length, 0) > 3 * longest)) return unknown;
  return textValue(rows.map(combine), at);
}

/** As `combineTexts`; where a part is the text of a file, the document that they are together. */
export function compose(
  parts: readonly PythonValue[],
  at: number,
  combine: (texts: readonly string[]) => string,
): PythonValue {
  if (parts.every(({ kind }) => kind === "text")) return combineTexts(parts, at, combine);
  const files = parts.map(filesOf);
  const known = files.flatMap((each) => each ?? []);
  return files.includes(null) || known.length > mostFiles ? unknown : { kind: "document", files: known };
}

/** The files that the text of a value comes from; null when it is no text, or that can't be told. */
export function filesOf(value: PythonValue): readonly DocumentFile[] | null {
  if (value.kind === "text") return [];
  if (value.kind === "document") return value.files;
  return value.kind === "stored" && value.attributes === null ? [{ paths: value.paths, at: value.at }] : null;
}
