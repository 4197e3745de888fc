/** The targets of a Markdown text, by a CommonMark parser: what stands in code does not count. */
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { htmlTargets } from "./readme-html.ts";
import type { FoundTarget } from "./readme-targets.ts";

/** Emphasis and declarations never make a link, and make the parser slow: private characters stand in for them. */
const underscore = "\uE000";
const asterisk = "\uE001";
const declaration = "\uE002";

/** The same text, at the same offsets, in which nothing is left that the parser takes quadratic time for. */
function withoutEmphasis(text: string): string {
  const closed = text.lastIndexOf("-->");
  let isOpen = false;
  return text.replace(/\\[^]|<[!?]|[*_]/g, (found, at: number) => {
    if (found === "_") return underscore;
    // A bullet stays.
    if (found === "*")
      return /^[ \t>]*$/.test(text.slice(Math.max(0, text.lastIndexOf("\n", at) + 1, at - 20), at))
        ? found
        : asterisk;
    if (found.startsWith("\\")) return found;
    const isComment = text.startsWith("<!--", at) && (at < closed || !isOpen);
    if (isComment && at >= closed) isOpen = true;
    return isComment ? found : `${declaration}${found.slice(1)}`;
  });
}

function restored(text: string): string {
  return text.replaceAll(underscore, "_").replaceAll(asterisk, "*").replaceAll(declaration, "<");
}

/** How many lines a text may have, and characters that may open something, in all and (squared) in one paragraph. */
const mostLines = 3_000;
const most = 20_000;
/** Squared for each line: lists and quotes inside one another. */
const mostNested = 30_000;
const mostSquared = 100_000_000;

/** Whether the parser would take seconds: it is quadratic in lines, in what one paragraph holds, and in nesting. */
function isCostly(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > mostLines) return true;
  let [all, squared, inParagraph, nested] = [0, 0, 0, 0];
  for (const line of lines) {
    if (/^[ \t]{100}/.test(line)) return true;
    const containers = /^[\s>*+\-\d.)]*/.exec(line)?.[0].match(/>|[*+\-.)](?=[ \t])/g)?.length ?? 0;
    nested += containers * containers;
    const count = line.match(/[[\]<>`!&\\]/g)?.length ?? 0;
    all += count;
    inParagraph = line.trim() === "" ? 0 : inParagraph + count;
    // Of a sum, each step adds what its square grows by.
    squared += count * (2 * inParagraph - count);
    if (all > most || squared > mostSquared || nested > mostNested) return true;
  }
  return false;
}

/** The targets of links, images, used definitions and HTML; null when the text is too intricate to be looked at. */
export function readMarkdownTargets(original: string): FoundTarget[] | null {
  if (isCostly(original)) return null;
  const text = withoutEmphasis(original);
  const used = new Map<string, FoundTarget["kind"]>();
  const definitions = new Map<string, { readonly target: string; readonly at: number }>();
  const found: FoundTarget[] = [];
  const left: Nodes[] = [fromMarkdown(text)];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const at = node.position?.start.offset ?? 0;
    if (node.type === "link" || node.type === "image")
      found.push({ kind: node.type, target: restored(node.url), at });
    else if (node.type === "linkReference") used.set(node.identifier, "link");
    else if (node.type === "imageReference") used.set(node.identifier, "image");
    else if (node.type === "definition") {
      // Of two with one name the first counts.
      const known = definitions.get(node.identifier);
      if (known === undefined || at < known.at)
        definitions.set(node.identifier, { target: restored(node.url), at });
    } else if (node.type === "html")
      found.push(...htmlTargets(original, at, node.position?.end.offset ?? at));
    if ("children" in node) left.push(...node.children);
  }
  for (const [identifier, rest] of definitions) {
    const kind = used.get(identifier);
    // `[^1]: word` is a footnote, which this parser does not know.
    if (kind !== undefined && !identifier.startsWith("^")) found.push({ kind, ...rest });
  }
  return found;
}
