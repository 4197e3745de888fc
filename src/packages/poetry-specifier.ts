/** Poetry's version constraints as PEP 440 specifiers (https://python-poetry.org/docs/dependency-specification/#version-constraints). */

/**
 * `^1.2` is `>=1.2,<2.0`, `~1.2` is `>=1.2,<1.3`, `1.2` alone is `==1.2`, `*` is the empty specifier. Null for
 * alternatives (`||`), which no specifier says.
 */
export function poetrySpecifier(constraint: string): string | null {
  if (constraint.includes("|")) return null;
  const parts = constraint
    .trim()
    .replace(/([<>=!~^])\s+/g, "$1")
    .split(/[\s,]+/);
  return parts
    .map(single)
    .filter((part) => part !== "")
    .join(",");
}

function single(part: string): string {
  if (part === "" || part === "*") return "";
  if (/^(?:[<>]=?|[=!]=|~=)/.test(part)) return part;
  const [, mark = "", version = ""] = /^([~^]?)=?v?(.*)$/.exec(part) ?? [];
  const wild = /^(\d+(?:\.\d+)*)\.\*$/.exec(version)?.[1];
  if (mark === "") return `==${version}`;
  const numbers =
    /^\d+(?:\.\d+)*/
      .exec(wild ?? version)?.[0]
      .split(".")
      .map(Number) ?? [];
  const next = mark === "^" ? afterCaret(numbers) : afterTilde(numbers);
  return next.length === 0 ? `==${version}` : `>=${wild ?? version},<${next.join(".")}`;
}

/** The first number that is not zero may not change; of `0` and `0.0` the last one. */
function afterCaret(numbers: readonly number[]): number[] {
  const at = numbers.findIndex((number) => number !== 0);
  return raised(numbers, at === -1 ? numbers.length - 1 : at);
}

/** The second number may not change, or the only one. */
function afterTilde(numbers: readonly number[]): number[] {
  return raised(numbers, Math.min(1, numbers.length - 1));
}

/** One more at a position, and zeros behind it: `2.0` after `1.2`. */
function raised(numbers: readonly number[], at: number): number[] {
  return numbers.map((number, position) => (position < at ? number : position === at ? number + 1 : 0));
}
