/** The name that someone may have meant. */

/** The candidate with the fewest letters changed, when those are few; else null. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const limit = Math.max(2, Math.floor(name.length / 4));
  let best: { readonly candidate: string; readonly changes: number } | null = null;
  for (const candidate of candidates) {
    // One as good as another: the first.
    const most = best === null ? limit : best.changes - 1;
    const changes = changesBetween(name, candidate, most);
    if (changes <= most) best = { candidate, changes };
  }
  return best?.candidate ?? null;
}

/** Letters to insert, remove or change (Levenshtein); endless when more than `most`, and for texts that are no names. */
function changesBetween(a: string, b: string, most: number): number {
  if (a.length > 200 || b.length > 200 || Math.abs(a.length - b.length) > most)
    return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    let fewest = i + 1;
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a.charCodeAt(i) === b.charCodeAt(j) ? 0 : 1);
      const changes = Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      next.push(changes);
      fewest = Math.min(fewest, changes);
    }
    // It never grows less from here on.
    if (fewest > most) return Number.POSITIVE_INFINITY;
    row = next;
  }
  return row.at(-1) ?? 0;
}
