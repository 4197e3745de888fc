/** Comparing values: of two branches it can't be told which one runs, unless they agree. */
import { type PythonValue, unknown } from "./python-values.ts";

/** Code can nest a value in itself again and again; none that matters has as many parts. */
const mostParts = 5000;

/** Whether two values are the same, wherever they stand. What is unknown is the same as nothing. */
export function sameValue(a: PythonValue, b: PythonValue, budget = { left: mostParts }): boolean {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (a === b) return a.kind !== "unknown";
  if (a.kind === "text" && b.kind === "text") return sameTexts(a.texts, b.texts);
  if (a.kind === "boolean" && b.kind === "boolean") return a.value === b.value;
  if (a.kind === "none" && b.kind === "none") return true;
  if (a.kind === "member" && b.kind === "member")
    return a.module === b.module && a.level === b.level && a.attribute === b.attribute;
  if (a.kind === "stored" && b.kind === "stored")
    return sameTexts(a.paths, b.paths) && sameTexts(a.attributes ?? [], b.attributes ?? []);
  if (a.kind === "document" && b.kind === "document")
    return sameTexts(
      a.files.flatMap(({ paths }) => paths),
      b.files.flatMap(({ paths }) => paths),
    );
  if (a.kind === "list" && b.kind === "list") {
    const others = b.items;
    return (
      a.items.length === others.length &&
      a.items.every((item, at) => {
        const other = others[at];
        return other !== undefined && sameValue(item, other, budget);
      })
    );
  }
  if (a.kind !== "dictionary" || b.kind !== "dictionary") return false;
  const { entries } = b;
  return (
    a.whole &&
    b.whole &&
    a.entries.size === entries.size &&
    [...a.entries].every(([key, value]) => {
      const other = entries.get(key);
      return other !== undefined && sameValue(value, other, budget);
    })
  );
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

/** Dictionaries within dictionaries. */
const deepest = 3;

/** What a variable is after a branch that may run or not: what both ways have in common. */
export function afterBranch(before: PythonValue | undefined, after: PythonValue, depth = 0): PythonValue {
  if (before === undefined || depth > deepest) return unknown;
  if (before.kind === "list" && after.kind === "list") {
    const begun = before.items.every((item, at) => item === after.items[at]);
    return begun ? { kind: "list", items: [...before.items, unknown] } : unknown;
  }
  if (before.kind !== "dictionary" || after.kind !== "dictionary") return unknown;
  const entries = new Map<string, PythonValue>();
  for (const [key, value] of after.entries) {
    const old = before.entries.get(key);
    entries.set(key, old === value ? value : afterBranch(old, value, depth + 1));
  }
  return { kind: "dictionary", entries, whole: false };
}
