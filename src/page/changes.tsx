/** What is new in the wheel since the last release. */
import * as React from "react";
import type { RecordArtifact } from "../release/record.ts";
import { roundSize } from "../report/size.ts";
import { shown } from "./shown.ts";
import { count } from "./words.ts";

type Known = NonNullable<RecordArtifact["changes"]>;
type Difference = Known["files"];

export function Changes({ changes }: { changes: RecordArtifact["changes"] }): React.ReactElement | null {
  if (changes === null) return null;
  const { since, files, size, requirements, requiresPython, entryPoints } = changes;
  const rows = [
    row("Files", files),
    row("Requirements", requirements),
    row("Entry points", entryPoints),
  ].filter((one) => one !== null);
  const [before, after] = [requiresPython.before ?? "any", requiresPython.after ?? "any"];
  return (
    <section className="changes" aria-label="What is new">
      <h3>
        New since <bdi>{shown(since, 60)}</bdi>
      </h3>
      <ul role="list">
        {rows}
        {before === after ? null : (
          <li>
            Python: <bdi>{shown(before, 100)}</bdi> → <bdi>{shown(after, 100)}</bdi>
          </li>
        )}
        <li>
          Size of the wheel: {roundSize(size.before)} → {roundSize(size.after)} ({percent(size)})
        </li>
      </ul>
    </section>
  );
}

function row(words: string, { added, removed }: Difference): React.ReactElement | null {
  if (added.count + removed.count === 0) return null;
  return (
    <li key={words}>
      <details>
        <summary>
          {words}: {count(added.count, "new one")}, {removed.count} gone
        </summary>
        <Names sign="+" names={added} />
        <Names sign="−" names={removed} />
      </details>
    </li>
  );
}

function Names({ sign, names }: { sign: string; names: Difference["added"] }): React.ReactElement {
  return (
    <ul role="list" className="names">
      {names.names.map((name) => (
        <li key={name}>
          <code>
            {sign} <bdi>{shown(name, 500)}</bdi>
          </code>
        </li>
      ))}
      {names.count > names.names.length ? <li>and {names.count - names.names.length} more</li> : null}
    </ul>
  );
}

function percent({ before, after }: Known["size"]): string {
  if (before === 0) return "new";
  const change = Math.round(((after - before) / before) * 100);
  return `${change >= 0 ? "+" : "−"}${Math.abs(change)} %`;
}
