/** What hides lines of a Markdown text from its readers: code fences and HTML comments. */

/** What is open at the end of a line. */
export type Hidden =
  | { readonly kind: "comment" }
  | {
      readonly kind: "code";
      /** As it opened, such as three backticks. */
      readonly mark: string;
      /** How far the mark is indented. */
      readonly indent: number;
      /** Whether it opened behind the bullet of a list, and ends with its entry. */
      readonly inList: boolean;
    };

const fence = /^((?: {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4})?)( {0,3})(`{3,}|~{3,})(.*)$/s;

/**
 * What a line opens that is not ended on it, or null (https://spec.commonmark.org/0.31.2/#fenced-code-blocks, #html-blocks:
 * only a comment that begins its line hides the next).
 */
export function opens(line: string): Hidden | null {
  if (/^ {0,3}<!--/.test(line))
    return line.includes("-->", line.indexOf("<!--") + 2) ? null : { kind: "comment" };
  const [, bullet = "", blanks = "", mark = "", info = ""] = fence.exec(line) ?? [];
  if (mark === "" || (mark.startsWith("`") && info.includes("`"))) return null;
  return { kind: "code", mark, indent: bullet.length + blanks.length, inList: bullet !== "" };
}

/**
 * What is still hidden after a line: null when it ends there. `shows` says whether the line itself is seen already,
 * which is so where an entry of a list ends.
 */
export function after(
  hidden: Hidden,
  line: string,
): { readonly left: Hidden | null; readonly shows: boolean } {
  if (hidden.kind === "comment") return { left: line.includes("-->") ? null : hidden, shows: false };
  const { mark, indent, inList } = hidden;
  const words = line.trim();
  const indented = line.length - line.trimStart().length;
  if (inList && words !== "" && indented < Math.min(indent, 2)) return { left: null, shows: true };
  const isEnd = words.startsWith(mark) && isRunOf(words, mark[0]) && indented <= indent + 3;
  return { left: isEnd ? null : hidden, shows: false };
}

function isRunOf(text: string, mark: string | undefined): boolean {
  return mark !== undefined && text === mark.repeat(text.length);
}
