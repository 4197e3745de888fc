/** From which version to which, and what kind of step that is. */
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { shown } from "./shown.ts";

type Versions = Pick<ArtifactView, "version" | "previous" | "step">;

export function VersionStep({ version, previous, step }: Versions): React.ReactElement {
  if (version === null) return <>not known</>;
  const isNew = version !== previous;
  return (
    <>
      {previous === null || !isNew ? null : (
        <>
          <bdi className="secondary-text">{shown(previous, 60)}</bdi>
          {" → "}
        </>
      )}
      <strong dir="auto">{shown(version, 60)}</strong> {isNew ? <span className="step">{step}</span> : null}
    </>
  );
}
