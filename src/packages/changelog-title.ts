/** What the heading of a changelog's entry says. */
import { canonicalVersion } from "../release/version.ts";

export interface EntryTitle {
  /** As written. */
  readonly version: string;
  /** PEP 440. */
  readonly canonical: string;
  /** What stands beside the version, without its brackets: a date, `Unreleased`; null when nothing does. */
  readonly status: string | null;
}

/** Nineteen of twenty are written so, and need no closer look. */
const usual = /^(\d+(?:\.\d+)+(?:(?:a|b|rc)\d+)?) \((\d{4}-\d{2}-\d{2}|[Uu]nreleased)\)$/;
const leadingDay = /^(\d{4}([-./])\d{1,2}\2\d{1,2})(?=$|[\s:,])[\s:,–—-]*/u;
const leadingName = /^[A-Za-z][\w.-]*\s+/;
/** Parts of a status that leave no doubt. */
const statusWord = String.raw`unreleased|\d{4}-\d{1,2}-\d{1,2}`;
const bracketedStatus = new RegExp(String.raw`[([]\s*(${statusWord})\s*[)\]]`, "iu");

/**
 * Version and status of a heading that begins an entry, or null: `1.0.0 (2020-01-31)`, `[1.0.0] - 2020-01-31`,
 * `v1.0.0`, `2017-05-16 azure 2.0.0`. `level` is that of the heading.
 */
export function entryTitle(heading: string, level: number): EntryTitle | null {
  if (!/\d/.test(heading)) return null;
  const [, version, status = null] = usual.exec(heading) ?? [];
  const canonical = version === undefined ? null : canonicalOf(version);
  if (version !== undefined && canonical !== null) return { version, canonical, status };
  const text = /[*_`]/.test(heading) ? heading.replace(/\*\*|__|`/g, "").trim() : heading;
  const [, day, separator] = leadingDay.exec(text) ?? [];
  if (day === undefined) return versioned(withoutName(text), level);
  const title = versioned(text.replace(leadingDay, "").replace(leadingName, ""), level);
  if (title !== null) return { ...title, status: day };
  // `2024.5.6` is a version too; the other forms are days and nothing else.
  return separator === "." ? versioned(text, level) : null;
}

/** Without the package's name before the version, where a day or `Unreleased` behind it leaves no doubt. */
function withoutName(text: string): string {
  return leadingName.test(text) && bracketedStatus.test(text) ? text.replace(leadingName, "") : text;
}

function versioned(text: string, level: number): EntryTitle | null {
  const bare = text
    .replace(/^\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/, "$1 ")
    .replace(/^(?:version|release)\s+/i, "");
  const [, version = "", rest = ""] = /^v?(\d[^\s()[\],:/]*)([^]*)$/iu.exec(bare) ?? [];
  if (version === "" || /^\d{4}-\d{1,2}$/.test(version)) return null;
  const behind = rest.trim();
  if (!mayFollow(version, behind, level)) return null;
  const canonical = canonicalOf(version);
  return canonical === null ? null : { version, canonical, status: statusOf(behind) };
}

/**
 * Whether what stands behind a version is of the kind that stands there: `3.0 features` and `5` alone are
 * sections, and so is most of what stands deep.
 */
function mayFollow(version: string, behind: string, level: number): boolean {
  if (bracketedStatus.test(behind)) return true;
  const isDotted = version.includes(".");
  if (level > 3) return isDotted && /^[([]/.test(behind);
  return behind === "" ? isDotted : /^(?:[-–—:,/([]|unreleased|\d{4}-)/iu.test(behind);
}

/** What stands behind a version, without its brackets. */
function statusOf(behind: string): string | null {
  const certain = bracketedStatus.exec(behind)?.[1];
  if (certain !== undefined) return certain;
  const text = behind.replace(/^[-–—:,/]+\s*/u, "");
  const bracketed = /^\(([^()]*)\)|^\[([^\][]*)\]/.exec(text);
  const status = bracketed?.[1] ?? bracketed?.[2] ?? /^(?:unreleased|\d{4}-\S+)/iu.exec(text)?.[0] ?? text;
  return status.trim() === "" ? null : status.trim();
}

/** Nearly all versions are canonical as they are: a look tells, which is a tenth of the library's time. */
const plainVersion = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8}))*(?:(?:a|b|rc)(?:0|[1-9]\d{0,8}))?$/;

function canonicalOf(version: string): string | null {
  return plainVersion.test(version) ? version : canonicalVersion(version);
}

/** The same text for the same version: `1.0` and `1.0.0` are one (PEP 440 pads with zeros). Takes a canonical one. */
export function versionKey(canonical: string): string {
  const [shared = "", ...local] = canonical.split("+");
  return [shared.replace(/(?:\.0)+(?=$|[abr]|\.[pd])/, ""), ...local].join("+");
}
