/** What an index has of a project, asked over its simple repository API. */
import pLimit from "p-limit";
import { normalizeName } from "../release/name.ts";
import type { Http } from "../ports.ts";
import { type AskOptions, ask, unreachable } from "./ask.ts";
import { parseSimple } from "./simple-api.ts";
import type { IndexAddress, ProjectState } from "./types.ts";

/** JSON where the index has it; PyPI froze its HTML pages (PEP 833), others have nothing else. */
const accept = [
  "application/vnd.pypi.simple.v1+json",
  "application/vnd.pypi.simple.v1+html;q=0.2",
  "text/html;q=0.01",
].join(", ");

/** Questions at the same time. */
const atOnce = 8;

/**
 * What `index` has of the project `package` (any spelling). Only 404 means that the project does not exist.
 * Throws `index-unreachable` for every other answer that is no simple page.
 */
export async function readProject(
  http: Http,
  index: IndexAddress,
  project: string,
  options: AskOptions = {},
): Promise<ProjectState> {
  const name = normalizeName(project);
  const url = `${index.simple}${name}/`;
  const answer = await ask(http, url, accept, options);
  if (answer.status === 404) return { package: name, exists: false, files: [] };
  const files = parseSimple(answer, url);
  if (files === null)
    throw unreachable(url, "what it shows is no page of a package index; perhaps a log-in page");
  return { package: name, exists: true, files };
}

/**
 * {@link readProject} for each of `projects`, several at the same time; by PEP 503 name. The first error ends
 * it.
 */
export async function readProjects(
  http: Http,
  index: IndexAddress,
  projects: readonly string[],
  options: AskOptions = {},
): Promise<Map<string, ProjectState>> {
  const limit = pLimit(atOnce);
  const names = [...new Set(projects.map(normalizeName))];
  const states = await Promise.all(names.map((name) => limit(() => readProject(http, index, name, options))));
  return new Map(states.map((state) => [state.package, state]));
}
