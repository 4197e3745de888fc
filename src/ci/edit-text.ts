/** Edits of a text, by offsets. */

/** Puts `text` in place of what stands from `from` (inclusive) to `to` (exclusive). */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all edits made. Those at one place follow each other; of two that overlap the first one counts. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let next = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    if (edit.from < at) continue;
    next += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return next + text.slice(at);
}

/** How the text ends its lines. */
export function eolOf(text: string): "\r\n" | "\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** The end of the line that `at` is in, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

/** A YAML list on one line. */
export function flowValue(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}
