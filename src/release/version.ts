/** PEP 440 versions. Compared by a library, never as text. */
import { compare, explain, satisfies, validRange } from "@renovatebot/pep440";

/**
 * The canonical form of a PEP 440 version, as `str(Version(text))` of Python's `packaging` gives it
 * (`1.0.0-beta.5` → `1.0.0b5`; trailing zeros kept). Null when `text` is no version, and for numbers that
 * JavaScript would round: another version must not come of it.
 */
export function canonicalVersion(text: string): string | null {
  if (!hasExactNumbers(text)) return null;
  const parsed = explain(text.trim());
  if (parsed === null) return null;
  const local = parsed.local === null ? "" : `+${parsed.local}`;
  return `${parsed.public}${local}`;
}

function hasExactNumbers(text: string): boolean {
  return (text.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
}

/** Whether both name the same version (`1.0` and `1.0.0` do). Text that is no version equals nothing. */
export function sameVersion(a: string, b: string): boolean {
  return canonicalVersion(a) !== null && canonicalVersion(b) !== null && compare(a, b) === 0;
}

/** Order of two versions, for sorting: negative when `a` is the older. Both must be PEP 440 versions. */
export function compareVersions(a: string, b: string): number {
  return compare(a, b);
}

/** Whether `version` is a pre-release or a development release (PEP 440). */
export function isPrerelease(version: string): boolean {
  return explain(version)?.is_prerelease ?? false;
}

/** Whether `version` carries a local part (`+…`), which no public index takes. */
export function hasLocalPart(version: string): boolean {
  return (explain(version)?.local ?? null) !== null;
}

/**
 * Whether `version` satisfies a PEP 440 specifier such as `>=1.2,<2`. An empty one admits all; one that can't
 * be read admits none, and text that is no version satisfies none. Pre-releases count, since a sibling of the same release may be one.
 */
export function versionSatisfies(version: string, specifier: string): boolean {
  if (specifier.trim() === "") return true;
  if (canonicalVersion(version) === null || !isSpecifier(specifier)) return false;
  return satisfies(version, clausesOf(specifier), { prereleases: true });
}

/** Whether a text is a PEP 440 specifier, such as `>=3.9,<4`. An empty one is none. */
export function isSpecifier(text: string): boolean {
  const clauses = clausesOf(text);
  return clauses !== "" && hasExactNumbers(clauses) && validRange(clauses);
}

/** Without the empty clauses that `packaging` passes over (`>=3,`) and the library does not. */
function clausesOf(specifier: string): string {
  return specifier
    .split(",")
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "")
    .join(",");
}
