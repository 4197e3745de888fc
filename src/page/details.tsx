/** One artifact in full: what a decision needs to know. */
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { Changes } from "./changes.tsx";
import { Evidence } from "./evidence.tsx";
import { FileTable } from "./file-table.tsx";
import { Findings } from "./findings.tsx";
import { Markdown } from "./markdown.tsx";
import { OutwardLink } from "./outward-link.tsx";
import { shown } from "./shown.ts";
import { StateBadge } from "./state-badge.tsx";
import { VersionStep } from "./version-step.tsx";
import { firstRelease, isUndecided, notCovered } from "./words.ts";

interface DetailsProps {
  readonly artifact: ArtifactView;
  /** The way to decide on it. */
  readonly children: React.ReactNode;
}

export function Details({ artifact, children }: DetailsProps): React.ReactElement {
  const heading = React.useRef<HTMLHeadingElement>(null);
  useFocusWhenDecided(isUndecided(artifact), heading);
  const { name, version, changelog, findings, tests, dependsOn, note, tag, indexUrl, owner } = artifact;
  const isThere = artifact.state === "published" || artifact.state === "already there";
  return (
    <article id="details" className="details" aria-labelledby="details-title">
      <h2 id="details-title" tabIndex={-1} ref={heading}>
        <bdi>{shown(name, 300)}</bdi> <span className="unseen">{shown(version ?? "", 60)}</span>
      </h2>
      <p className="details-state">
        <StateBadge artifact={artifact} />
        <span>
          <VersionStep {...artifact} />
        </span>
      </p>
      {note === "" ? null : (
        <p className="note">
          <bdi>{shown(note)}</bdi>
        </p>
      )}
      {children}
      <Evidence decided={artifact.decided} />
      <dl className="facts">
        {owner === null ? null : (
          <Fact term="First release">
            {firstRelease} {shown(owner)}
          </Fact>
        )}
        <Fact term="Tests">{shown(tests)}</Fact>
        {dependsOn.length === 0 ? null : <Fact term="Needs">{shown(dependsOn.join(", "))}</Fact>}
        {isThere ? (
          <Fact term="On the index">
            <OutwardLink href={indexUrl} text={indexUrl ?? ""} />
          </Fact>
        ) : null}
        {tag === null ? null : <Fact term="Tag">{shown(tag)}</Fact>}
      </dl>
      {changelog === null ? null : (
        <section aria-label="Changelog">
          <h3>Changelog</h3>
          <Markdown text={changelog} />
        </section>
      )}
      <Changes changes={artifact.changes} />
      <Findings findings={findings} />
      <FileTable artifact={artifact} />
      <p className="secondary-text">{notCovered}</p>
    </article>
  );
}

/** What had the focus is gone once the decision was taken; without this a keyboard would begin again at the top. */
function useFocusWhenDecided(undecided: boolean, heading: React.RefObject<HTMLElement>): void {
  const before = React.useRef(undecided);
  React.useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (before.current && !undecided && isLost) heading.current?.focus({ preventScroll: true });
    before.current = undecided;
  }, [undecided, heading]);
}

function Fact({ term, children }: { term: string; children: React.ReactNode }): React.ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
