/**
 * The targets of a reStructuredText: images and figures, embedded addresses, named and anonymous targets
 * (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html). What stands in literal text, code and comments
 * does not count.
 */
import type { FoundTarget } from "./readme-targets.ts";

/** Directives whose content is text like any other. Of all others, and of comments, it does not count. */
const readInside = new Set(
  `
  admonition attention caution compound container danger epigraph error figure highlights hint image important
  list-table note pull-quote sidebar table tip topic warning
  `
    .trim()
    .split(/\s+/),
);

/** The targets in a text. Never throws; takes time in proportion to the text. */
export function rstTargets(text: string): FoundTarget[] {
  const found: FoundTarget[] = [];
  let paragraph = "";
  let paragraphAt = 0;
  const end = () => {
    found.push(...embedded(paragraph, paragraphAt));
    paragraph = "";
  };
  for (const { line, at, counts } of linesOf(text)) {
    if (!counts || line.trim() === "") {
      end();
      continue;
    }
    const explicit = explicitTarget(line);
    if (explicit !== null) found.push({ ...explicit, at: at + (line.length - line.trimStart().length) });
    if (paragraph === "") paragraphAt = at;
    // Gaps between the lines keep the offsets true.
    paragraph += `${" ".repeat(Math.max(0, at - paragraphAt - paragraph.length))}${line}`;
  }
  end();
  return found;
}

/** Each line with its offset, and whether it is text: not in a literal block, a comment or a directive of code. */
function* linesOf(text: string): Generator<{ line: string; at: number; counts: boolean }> {
  /** Lines that are indented deeper than this belong to what does not count. */
  let hidden: number | null = null;
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    const line = match[1] ?? "";
    if (match[0] === "" && match.index >= text.length) return;
    const trimmed = line.trim();
    const indent = line.length - line.trimStart().length;
    if (hidden !== null && (trimmed === "" || indent > hidden)) {
      yield { line, at: match.index, counts: false };
      continue;
    }
    hidden = hides(trimmed) ? indent : null;
    yield { line, at: match.index, counts: hidden === null || !/^\.\.(?:\s|$)/.test(trimmed) };
  }
}

/** Whether what is indented below a line does not count. */
function hides(line: string): boolean {
  if (!/^\.\.(?:\s|$)/.test(line)) return line.endsWith("::");
  if (/^\.\.\s+_/.test(line)) return false;
  const directive = /^\.\.\s+(?:\|[^|]{1,200}\|\s+)?([\w.:+-]{1,80}?)\s?::(?:\s|$)/.exec(line)?.[1];
  return directive === undefined || !readInside.has(directive.toLowerCase());
}

/** The target of an explicit markup line. */
function explicitTarget(line: string): Omit<FoundTarget, "at"> | null {
  const words = line.trim();
  const image = /^\.\.\s+(?:\|[^|]{1,200}\|\s+)?(?:image|figure)\s?::\s+(\S.*)$/i.exec(words)?.[1];
  if (image !== undefined) return { kind: "image", target: joined(image) };
  const link =
    /^:target:\s+(\S.*)$/i.exec(words)?.[1] ??
    /^\.\.\s+_(?:`[^`]{1,200}`|(?:\\.|[^:\\]){1,200}):\s+(\S.*)$/.exec(words)?.[1] ??
    /^__\s+(\S.*)$/.exec(words)?.[1];
  return link === undefined || isAlias(link) ? null : { kind: "link", target: joined(link) };
}

/** The addresses in `` `text <address>`_ `` of a paragraph. */
function embedded(paragraph: string, from: number): FoundTarget[] {
  if (!paragraph.includes(">`_")) return [];
  const words = paragraph.replace(/``[^]*?(?:``|$)/g, (literal) => " ".repeat(literal.length));
  return [...words.matchAll(/`[^`<]*<([^<>`]+)>`__?/g)].flatMap(({ 1: target = "", index }) =>
    isAlias(target) ? [] : [{ kind: "link" as const, target: joined(target), at: from + index }],
  );
}

/** Whether a target is the name of another one. */
function isAlias(target: string): boolean {
  return /[^\\]_$/.test(target.trim());
}

/** An address as it is used: without blanks and escapes. */
function joined(target: string): string {
  return target.replace(/\s+/g, "").replace(/\\(.)/g, "$1");
}
