/** The changelog of an artifact as the rules look at it. */
import { type ChangelogEntry, changelogEntries, entriesOf } from "../../packages/changelog.ts";
import type { PackageText } from "../../packages/types.ts";
import type { RuleFinding } from "../rule.ts";
import { type Packaged, type Subject, unreleased } from "../subjects.ts";

export interface ChangelogSubject extends Packaged {
  readonly changelog: PackageText;
  readonly version: string;
  readonly entries: readonly ChangelogEntry[];
  /** That of the version, or null. */
  readonly own: ChangelogEntry | null;
  /** The line of a second entry of that version, when there is one. */
  readonly doubledAt: number | null;
}

/** Several rules look at the same changelog: it is read once. */
const known = new WeakMap<PackageText, readonly ChangelogEntry[]>();

function read(changelog: PackageText): readonly ChangelogEntry[] {
  const entries = known.get(changelog) ?? changelogEntries(changelog.text);
  known.set(changelog, entries);
  return entries;
}

/** The artifacts to release whose changelog and version can be read. */
export function changelogSubjects(subjects: readonly Subject[]): ChangelogSubject[] {
  return unreleased(subjects).flatMap((subject) => {
    const { version, source } = subject;
    const { changelog } = source;
    if (version === null || changelog === null || changelog.text.trim() === "") return [];
    const entries = read(changelog);
    const [own = null, second] = entriesOf(entries, version);
    return [{ ...subject, changelog, version, entries, own, doubledAt: second?.line ?? null }];
  });
}

/** A finding at a line of the changelog. */
export function inChangelog(
  { changelog, name }: ChangelogSubject,
  line: number | null,
  words: Pick<RuleFinding, "message" | "remedy">,
): RuleFinding {
  return { ...words, artifact: name, path: changelog.path, line, column: null };
}

/** Whether a text is a day of the calendar as ISO 8601 writes it, `2024-02-29`. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
