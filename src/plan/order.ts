/** The order in which artifacts go: what is required before what requires it. From metadata, never from the list. */
import { neededSiblings } from "../release/requirements.ts";

interface Node {
  readonly package: string;
  readonly safeName: string;
  readonly dependsOn: readonly string[];
  readonly requiresDist: readonly string[];
}

/** The artifacts, each after its siblings that it requires. Within a cycle the order of the list stands. */
export function releaseOrder<T extends Node>(artifacts: readonly T[]): T[] {
  const ordered: T[] = [];
  const entered = new Set<T>();
  const visit = (artifact: T): void => {
    if (entered.has(artifact)) return;
    entered.add(artifact);
    for (const other of neededSiblings(artifact, artifacts)) visit(other);
    ordered.push(artifact);
  };
  for (const artifact of artifacts) visit(artifact);
  return ordered;
}
