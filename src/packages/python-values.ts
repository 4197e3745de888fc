/** What expressions of Python code are worth, as far as that is plain without running them. */

/** Where a value is stored in other files: the first that exists counts. */
export interface Stored {
  readonly kind: "stored";
  /** Candidates relative to the package's folder, the preferred first. */
  readonly paths: readonly string[];
  /** Names of variables, the preferred first; null for the whole text of the file. */
  readonly attributes: readonly string[] | null;
}

export type PythonValue =
  /** More than one text: it depends on which file exists. */
  | { readonly kind: "text"; readonly texts: readonly string[]; readonly at: number }
  | { readonly kind: "list"; readonly items: readonly PythonValue[] }
  | { readonly kind: "dictionary"; readonly entries: ReadonlyMap<string, PythonValue> }
  /** An open file, or its content. */
  | { readonly kind: "file"; readonly paths: readonly string[] }
  /** An imported module, relative by `level` dots. */
  | { readonly kind: "module"; readonly name: string; readonly level: number }
  | { readonly kind: "member"; readonly module: string; readonly level: number; readonly attribute: string }
  /** The variables that a file leaves when it is run. */
  | { readonly kind: "namespace"; readonly paths: readonly string[] }
  | Stored
  | { readonly kind: "unknown" };

export const unknown: PythonValue = { kind: "unknown" };

/** Code can double a text with every line; no name or path is as long as this. */
const longest = 20_000;
const mostTexts = 8;

/** A text value; unknown when it is too long to be one that matters. */
export function textValue(texts: readonly string[], at: number): PythonValue {
  const sound =
    texts.length > 0 && texts.length <= mostTexts && texts.every((text) => text.length <= longest);
  return sound ? { kind: "text", texts, at } : unknown;
}

/** The one text that a value is, or null. */
export function textOf(value: PythonValue | undefined): string | null {
  return value?.kind === "text" && value.texts.length === 1 ? (value.texts[0] ?? null) : null;
}

/** The texts of a list; what is not plain is left out. */
export function textsOf(value: PythonValue | undefined): string[] {
  return value?.kind === "list" ? value.items.flatMap((item) => textOf(item) ?? []) : [];
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
