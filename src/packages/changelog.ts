/**
 * The entries of a changelog, Markdown or reStructuredText. Old entries are written in many ways and are read
 * leniently: levels of headings are mixed, dates stand before or behind, or are missing.
 */
import { canonicalVersion, compareVersions } from "../release/version.ts";
import { type Heading, headingsOf } from "./headings.ts";

export interface ChangelogEntry {
  /** As written. */
  readonly version: string;
  /** PEP 440. */
  readonly canonical: string;
  /** What stands beside the version, without its brackets: a date, `Unreleased`; null when nothing does. */
  readonly status: string | null;
  /** Of the heading, from 1. */
  readonly line: number;
  /** What follows the heading, up to the next entry, without blank lines around it. */
  readonly body: string;
  /** The line that the body begins in, from 1. */
  readonly bodyLine: number;
}

/** All entries in their order. Only a heading with a version begins one, and only such a heading ends one. */
export function changelogEntries(text: string): ChangelogEntry[] {
  const lines = text.replace(/^\uFEFF/, "").split(text.includes("\r") ? /\r\n|\r|\n/ : "\n");
  const found = headingsOf(lines).flatMap((heading) => {
    const title = entryTitle(heading);
    return title === null ? [] : [{ ...title, heading }];
  });
  // Of dozens of entries one or two are looked into.
  return found.map(({ version, status, heading }, at) => {
    const end = found[at + 1]?.heading.from ?? lines.length;
    return {
      version,
      get canonical() {
        return canonicalVersion(version) ?? version;
      },
      status,
      line: heading.line,
      get body() {
        return lines
          .slice(firstIn(lines, heading.to, end), end)
          .join("\n")
          .trimEnd();
      },
      get bodyLine() {
        return firstIn(lines, heading.to, end) + 1;
      },
    };
  });
}

/** The first line that is not blank, from `from` on; `to` when all are. */
function firstIn(lines: readonly string[], from: number, to: number): number {
  const first = lines.slice(from, to).findIndex((line) => line.trim() !== "");
  return first === -1 ? to : from + first;
}

/** The entry of a PEP 440 version: `1.0.0-beta.5` is that of `1.0.0b5`. The first one, where there are two. */
export function changelogEntry(text: string, version: string): ChangelogEntry | null {
  return entriesOf(changelogEntries(text), version)[0] ?? null;
}

/** All entries of a PEP 440 version: more than one is a mistake. */
export function entriesOf(entries: readonly ChangelogEntry[], version: string): ChangelogEntry[] {
  const wanted = canonicalVersion(version);
  if (wanted === null) return [];
  const release = releaseOf(wanted);
  return entries.filter(
    (entry) => releaseOf(entry.version) === release && compareVersions(entry.canonical, wanted) === 0,
  );
}

/** The numbers that a version begins with, without zeros that count for nothing: what equal versions have in common. */
function releaseOf(version: string): string {
  const numbers = /^v?(?:\d+!)?(\d+(?:\.\d+)*)/i.exec(version)?.[1] ?? "";
  return numbers.replace(/(^|\.)0+(?=\d)/g, "$1").replace(/(?:\.0)+$/, "");
}

const date = /^\d{4}-\d{1,2}-\d{1,2}(?=$|[\s:,])/;

/** Version and status of a heading that begins an entry: `1.0.0 (2020-01-31)`, `[1.0.0] - 2020-01-31`, `v1.0.0`. */
function entryTitle({ text, level }: Heading): Pick<ChangelogEntry, "version" | "status"> | null {
  const dated = date.exec(text)?.[0] ?? null;
  // `2017-05-16 azure 2.0.0`: the date is no version, and the name before the version is skipped.
  const title =
    dated === null ? text : text.slice(dated.length).replace(/^[\s:,]*(?:[A-Za-z][\w.-]*\s+)?/, "");
  const bare = title
    .replace(/^\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/, "$1 ")
    .replace(/^(?:version|release)\s+/i, "");
  const [, version = "", rest = ""] = /^v?([0-9][^\s()[\],:]*)(.*)$/iu.exec(bare) ?? [];
  if (!isVersion(version) || date.test(version) || !mayFollow(version, rest.trim(), level)) return null;
  return { version, status: dated ?? statusOf(rest) };
}

/** Whether a text is a PEP 440 version; the plain ones are told at a glance. */
function isVersion(text: string): boolean {
  return /^\d{1,9}(?:\.\d{1,9}){1,3}(?:(?:a|b|rc)\d{1,9})?$/.test(text) || canonicalVersion(text) !== null;
}

/**
 * Whether what stands behind a version is of the kind that stands there: `3.0 features` and `5` alone are
 * sections, and so is most of what stands deep.
 */
function mayFollow(version: string, rest: string, level: number): boolean {
  const dotted = version.includes(".");
  if (level > 3) return dotted && /^[([]/.test(rest);
  return rest === "" ? dotted : /^(?:[-–—:,/([]|unreleased|\d{4}-)/iu.test(rest);
}

/** What stands behind a version, without its brackets. */
function statusOf(rest: string): string | null {
  const text = rest.trim().replace(/^[-–—:,/]+\s*/u, "");
  const bracketed = /^\(([^()]*)\)|^\[([^\][]*)\]/.exec(text);
  const status = bracketed?.[1] ?? bracketed?.[2] ?? /^(?:unreleased|\d{4}-\S+)/iu.exec(text)?.[0] ?? text;
  return status.trim() === "" ? null : status.trim();
}
