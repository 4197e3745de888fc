/** The changelog of an artifact as the rules look at it. */
import { type ChangelogEntry, changelogEntries, entriesOf } from "../../packages/changelog.ts";
import type { PackageText } from "../../packages/types.ts";
import type { RuleFinding } from "../rule.ts";
import { type Packaged, type Subject, unreleased } from "../subjects.ts";

export interface ChangelogSubject extends Packaged {
  readonly changelog: PackageText;
  readonly version: string;
  readonly entries: readonly ChangelogEntry[];
  /** That of the version; the first one, where there are more. Null when there is none. */
  readonly own: ChangelogEntry | null;
  /** Any other of that version. */
  readonly doubles: readonly ChangelogEntry[];
}

/** Several rules look at the same changelogs: they are read once. */
const known = new WeakMap<readonly Subject[], readonly ChangelogSubject[]>();

/** The artifacts to release whose changelog and version can be read. */
export function changelogSubjects(subjects: readonly Subject[]): readonly ChangelogSubject[] {
  const found = known.get(subjects) ?? unreleased(subjects).flatMap(withEntries);
  known.set(subjects, found);
  return found;
}

function withEntries(subject: Packaged): ChangelogSubject[] {
  const { version, source } = subject;
  const { changelog } = source;
  if (version === null || changelog === null || changelog.text.trim() === "") return [];
  const entries = changelogEntries(changelog.text);
  const [own = null, ...doubles] = entriesOf(entries, version);
  return [{ ...subject, changelog, version, entries, own, doubles }];
}

/** A finding at a line of the changelog. */
export function inChangelog(
  { changelog, name }: ChangelogSubject,
  line: number,
  words: Pick<RuleFinding, "message" | "remedy">,
): RuleFinding {
  return { ...words, artifact: name, path: changelog.path, line, column: null };
}
