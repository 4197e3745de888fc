/** What is new in a wheel since the last release, for who approves it. */
import type { WheelFacts } from "../distributions/wheel-facts.ts";
import type { Changes } from "../release/record.ts";

/** A wheel and its size in bytes. */
export interface SizedWheel {
  readonly size: number;
  readonly facts: WheelFacts;
}

type Difference = Changes["files"];

/** How many names of each kind the record has room for. */
const most = 100;

/** How `after` differs from `before`, the wheel of version `since`. */
export function changesBetween(before: SizedWheel, after: SizedWheel, since: string): Changes {
  const [old, now] = [before.facts, after.facts];
  return {
    since,
    files: difference(old.files, now.files),
    size: { before: before.size, after: after.size },
    requirements: difference(old.requirements.map(spaced), now.requirements.map(spaced)),
    requiresPython: { before: old.requiresPython, after: now.requiresPython },
    entryPoints: difference(old.entryPoints, now.entryPoints),
  };
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  return { added: without(after, before), removed: without(before, after) };
}

function without(names: readonly string[], others: readonly string[]): Difference["added"] {
  const known = new Set(others);
  const left = [...new Set(names)].filter((name) => !known.has(name)).toSorted();
  return { count: left.length, names: left.slice(0, most) };
}

/** Back ends write `azure-core (>=1.2)`, `azure-core >= 1.2` and `azure-core>=1.2`: all one requirement. */
function spaced(requirement: string): string {
  return requirement
    .replace(/^([^;()]*?)\s*\(([^()]*)\)/, "$1$2")
    .replaceAll(/\s*([<>=!~]=?=?|[,;@])\s*/g, "$1")
    .replaceAll(/[ \t]+/g, " ")
    .replace(";", "; ")
    .trim();
}
