/** Where collect stands in the timeline of a run: what it attached hangs there. The timeline only finds: agents write it. */
import type { TimelineNode } from "./checkpoint.ts";
import { sameId } from "./service-words.ts";

export interface CollectPlace {
  readonly timeline: string;
  readonly record: string;
  /** Attempt of its job, which ends the name of the artifact that it leaves. */
  readonly attempt: number;
}

type Node = TimelineNode & { readonly task?: { readonly name?: string | null } | null };

/** Each record that claims to be collect, at its newest attempt: one, in an honest timeline; none before it began. */
export function collectPlaces<T extends Node>({
  id,
  records,
}: {
  readonly id: string;
  readonly records: readonly T[];
}): (CollectPlace & { readonly node: T })[] {
  const places = records
    .filter(({ type, task }) => type === "Task" && task?.name === "GatehouseCollect")
    .map((node) => {
      const job = records.find((one) => one.type === "Job" && sameId(one.id, node.parentId));
      return { timeline: id, record: node.id, attempt: (job ?? node).attempt ?? 1, node };
    });
  const newest = Math.max(...places.map(({ attempt }) => attempt));
  return places.filter(({ attempt }) => attempt === newest);
}
