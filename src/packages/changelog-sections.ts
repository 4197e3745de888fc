/** What an entry of a changelog says, section by section. */
import type { ChangelogEntry } from "./changelog.ts";
import { type HeadingMarkup, headingsOf } from "./headings.ts";

export interface EmptySection {
  readonly title: string;
  /** From 1, in the changelog. */
  readonly line: number;
  /** Whether it is a heading below another section's, which may be all that somebody meant to say. */
  readonly isInner: boolean;
}

export interface EntryContent {
  /** Whether anything is said beside the names of sections. */
  readonly saysSomething: boolean;
  /** Sections with nothing below them, not even a heading of their own. In order. */
  readonly empty: readonly EmptySection[];
}

interface Section {
  readonly title: string;
  readonly level: number;
  readonly line: number;
  readonly hasWords: boolean;
}

/** Deeper than any heading. */
const boldLevel = 100;

/** Bold lines that do for a heading in many a changelog. Any other bold line is a sentence. */
const sectionNames = new Set(
  `
  features|new features|features added|added|breaking changes|breaking change|bugfixes|bugfix|bug fixes|bug fix
  bugs fixed|fixes|fixed|other changes|other|changes|changed|removed|deprecated|deprecations|security|improvements
  enhancements|known issues|dependencies
  `
    .trim()
    .split(/\s*[|\n]\s*/),
);

/** Looks through an entry. A section is a heading, or a bold line with a usual name. */
export function contentOf(entry: ChangelogEntry): EntryContent {
  const { body, bodyLine, markup } = entry;
  const headings = headingsOf(body, markup).filter(({ isDoubtful }) => !isDoubtful);
  const opening = { title: "", level: 0, line: bodyLine };
  const parts = [
    opening,
    ...headings.map(({ text, level, line }) => ({ title: text, level, line: bodyLine + line - 1 })),
  ];
  const sections = parts.flatMap((part, at) => {
    const [above, below] = [headings[at - 1], headings[at]];
    const text = body.slice(above?.to ?? 0, below?.from);
    return withBoldSections(part, text, bodyLine + (above?.nextLine ?? 1) - 1, markup);
  });
  const empty = emptyOf(sections.slice(1));
  const saysSomething = sections.some(({ hasWords }) => hasWords) || empty.some(({ isInner }) => isInner);
  return { saysSomething, empty };
}

/** A section, and those that bold lines begin in its text. `line` is that of the text. */
function withBoldSections(
  owner: Omit<Section, "hasWords">,
  text: string,
  line: number,
  markup: HeadingMarkup,
): Section[] {
  const found = [{ ...owner, lines: [] as string[] }];
  for (const [at, words] of shownOf(text, markup).split("\n").entries()) {
    const title = boldTitle(words);
    if (title === null) found.at(-1)?.lines.push(words);
    else found.push({ title, level: boldLevel, line: line + at, lines: [] });
  }
  return found.map(({ lines, ...section }) => ({ ...section, hasWords: hasWords(lines) }));
}

function boldTitle(line: string): string | null {
  if (line.length > 100) return null;
  const title = /^ {0,3}(\*\*|__)([^*_]+)\1:?\s*$/.exec(line)?.[2] ?? "";
  return sectionNames.has(title.replace(/:\s*$/, "").trim().toLowerCase().replace(/\s+/g, " "))
    ? title
    : null;
}

/** A text without its comments; the lines stay. */
function shownOf(text: string, markup: HeadingMarkup): string {
  if (markup === "rst") return text.replace(/^\.\.(?:[ \t](?!.*::).*)?$/gm, "");
  return text.replace(/^[ \t]*(?:[-*+][ \t]+)?<!--(?:-?>|[^]*?(?:-->|(?![^])))/gm, (comment) =>
    comment.replace(/[^\n]+/g, ""),
  );
}

/** Whether lines hold more than marks and rules. */
function hasWords(lines: readonly string[]): boolean {
  // Most lines need no table of all scripts.
  return lines.some((line) => /[A-Za-z\d]/.test(line) || /[\p{L}\p{N}\p{So}]/u.test(line));
}

function emptyOf(sections: readonly Section[]): EmptySection[] {
  /** Levels of the sections that the one looked at stands in. */
  const outer: number[] = [];
  return sections.flatMap(({ title, level, line, hasWords }, at) => {
    while ((outer.at(-1) ?? 0) >= level) outer.pop();
    const isInner = outer.length > 0 && level < boldLevel;
    outer.push(level);
    const next = sections[at + 1];
    return hasWords || (next !== undefined && next.level > level) ? [] : [{ title, line, isInner }];
  });
}
