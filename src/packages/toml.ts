/** Looking into a TOML document, with the lines of what is found. */
import { parse, type TomlTable } from "smol-toml";
import { lineFinder } from "./lines.ts";
import type { FoundText } from "./metadata.ts";
import { placeKey, type TomlPlaces, tomlPlaces } from "./toml-places.ts";

export type Table = TomlTable;

/** A document and its text. */
export interface Toml {
  readonly text: string;
  readonly document: Table;
  /** The offset of a value; of the nearest table around it when its own is not known, and null without one. */
  readonly offset: (...path: readonly (string | number)[]) => number | null;
  /** Its line, from 1. */
  readonly line: (...path: readonly (string | number)[]) => number | null;
}

/** Reads a document. Throws `TomlError` for what is no TOML. */
export function readToml(text: string): Toml {
  const document = parse(text);
  const lineAt = lineFinder(text);
  let places: TomlPlaces | null = null;
  const offset = (...path: readonly (string | number)[]) => {
    places ??= tomlPlaces(text);
    for (let length = path.length; length > 0; length -= 1) {
      const found = places.get(placeKey(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return null;
  };
  const line = (...path: readonly (string | number)[]) => {
    const found = offset(...path);
    return found === null ? null : lineAt(found);
  };
  return { text, document, offset, line };
}

/** Whether a value is a table. */
export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** What a table has for a key; undefined when nothing. */
export function valueAt(table: Table, key: string): unknown {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The table at a path; an empty one when it is not there. */
export function tableAt(table: Table, ...path: readonly string[]): Table {
  return path.reduce<Table>((at, key) => {
    const next = valueAt(at, key);
    return isTable(next) ? next : {};
  }, table);
}

export function textAt(table: Table, key: string): string | null {
  const value = valueAt(table, key);
  return typeof value === "string" ? value : null;
}

/** The texts of a list; a single text counts as a list of one. */
export function textsAt(table: Table, key: string): string[] {
  const value = valueAt(table, key);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === "string");
}

/** The texts of a list at a path, each with its line; a single text counts as a list of one. */
export function foundTexts(toml: Toml, ...path: readonly string[]): FoundText[] {
  const last = path.at(-1) ?? "";
  const value = valueAt(tableAt(toml.document, ...path.slice(0, -1)), last);
  if (typeof value === "string") return [{ value, line: toml.line(...path) }];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item, at) =>
    typeof item === "string" ? [{ value: item, line: toml.line(...path, at) }] : [],
  );
}
