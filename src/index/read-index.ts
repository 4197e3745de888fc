/** What an index has of the projects of a run, or why it can't be told. */
import pLimit from "p-limit";
import { GatehouseError } from "../errors.ts";
import type { Http } from "../ports.ts";
import { isArtifactName, normalizeName } from "../release/name.ts";
import { type ProjectOptions, readProject } from "./read-project.ts";
import type { IndexAddress, IndexFacts, ProjectState } from "./types.ts";

/** Questions at the same time. */
const atOnce = 8;

/**
 * Asks `index` for each of `projects`, one request each, several at the same time; what is no package name is never part
 * of an address. An index that can't be read is no guess: after the first failure no more is asked, and `outage` says
 * so. Throws only the signal's reason.
 */
export async function readIndex(
  http: Http,
  address: IndexAddress,
  projects: readonly string[],
  { seenAt, ...options }: ProjectOptions & { readonly seenAt: Date },
): Promise<IndexFacts> {
  const limit = pLimit(atOnce);
  const states = new Map<string, ProjectState>();
  const problems: string[] = [];
  const look = async (name: string) => {
    if (problems.length > 0) return;
    try {
      states.set(name, await readProject(http, address, name, options));
    } catch (thrown) {
      if (!(thrown instanceof GatehouseError) || thrown.code !== "index-unreachable") throw thrown;
      problems.push(thrown.message);
    }
  };
  const names = new Set(projects.filter(isArtifactName).map(normalizeName));
  await Promise.all([...names].map((name) => limit(() => look(name))));
  const [message] = problems;
  return { address, seenAt, projects: states, outage: message === undefined ? null : { message } };
}
