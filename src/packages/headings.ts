/** Headings of Markdown and reStructuredText, in one pass: the two never mean the same line differently here. */

export interface Heading {
  readonly text: string;
  /** Count of `#`; 1 for an underlined one. */
  readonly level: number;
  /** Of its text, from 1. */
  readonly line: number;
  /** Its lines: from (inclusive, from 0) to (exclusive), with overline and underline. */
  readonly from: number;
  readonly to: number;
}

/** A line beyond this is no heading. */
const longest = 500;
const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const underline = /^([=\-~+^"'`#*:.<>_])\1{2,}\s*$/;

/** The headings in their order; what stands in code fences or HTML comments is none. */
export function headingsOf(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let open: string | null = null;
  let comment = false;
  for (const [at, line] of lines.entries()) {
    const mark = fence.exec(line)?.[1] ?? null;
    if (open !== null) {
      if (mark?.startsWith(open) === true && line.trim() === mark) open = null;
      continue;
    }
    if (comment || /^ {0,3}<!--/.test(line)) {
      comment = !line.includes("-->");
      continue;
    }
    // A row of ` or ~ below a text is an underline of reStructuredText.
    if (mark !== null && !(underline.test(line) && isTitle(lines[at - 1]))) open = mark;
    const heading = line.length > longest ? null : (marked(line, at) ?? underlined(lines, at));
    if (heading !== null) headings.push(heading);
  }
  return headings;
}

function marked(line: string, at: number): Heading | null {
  const [, marks = "", text = ""] = /^ {0,3}(#{1,6})\s+(\S.*)$/.exec(line) ?? [];
  if (marks === "") return null;
  return {
    text: text.trimEnd().replace(/\s#+$/, "").trimEnd(),
    level: marks.length,
    line: at + 1,
    from: at,
    to: at + 1,
  };
}

function underlined(lines: readonly string[], at: number): Heading | null {
  const [line = "", below = "", above = ""] = [lines[at], lines[at + 1], lines[at - 1]];
  if (!isTitle(line) || !underline.test(below)) return null;
  const over = underline.test(above) && above.trim()[0] === below.trim()[0];
  return { text: line.trim(), level: 1, line: at + 1, from: over ? at - 1 : at, to: at + 2 };
}

/** Whether a line can be the text above an underline. */
function isTitle(line: string | undefined): boolean {
  return line !== undefined && line.length <= longest && /^\s?[^\s#]/.test(line) && !underline.test(line);
}
