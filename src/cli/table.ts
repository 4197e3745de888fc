/** Tables for a terminal. */
import { plain } from "../report/plain.ts";

/** Lines with the cells below one another, each made safe. The last column is as wide as it likes. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const safe = rows.map((row) =>
    row.map((cell, at) => plain(cell, at > 0 && at === row.length - 1 ? 1000 : 120)),
  );
  const columns = Math.max(0, ...safe.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...safe.map((row) => (row[at] ?? "").length)),
  );
  return safe.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
