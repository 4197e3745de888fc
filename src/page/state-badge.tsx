/** How far an artifact is, as a sign and in words. */
import { type IStatusProps, Status, Statuses, StatusSize } from "azure-devops-ui/Status";
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { isUndecided, stateOf } from "./words.ts";

function sign({ state, access }: Pick<ArtifactView, "state" | "access">): IStatusProps {
  if (access.kind === "untrusted") return Statuses.Warning;
  switch (state) {
    case "waiting":
      return access.kind === "yours" ? Statuses.Waiting : Statuses.Queued;
    case "approved":
    case "not yet visible":
      return Statuses.Queued;
    case "publishing":
      return Statuses.Running;
    case "published":
    case "already there":
      return Statuses.Success;
    case "rejected":
    case "timed out":
      return Statuses.Canceled;
    case "failed":
      return Statuses.Failed;
    case "left out":
      return Statuses.Skipped;
  }
}

export function StateBadge({ artifact }: { artifact: ArtifactView }): React.ReactElement {
  return (
    <span className={isUndecided(artifact) ? "state yours" : "state"} data-state={artifact.state}>
      <Status {...sign(artifact)} size={StatusSize.m} animated={false} />
      {stateOf(artifact)}
    </span>
  );
}
