/** The top: what is released, from where, by whom, and how far it is. */
import * as React from "react";
import type { ReleaseView } from "../report/view.ts";
import { OutwardLink } from "./outward-link.tsx";
import { shown } from "./shown.ts";
import { When } from "./when.tsx";
import { count, isSettled, isUndecided } from "./words.ts";

export function RunHeader({ view }: { view: ReleaseView }): React.ReactElement {
  const { serviceDirectory, commit, index, run, artifacts } = view;
  const asked = artifacts.filter(({ decidable }) => decidable);
  const settled = asked.filter(isSettled).length;
  const yours = asked.filter(isUndecided).length;
  return (
    <header className="run-header">
      <h1 id="title" tabIndex={-1}>
        Release of <bdi>{shown(serviceDirectory)}</bdi>
      </h1>
      <p className="run-facts secondary-text">
        {run === null ? null : (
          <>
            Run <OutwardLink href={run.href} text={run.number} /> · <bdi>{shown(run.branch)}</bdi> ·{" "}
          </>
        )}
        {commit === null ? "not from a git repository" : <>commit {<code>{commit.slice(0, 12)}</code>}</>}
        {run === null ? null : (
          <>
            {" "}
            · queued by <bdi>{shown(run.requestedFor)}</bdi>, <When iso={run.queuedAt} />
          </>
        )}{" "}
        · to <bdi>{shown(index)}</bdi>
      </p>
      {asked.length === 0 ? null : (
        <p id="progress" className="progress-line">
          <progress aria-labelledby="progress" value={settled} max={asked.length} />
          {yours === 0 ? "Nothing waits for you" : `${count(yours, "artifact")} to decide`}, {settled} of{" "}
          {asked.length} finished
        </p>
      )}
    </header>
  );
}
