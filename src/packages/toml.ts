/** Looking into a TOML document. */
import type { TomlTable } from "smol-toml";

export type Table = TomlTable;

/** Whether a value is a table. */
export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The table at a path; an empty one when it is not there. */
export function tableAt(table: Table, ...path: readonly string[]): Table {
  return path.reduce<Table>((at, key) => {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    return isTable(next) ? next : {};
  }, table);
}

export function textAt(table: Table, key: string): string | null {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return typeof value === "string" ? value : null;
}

/** The texts of a list; a single text counts as a list of one. */
export function textsAt(table: Table, key: string): string[] {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === "string");
}

/** The line of a key in a table, from 1; that of the table's head when the key is written in another way. */
export function lineOfKey(text: string, table: string, key: string): number | null {
  let inside = false;
  let head: number | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const name = /^\s*\[([^[\]]+)\]/.exec(line)?.[1];
    if (name !== undefined) {
      inside = name.replace(/[\s"']/g, "") === table;
      if (inside) head = index + 1;
    } else if (inside && /^\s*["']?([\w-]+)["']?\s*=/.exec(line)?.[1] === key) return index + 1;
  }
  return head;
}
