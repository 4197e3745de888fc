/** Headings of Markdown and reStructuredText, in one pass over the text. */
import { after, type Hidden, opens } from "./changelog-hidden.ts";

export type HeadingMarkup = "markdown" | "rst";

export interface Heading {
  readonly text: string;
  /** From 1, the highest. In reStructuredText by the order in which the styles of underlines are first used. */
  readonly level: number;
  /** Of its text, from 1. */
  readonly line: number;
  /** Offsets: where its first line begins, and where the line below it does. */
  readonly from: number;
  readonly to: number;
  /** That line, from 1. */
  readonly nextLine: number;
  /** Whether it may as well be the end of a paragraph above a rule. */
  readonly isDoubtful: boolean;
}

interface Line {
  readonly from: number;
  /** Where its line break is. */
  readonly to: number;
}

/** A line beyond this is no heading. */
const longest = 500;
const none: Line = { from: 0, to: 0 };
const rowMarks = new Set("=-~+^\"'`#*:.<>_");

/**
 * The headings of a text whose lines end with `\n`, in their order. Lines inside code fences and HTML comments of
 * Markdown are none. Takes time in proportion to the text.
 */
export function headingsOf(text: string, markup: HeadingMarkup): Heading[] {
  const headings: Heading[] = [];
  const styles: string[] = [];
  let hidden: Hidden | null = null;
  let [above, title] = [none, none];
  for (let from = 0, number = 1; from <= text.length; number += 1) {
    const newline = text.indexOf("\n", from);
    const here: Line = { from, to: newline === -1 ? text.length : newline };
    let shows = true;
    if (hidden !== null) ({ left: hidden, shows } = after(hidden, lineOf(text, here)));
    else if (markup === "markdown" && mayOpen(text, here)) {
      hidden = opens(lineOf(text, here));
      shows = hidden === null;
    }
    if (shows) {
      const heading =
        marked(text, here, number) ?? underlined(text, [above, title, here], number, markup, styles);
      if (heading !== null) headings.push(heading);
    }
    [above, title] = shows ? [title, here] : [none, none];
    from = here.to + 1;
  }
  return headings;
}

function lineOf(text: string, { from, to }: Line): string {
  return text.slice(from, to);
}

/** Where a line's words begin, as far as it is indented by three blanks at most. */
function startOf(text: string, { from, to }: Line): number {
  let at = from;
  while (at < to && at - from < 3 && text.charCodeAt(at) === 32) at += 1;
  return at;
}

/** Whether a closer look is due: most lines are told by one character that they hide nothing. */
function mayOpen(text: string, line: Line): boolean {
  const at = startOf(text, line);
  const mark = text[at] ?? "";
  if (mark === "`" || mark === "~" || mark === "<") return true;
  return /[-*+\d]/.test(mark) && /[`~]{3}/.test(text.slice(at + 1, Math.min(line.to, at + 20)));
}

/** A heading of one to six `#`, looked at letter by letter: a monorepo has tens of thousands of them. */
function marked(text: string, line: Line, number: number): Heading | null {
  const start = startOf(text, line);
  if (text[start] !== "#" || line.to - start > longest) return null;
  let at = start;
  while (text[at] === "#") at += 1;
  const level = at - start;
  if (level > 6 || (text[at] !== " " && text[at] !== "\t")) return null;
  const words = text.slice(at, line.to).trim();
  if (words === "") return null;
  return {
    text: words.endsWith("#") ? words.replace(/[ \t]#+$/, "").trimEnd() : words,
    level,
    line: number,
    from: line.from,
    to: line.to + 1,
    nextLine: number + 1,
    isDoubtful: false,
  };
}

/** The heading that ends with this line, a row of one mark. */
function underlined(
  text: string,
  [above, title, row]: readonly [Line, Line, Line],
  number: number,
  markup: HeadingMarkup,
  styles: string[],
): Heading | null {
  const mark = rowOf(text, row);
  if (mark === null || !isTitle(text, title)) return null;
  const isOver = rowOf(text, above) === mark;
  const level = markup === "markdown" ? (mark === "=" ? 1 : 2) : rankOf(isOver ? mark + mark : mark, styles);
  const standsAlone = isOver || lineOf(text, above).trim() === "" || rowOf(text, above) !== null;
  return {
    text: lineOf(text, title).trim(),
    level,
    line: number - 1,
    from: isOver ? above.from : title.from,
    to: row.to + 1,
    nextLine: number + 1,
    isDoubtful: markup === "markdown" || !standsAlone,
  };
}

/** Whether a line can be the text above an underline. */
function isTitle(text: string, line: Line): boolean {
  const at = startOf(text, line);
  if (line.to - line.from > longest || at === line.to) return false;
  return /[^\s#]/.test(text[at] ?? "") && rowOf(text, line) === null;
}

/** The mark that a line consists of, three of it at least; null when it does not. */
function rowOf(text: string, line: Line): string | null {
  let at = startOf(text, line);
  const code = text.charCodeAt(at);
  if (at + 2 >= line.to || code !== text.charCodeAt(at + 1) || code !== text.charCodeAt(at + 2)) return null;
  const mark = text[at] ?? "";
  if (!rowMarks.has(mark)) return null;
  while (at < line.to && text.charCodeAt(at) === code) at += 1;
  return lineOf(text, { from: at, to: line.to }).trim() === "" ? mark : null;
}

/** The rank of a style, from 1; one that is new ranks below those before it. */
function rankOf(style: string, styles: string[]): number {
  const known = styles.indexOf(style);
  return known === -1 ? styles.push(style) : known + 1;
}
