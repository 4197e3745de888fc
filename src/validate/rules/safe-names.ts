/** safeNames that could be given. */
import type { CiEntry } from "../../ci/types.ts";

/** The safeNames of entries, as pipelines compare them: without regard to case. */
export function takenSafeNames(entries: readonly CiEntry[]): Set<string> {
  return new Set(
    entries.flatMap(({ safeName }) => (safeName === null ? [] : [safeName.value.toLowerCase()])),
  );
}

/** By custom the name's letters and digits; with a number behind when that is taken. It is taken from then on. */
export function newSafeName(name: string, taken: Set<string>): string {
  const custom =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "")
      .slice(0, 70) || "artifact";
  let safeName = custom;
  for (let count = 2; taken.has(safeName); count += 1) safeName = `${custom}_${count}`;
  taken.add(safeName);
  return safeName;
}
