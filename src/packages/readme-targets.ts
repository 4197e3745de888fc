/** The links and images of a readme that lead to files of the repository: an index shows the text without them. */
import { placesIn } from "./text-places.ts";
import type { Markup } from "./readme-type.ts";
import { rstTargets } from "./readme-rst.ts";
import type { RelativeTarget } from "./types.ts";

/** A target as a reader of one markup finds it. */
export interface FoundTarget {
  readonly kind: RelativeTarget["kind"];
  readonly target: string;
  /** Offset in the text of what it belongs to. */
  readonly at: number;
}

/** Longer texts are not looked at: an index shows them, but a parser may take seconds. */
const longestText = 150_000;

/**
 * Whether a target is neither an address with a scheme (`https:`, `mailto:`) nor an anchor. A scheme has two
 * characters at least: `C:\x` is a path.
 */
export function isRelative(target: string): boolean {
  return target !== "" && !/^(?:[a-z][a-z0-9+.-]+:|\/\/|#)/i.test(target);
}

/**
 * The relative targets of a text, each once, where it stands first. Null when it has no markup with links, or is too
 * large to be looked at. Never throws.
 */
export async function relativeTargets(
  file: string,
  markup: Markup | null,
): Promise<readonly RelativeTarget[] | null> {
  if (markup === null || markup === "plain" || file.length > longestText) return null;
  const text = file.replace(/^\uFEFF/, "");
  const found = markup === "rst" ? rstTargets(text) : await markdownTargets(text);
  if (found === null || found.length === 0) return found === null ? null : [];
  const place = placesIn(text);
  const byTarget = new Map<string, RelativeTarget>();
  for (const { kind, target, at } of found.toSorted((a, b) => a.at - b.at)) {
    if (!isRelative(target) || byTarget.has(target)) continue;
    byTarget.set(target, { kind, target, ...place(at) });
  }
  return [...byTarget.values()];
}

/** The parser is loaded for the few readmes in which a plain search finds a relative target. */
async function markdownTargets(text: string): Promise<FoundTarget[] | null> {
  if (!mayHaveRelativeTarget(text)) return [];
  const { readMarkdownTargets } = await import("./readme-markdown.ts");
  return readMarkdownTargets(text);
}

/** Where a target may begin in Markdown and the HTML inside it. */
const openings = /\](?:\(|:)|(?:src|href)\s{0,20}=/gi;

/** Whether a text may have a relative target. It errs on the side of yes, as in code blocks. */
export function mayHaveRelativeTarget(text: string): boolean {
  for (const { 0: opening, index } of text.matchAll(openings)) {
    const after = text.slice(index + opening.length, index + opening.length + 60).trimStart();
    if (!/^(?:["'<]{0,2}(?:https?:\/\/|mailto:|#)|$)/i.test(after)) return true;
  }
  return false;
}
