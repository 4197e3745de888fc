/** A time in the viewer's zone, with the absolute one at hand. */
import * as React from "react";
import { timeWords } from "./words.ts";

export function When({ iso }: { iso: string | null }): React.ReactElement | null {
  const words = timeWords(iso);
  if (words === null) return null;
  return (
    <time dateTime={iso ?? ""} title={words.utc}>
      {words.here}
    </time>
  );
}
