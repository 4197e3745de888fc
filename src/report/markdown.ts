/** The one place that makes foreign text safe for Markdown. */
import { plain } from "./plain.ts";

/** `text` as one line of plain words: nothing in it is markup, a link, a mention or HTML. */
export function markdownText(text: string, limit = 500): string {
  return plain(text, limit).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&@$^="':]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A table. Cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
