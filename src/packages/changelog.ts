/**
 * The entries of a changelog, Markdown or reStructuredText. Old entries are written in many ways and are read
 * leniently: levels of headings are mixed, dates stand before or behind, or are missing.
 */
import { canonicalVersion } from "../release/version.ts";
import { type EntryTitle, entryTitle, versionKey } from "./changelog-title.ts";
import { type Heading, headingsOf, type HeadingMarkup } from "./headings.ts";

export interface ChangelogEntry extends EntryTitle {
  /** Of the heading, from 1. */
  readonly line: number;
  /** What follows the heading, up to the next entry, without blank lines around it. */
  readonly body: string;
  /** The line that the body begins in, from 1. */
  readonly bodyLine: number;
  readonly markup: HeadingMarkup;
}

/** A heading that begins an entry. */
interface Start {
  readonly heading: Heading;
  readonly title: EntryTitle;
}

/**
 * All entries in their order. Only a heading with a version begins one, and only such a heading ends one. Never
 * throws; takes time in proportion to the text.
 */
export function changelogEntries(raw: string): ChangelogEntry[] {
  const text = withPlainLines(raw);
  // The other headings of Markdown are marked too, the first line's as a rule.
  const markup = /^#{1,6}[ \t]/m.test(text) ? "markdown" : "rst";
  const starts: Start[] = [];
  for (const heading of headingsOf(text, markup)) {
    // Where levels are told by the style of an underline, they say nothing of entries.
    const title = entryTitle(heading.text, markup === "markdown" ? heading.level : 1);
    if (title !== null) starts.push({ heading, title });
  }
  const entries: ChangelogEntry[] = [];
  for (const [at, start] of starts.entries()) {
    const { heading, title } = start;
    const next = starts[at + 1];
    const whole = text.slice(heading.to, next?.heading.from ?? text.length);
    const skipped = blankLines(whole);
    const body = whole.slice(skipped.length).trimEnd();
    if (isSeries(start, next, body)) continue;
    const { version, canonical, status } = title;
    const bodyLine = heading.nextLine + skipped.count;
    entries.push({ version, canonical, status, line: heading.line, body, bodyLine, markup });
  }
  return entries;
}

/** Without a byte order mark, and with `\n` for any line break. */
function withPlainLines(raw: string): string {
  const text = raw.startsWith("\uFEFF") ? raw.slice(1) : raw;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The blank lines that a text begins with. */
function blankLines(text: string): { readonly length: number; readonly count: number } {
  let [length, count] = [0, 0];
  for (let at = 0; at < text.length && /\s/.test(text[at] ?? ""); at += 1)
    if (text[at] === "\n") [length, count] = [at + 1, count + 1];
  return { length, count };
}

/** Whether it is the heading of a series with nothing of its own, `# 1.1` above `## 1.1.2`. */
function isSeries({ heading, title }: Start, next: Start | undefined, body: string): boolean {
  if (title.status !== null || next === undefined || body !== "") return false;
  return next.heading.level > heading.level && next.title.canonical.startsWith(`${title.canonical}.`);
}

/** The entry of a PEP 440 version: `1.0.0-beta.5` is that of `1.0.0b5`. The first one, where there are two. */
export function changelogEntry(text: string, version: string): ChangelogEntry | null {
  return entriesOf(changelogEntries(text), version)[0] ?? null;
}

/** All entries of a PEP 440 version: more than one is a mistake. */
export function entriesOf(entries: readonly ChangelogEntry[], version: string): ChangelogEntry[] {
  const canonical = canonicalVersion(version);
  if (canonical === null) return [];
  const wanted = versionKey(canonical);
  // Most are told apart by a look: equal versions begin with the same numbers.
  const numbers = /^[\d.!]*/.exec(wanted)?.[0] ?? "";
  return entries.filter(
    (entry) => entry.canonical.startsWith(numbers) && versionKey(entry.canonical) === wanted,
  );
}
