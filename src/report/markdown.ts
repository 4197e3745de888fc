/** The one place that makes foreign text safe for Markdown. */
import { plain } from "./plain.ts";

/** `text` as one line of plain words: nothing in it is markup, a link, a mention or HTML. */
export function markdownText(text: string, limit = 500): string {
  return plain(text, limit).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&@$^="':]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A link to a page of a web site; null for an address that leads anywhere else. */
export function markdownLink(text: string, address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const safe = href.replace(/[()<>[\]\\`*~|"']/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${markdownText(text)}](${safe})`;
}

/** A table. Cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
