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

const [hash, less, blank] = [35, 60, 32];
/** What fences and underlines are made of. */
const marks = new Set(Array.from("=-~+^\"'`*:.>_", (character) => character.charCodeAt(0)));

/** The headings in their order; what stands in code fences or HTML comments is none. */
export function headingsOf(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let open: string | null = null;
  let comment = false;
  for (const [at, line] of lines.entries()) {
    if (comment) {
      comment = !line.includes("-->");
      continue;
    }
    if (!isOfInterest(line)) continue;
    const mark = fence.exec(line)?.[1] ?? null;
    if (open !== null) {
      if (mark?.startsWith(open) === true && line.trim() === mark) open = null;
      continue;
    }
    if (/^ {0,3}<!--/.test(line)) {
      comment = !line.includes("-->");
      continue;
    }
    const heading = line.length > longest ? null : (marked(line, at) ?? underlined(lines, at));
    if (heading !== null) headings.push(heading);
    // A row of ` or ~ below a text is an underline of reStructuredText.
    else if (mark !== null) open = mark;
  }
  return headings;
}

/** Whether a line can be a heading, an underline, a fence or a comment: told by two letters, since most lines are none. */
function isOfInterest(line: string): boolean {
  const first = line.charCodeAt(0);
  if (first === hash || first === less || first === blank) return true;
  return first === line.charCodeAt(1) && marks.has(first);
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

/** The heading whose underline is line `at`. */
function underlined(lines: readonly string[], at: number): Heading | null {
  const [line = "", title = "", above = ""] = [lines[at], lines[at - 1], lines[at - 2]];
  if (!underline.test(line) || !isTitle(title)) return null;
  const over = underline.test(above) && above.trim()[0] === line.trim()[0];
  return { text: title.trim(), level: 1, line: at, from: over ? at - 2 : at - 1, to: at + 1 };
}

/** Whether a line can be the text above an underline. */
function isTitle(line: string): boolean {
  return line.length <= longest && /^\s?[^\s#]/.test(line) && !underline.test(line);
}
