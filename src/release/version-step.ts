/** What kind of step a new version is from the last one. */
import { explain } from "@renovatebot/pep440";

export type VersionStep =
  | "first release"
  | "major"
  | "minor"
  | "patch"
  | "pre-release"
  | "post-release"
  /** Lower than what the index has: a correction of an older line. */
  | "older line"
  | "unknown";

/**
 * The step from `previous`, the highest version on the index, to `version`: by the first number of the release that is
 * higher (the epoch counts as major). A pre-release or development release is one, whatever its numbers.
 */
export function versionStep(previous: string | null, version: string | null): VersionStep {
  const after = version === null ? null : explain(version);
  if (after === null) return "unknown";
  if (previous === null) return "first release";
  const before = explain(previous);
  if (before === null) return "unknown";
  const numbers = ({ epoch, release }: typeof after) => [
    epoch,
    ...[0, 1, 2, 3].map((at) => release[at] ?? 0),
  ];
  const [old, now] = [numbers(before), numbers(after)];
  const at = now.findIndex((number, place) => number !== old[place]);
  if (at !== -1 && (now[at] ?? 0) < (old[at] ?? 0)) return "older line";
  if (after.is_prerelease) return "pre-release";
  if (at === -1) return after.is_postrelease ? "post-release" : "patch";
  return at <= 1 ? "major" : at === 2 ? "minor" : "patch";
}
