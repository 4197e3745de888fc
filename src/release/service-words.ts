/** Ids, names, times and free-form objects as Azure DevOps writes them. */

/** Ids (UUIDs) are compared without case; an empty one is nobody's. */
export function sameId(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === "string" && typeof b === "string" && a !== "" && a.toLowerCase() === b.toLowerCase();
}

/** Names of stages, environments and groups, which Azure DevOps compares without case. */
export function sameName(a: string | null | undefined, b: string | null | undefined): boolean {
  return sameId(a, b);
}

export function isUuid(text: string | null | undefined): text is string {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text ?? "") && !/^[0-]+$/.test(text ?? "");
}

/**
 * A time of the service (RFC 3339, UTC or with an offset) in milliseconds since 1970, or null when it is none. Finer
 * fractions, of which it writes seven digits, are cut off.
 */
export function timeOf(text: string | null | undefined): number | null {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
  const time = form.test(text ?? "") ? Date.parse(text ?? "") : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/**
 * `path` in an object that the contract does not describe (`context`, `pipeline`): keys in any case. Undefined when a
 * step is missing, or there in two spellings.
 */
export function within(document: unknown, ...path: readonly string[]): unknown {
  let value: unknown = document;
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const found = Object.entries(value).filter(([name]) => sameName(name, key));
    if (found.length !== 1) return undefined;
    value = found[0]?.[1];
  }
  return value;
}

/** The service writes numbers as numbers; in one place the contract's examples have them as text. */
export function isNumber(value: unknown, wanted: number): boolean {
  return value === wanted || value === String(wanted);
}
