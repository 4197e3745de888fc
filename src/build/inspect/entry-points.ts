/** The check of entry points (https://packaging.python.org/en/latest/specifications/entry-points/). */
import { type EntryPoint, parseEntryPoints } from "../../distributions/entry-points.ts";
import { about, type Check } from "./check.ts";

export const wheelEntryPoints: Check = {
  name: "wheel-entry-points",
  severity: "error",
  summary: "A wheel's `entry_points.txt` can be read, and each entry names an object.",
  check: ({ parsed, contents }) => {
    if (parsed.kind !== "wheel") return [];
    const text = [...contents.documents].find(([name]) => name.endsWith(".dist-info/entry_points.txt"))?.[1];
    if (text === undefined) return [];
    const remedy = "Write each entry as `name = module:object` (`[project.scripts]`, `entry_points`).";
    const found = parseEntryPoints(text);
    if ("problem" in found)
      return [{ message: `its entry_points.txt can't be read: ${found.problem}`, remedy }];
    const odd = found.filter((entry) => !isReference(entry)).map(({ name, target }) => `${name} = ${target}`);
    return about(odd, (names) => `its entry_points.txt has entries that name no object: ${names}`, remedy);
  },
};

/** `module`, `module:object.attribute`, and extras behind it, which are no longer used. */
function isReference({ target }: EntryPoint): boolean {
  return /^\w+(?:\.\w+)*(?:\s*:\s*\w+(?:\.\w+)*)?(?:\s*\[[^\]]*\])?$/u.test(target);
}
