/** What an index has of the projects of a run, or why it can't be told. */
import pLimit from "p-limit";
import { GatehouseError } from "../errors.ts";
import type { Http } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import type { AskOptions } from "./ask.ts";
import { readProject } from "./read-project.ts";
import type { IndexAddress, IndexFacts, ProjectState } from "./types.ts";

/** Questions at the same time. */
const atOnce = 8;

/**
 * Asks `index` for each of `projects`, one request each, several at the same time. An index that can't be read is no
 * guess: after the first failure no more is asked, and `outage` says so. Throws only the signal's reason.
 */
export async function readIndex(
  http: Http,
  address: IndexAddress,
  projects: readonly string[],
  { seenAt, ...options }: AskOptions & { readonly seenAt: Date },
): Promise<IndexFacts> {
  const limit = pLimit(atOnce);
  const states = new Map<string, ProjectState>();
  let outage: GatehouseError | null = null;
  const look = async (name: string) => {
    if (outage !== null) return;
    try {
      states.set(name, await readProject(http, address, name, options));
    } catch (thrown) {
      if (!(thrown instanceof GatehouseError) || thrown.code !== "index-unreachable") throw thrown;
      outage ??= thrown;
    }
  };
  await Promise.all([...new Set(projects.map(normalizeName))].map((name) => limit(() => look(name))));
  return { address, seenAt, projects: states, outage };
}
