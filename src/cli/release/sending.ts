/** How far a file is on its way to the index, for whoever looks on. */
import type { Clock } from "../../ports.ts";
import type { Distribution } from "../../release/record.ts";
import { roundSize } from "../../report/size.ts";

/** Bytes: a smaller file is there before anybody has read how far it is. */
const worthTelling = 1_000_000;
/** Milliseconds of sending, before which a rate says nothing. */
const settled = 1000;
/** Milliseconds: as often as somebody can read it. Drawing the list takes longer than sending a piece. */
const pause = 200;

/** Takes how many bytes of one of `files` are sent, and tells of it: `a.whl: 12.5 MB of 104.9 MB, 25.0 MB a second, 4 s left`. */
export function sendingNotes(
  files: readonly Pick<Distribution, "name" | "size">[],
  clock: Pick<Clock, "now">,
  tell: (note: string) => void,
): (name: string, bytes: number) => void {
  const begun = new Map<string, { readonly at: number; readonly bytes: number }>();
  let told = 0;
  return (name, bytes) => {
    const now = clock.now().getTime();
    const size = files.find((file) => file.name === name)?.size ?? 0;
    const first = begun.get(name);
    // Another try begins anew.
    const start = first === undefined || bytes <= first.bytes ? { at: now, bytes } : first;
    begun.set(name, start);
    if (size < worthTelling || (bytes < size && now - told < pause)) return;
    told = now;
    tell(`${name}: ${roundSize(bytes)} of ${roundSize(size)}${paceOf(size - bytes, bytes, now - start.at)}`);
  };
}

function paceOf(left: number, bytes: number, milliseconds: number): string {
  if (milliseconds < settled) return "";
  const rate = bytes / (milliseconds / 1000);
  return `, ${roundSize(rate)} a second, ${Math.ceil(left / rate)} s left`;
}
