/** A few lines of a source, with a mark below the place that is meant. The source is foreign text. */
import { plain } from "./plain.ts";

/** A line as it may be printed: harmless, on one row. */
export interface FrameLine {
  /** From 1; null for the line that holds the mark. */
  readonly number: number | null;
  readonly text: string;
}

/** Characters of a line that are shown. */
const widest = 100;
/** Characters left of the mark where the beginning of a line is cut off. */
const before = 40;

/**
 * Line `line` (from 1) of `source` with its neighbours that are not empty, and a mark below `column` (from 1, in UTF-16 units), or below
 * the first character where that is null. Empty when there is no such line.
 */
export function codeFrame(source: string, line: number, column: number | null): FrameLine[] {
  const lines = source.replace(/^\uFEFF/, "").split("\n", line + 1);
  const wanted = lines[line - 1];
  if (wanted === undefined) return [];
  const { text, mark } = shown(wanted, column ?? wanted.search(/\S/) + 1);
  const neighbour = (number: number): FrameLine[] => {
    const own = lines[number - 1] ?? "";
    return own.trim() === "" ? [] : [{ number, text: shown(own, 1).text }];
  };
  return [
    ...neighbour(line - 1),
    { number: line, text },
    ...(mark === null ? [] : [{ number: null, text: `${" ".repeat(mark)}^` }]),
    ...neighbour(line + 1),
  ];
}

/** The part of a line around `column`, as it is printed, and how many cells stand left of the mark; null for column 0. */
function shown(whole: string, column: number): { text: string; mark: number | null } {
  const line = whole.trimEnd();
  const target = Math.min(Math.max(column - 1, 0), line.length);
  const start = target < widest - before ? 0 : target - before;
  const end = start + widest;
  const head = `${start > 0 ? "…" : ""}${printed(line.slice(start, target))}`;
  const text = `${head}${printed(line.slice(target, end))}${end < line.length ? "…" : ""}`;
  const harmless = plain(text);
  return { text: harmless, mark: column === 0 ? null : widthOf(head) + added(text, harmless, head.length) };
}

/** Blanks that making a text harmless has added before position `end`. */
function added(text: string, harmless: string, end: number): number {
  let extra = 0;
  for (let at = 0; at < end; at += 1) if (text[at] !== harmless[at + extra]) extra += 1;
  return extra;
}

/** Tabs as blanks, and what does not show, or would move the cursor, as a dot. */
function printed(text: string): string {
  return text.replace(/\t/gu, "  ").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "·");
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** Cells that a text takes on a terminal, as nearly as can be told: East Asian characters two, marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
