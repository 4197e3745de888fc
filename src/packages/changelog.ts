/**
 * The entries of a changelog, Markdown or reStructuredText. Old entries are written in many ways and are read
 * leniently: levels of headings are mixed, dates stand before or behind, or are missing.
 */
import { canonicalVersion, compareVersions } from "../release/version.ts";
import { type Heading, headingsOf } from "./headings.ts";

export interface ChangelogEntry {
  /** As written. */
  readonly version: string;
  readonly canonical: string;
  /** What stands beside the version, without its brackets: a date, `Unreleased`; null when nothing does. */
  readonly status: string | null;
  /** Of the heading, from 1. */
  readonly line: number;
  /** What follows the heading, up to the next entry, without blank lines around it. */
  readonly body: string;
}

/** All entries in their order. Only a heading with a version begins one, and only such a heading ends one. */
export function changelogEntries(text: string): ChangelogEntry[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const found = headingsOf(lines).flatMap((heading) => {
    const title = entryTitle(heading);
    return title === null ? [] : [{ ...title, heading }];
  });
  return found.map(({ version, canonical, status, heading }, at) => {
    const end = found[at + 1]?.heading.from ?? lines.length;
    const body = lines
      .slice(heading.to, end)
      .join("\n")
      .replace(/^\s*\n/, "")
      .trimEnd();
    return { version, canonical, status, line: heading.line, body };
  });
}

/** The entry of a PEP 440 version: `1.0.0-beta.5` is that of `1.0.0b5`. The first one, where there are two. */
export function changelogEntry(text: string, version: string): ChangelogEntry | null {
  const wanted = canonicalVersion(version);
  if (wanted === null) return null;
  return changelogEntries(text).find(({ canonical }) => compareVersions(canonical, wanted) === 0) ?? null;
}

const date = /^\d{4}-\d{1,2}-\d{1,2}(?=$|[\s:,])/;

/** Version and status of a heading that begins an entry: `1.0.0 (2020-01-31)`, `[1.0.0] - 2020-01-31`, `v1.0.0`. */
function entryTitle({
  text,
  level,
}: Heading): Pick<ChangelogEntry, "version" | "canonical" | "status"> | null {
  const dated = date.exec(text)?.[0] ?? null;
  // `2017-05-16 azure 2.0.0`: the date is no version, and the name before the version is skipped.
  const title =
    dated === null ? text : text.slice(dated.length).replace(/^[\s:,]*(?:[A-Za-z][\w.-]*\s+)?/, "");
  const bare = title
    .replace(/^\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/, "$1 ")
    .replace(/^(?:version|release)\s+/i, "");
  const [, version = "", rest = ""] = /^v?([0-9][^\s()[\],:]*)(.*)$/iu.exec(bare) ?? [];
  const canonical = canonicalVersion(version);
  if (canonical === null || date.test(version) || !mayFollow(version, rest.trim(), level)) return null;
  return { version, canonical, status: dated ?? statusOf(rest) };
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
