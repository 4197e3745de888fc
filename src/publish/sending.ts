/** How far the files of an artifact are on their way, in words and per cent. Pure. */
import type { Distribution } from "../release/record.ts";

/** Below it a file is there before anybody has read how far it is. */
const worthTelling = 1_000_000;
/** Seconds of sending, before which a rate says nothing. */
const settled = 1;

/** One file under way: `12.5 of 104.9 MB, 25.0 MB/s, 4 s left`. Null for what is small; no rate in the first second. */
export function sendingLine(size: number, sent: number, seconds: number): string | null {
  if (size < worthTelling) return null;
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
  const far = `${megabytes(sent)} of ${megabytes(size)} MB`;
  const rate = sent / seconds;
  if (seconds < settled || sent === 0) return far;
  return `${far}, ${megabytes(rate)} MB/s, ${Math.ceil((size - sent) / rate)} s left`;
}

/** Of `files` together: takes how much of one is sent, and gives whole per cents as they grow, else null. */
export function sendingPercent(
  files: readonly Pick<Distribution, "name" | "size">[],
): (name: string, sent: number) => number | null {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const bySent = new Map<string, number>();
  let told = 0;
  return (name, sent) => {
    bySent.set(name, sent);
    const all = [...bySent.values()].reduce((sum, bytes) => sum + bytes, 0);
    const percent = Math.min(100, Math.floor((100 * all) / total));
    if (percent <= told) return null;
    told = percent;
    return percent;
  };
}
