/** Glob patterns, as PEP 639 has them for license files: `*`, `?`, `[abc]` within a name, and `**` for any folders. */

/** Whether a name, without `/`, is what a pattern says. The time it takes grows with one length times the other. */
export function nameMatches(pattern: string, name: string): boolean {
  let [at, from] = [0, 0];
  let star: { readonly pattern: number; name: number } | null = null;
  while (from < name.length) {
    const one = at < pattern.length && pattern[at] !== "*" ? matchOne(pattern, at, name[from] ?? "") : null;
    if (one !== null) [at, from] = [one, from + 1];
    else if (pattern[at] === "*") {
      at += 1;
      star = { pattern: at, name: from };
    } else if (star === null) return false;
    else {
      star.name += 1;
      [at, from] = [star.pattern, star.name];
    }
  }
  while (pattern[at] === "*") at += 1;
  return at >= pattern.length;
}

/** Where the pattern goes on when one of its signs takes a letter; null when it does not. */
function matchOne(pattern: string, at: number, letter: string): number | null {
  if (pattern[at] === "?") return at + 1;
  const end = pattern[at] === "[" ? pattern.indexOf("]", at + 2) : -1;
  if (end === -1) return pattern[at] === letter ? at + 1 : null;
  const set = pattern.slice(at + 1, end);
  const negated = set.startsWith("!");
  return inSet(negated ? set.slice(1) : set, letter) === negated ? null : end + 1;
}

function inSet(set: string, letter: string): boolean {
  for (let at = 0; at < set.length; at += 1) {
    const [from = "", to = from] =
      set[at + 1] === "-" && at + 2 < set.length ? [set[at], set[at + 2]] : [set[at]];
    if (letter >= from && letter <= to) return true;
    if (to !== from) at += 2;
  }
  return false;
}
