/** Tells a screen reader what changed since the last time. */
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { shown } from "./shown.ts";
import { stateOf, title } from "./words.ts";

export function Said({ artifacts }: { artifacts: readonly ArtifactView[] }): React.ReactElement {
  const before = React.useRef<ReadonlyMap<string, string> | null>(null);
  const [said, setSaid] = React.useState("");
  React.useEffect(() => {
    const now = new Map(artifacts.map((one) => [one.name, `${shown(title(one), 300)}: ${stateOf(one)}`]));
    const changed =
      before.current === null ? [] : [...now].filter(([name, words]) => before.current?.get(name) !== words);
    before.current = now;
    if (changed.length > 0) setSaid(changed.map(([, words]) => words).join(". "));
  }, [artifacts]);
  return (
    <div className="unseen" role="status">
      {said}
    </div>
  );
}
