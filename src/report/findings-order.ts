/** The orders that findings are told in. */
import type { Finding } from "../release/record.ts";

const ranks = { error: 0, warning: 1, note: 2 } as const;

/** Errors first, then warnings, then notes; those of one severity stay in their order. */
export function gravestFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** By file, and from its top to its end; what is about the file as a whole comes first. */
export function byPlace(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  });
}
