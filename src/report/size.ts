/** A size for people. */

/** `45.2 kB`. */
export function roundSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  // By the number of digits shown, so that 999,999 bytes are 1.0 MB and not 1000.0 kB.
  const unit = ["kB", "MB", "GB"].findIndex((_, power) => bytes / 1000 ** (power + 1) < 999.95);
  const power = unit === -1 ? 3 : unit + 1;
  return `${(bytes / 1000 ** power).toFixed(1)} ${["kB", "MB", "GB"][power - 1] ?? ""}`;
}
