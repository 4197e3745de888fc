/** Which part of the work is whose, when several jobs share it. */

/** A job among those that share: `position` from 1 to `total`. */
export interface ShareNumber {
  readonly position: number;
  readonly total: number;
}

/** Of each position the slice of the highest attempt, by position: a job that was run again left another one. */
export function newestShares<T extends ShareNumber & { readonly attempt: number }>(
  slices: readonly T[],
): T[] {
  const newest = new Map<number, T>();
  for (const slice of slices) {
    if (slice.attempt > (newest.get(slice.position)?.attempt ?? 0)) newest.set(slice.position, slice);
  }
  return [...newest.values()].toSorted((a, b) => a.position - b.position);
}

/**
 * The items of one job, in the order given: the heaviest item goes to whoever has least so far, then the next. The same on
 * every agent for the same items and weights; all jobs together have each item once.
 */
export function ownShare<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  { position, total }: ShareNumber,
): T[] {
  const loads = Array.from({ length: total }, () => 0);
  const own = new Set<T>();
  const heaviestFirst = items
    .map((item, at) => ({ item, at, weight: weightOf(item) }))
    .toSorted((a, b) => b.weight - a.weight || a.at - b.at);
  for (const { item, weight } of heaviestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    // What weighs nothing is work too.
    loads[lightest] = (loads[lightest] ?? 0) + weight + 1;
    if (lightest === position - 1) own.add(item);
  }
  return items.filter((item) => own.has(item));
}
