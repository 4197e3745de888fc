/** Asks the world outside what the rules want to know of a run: once for all of its service directories. */
import { readIndex } from "../index/read-index.ts";
import type { IndexAddress, ProjectState } from "../index/types.ts";
import type { Clock, Http } from "../ports.ts";
import type { Outside } from "./rule.ts";
import type { Questions } from "./validate-service.ts";

export interface World {
  /** The index to ask, or null to ask none. */
  readonly index: IndexAddress | null;
  readonly http: () => Promise<Http>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Throws only the signal's reason: who does not answer is part of the answer. */
export async function askOutside(
  questions: readonly Questions[],
  { index, http, clock, signal }: World,
): Promise<Outside> {
  const projects = questions.flatMap((one) => one.projects);
  const seenAt = clock.now();
  return {
    index: index === null ? null : await readIndex(await http(), index, projects, { seenAt, clock, signal }),
    backEnds: null,
    readmes: null,
  };
}

/** What the index has of every project that was asked for. Throws `index-unreachable` when it did not say. */
export function projectsOf({ index }: Outside): ReadonlyMap<string, ProjectState> {
  if (index === null) return new Map();
  if (index.outage !== null) throw index.outage;
  return index.projects;
}
