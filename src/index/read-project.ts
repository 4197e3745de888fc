/** What an index has of a project, in one request: over its simple repository API, or PyPI's JSON. */
import pLimit from "p-limit";
import { normalizeName } from "../release/name.ts";
import type { Http } from "../ports.ts";
import { type AskOptions, ask, unreachable } from "./ask.ts";
import { parseProjectJson } from "./project-json.ts";
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

export interface ProjectOptions extends AskOptions {
  /**
   * Whether to ask who owns it too. Only PyPI's JSON says that, and it does not say the status of a project: a
   * quarantined one is absent there.
   */
  readonly owners?: boolean;
}

/**
 * What `index` has of the project `package` (any spelling). Only 404 means that the project does not exist.
 * Throws `index-unreachable` for every other answer that is not what was asked for.
 */
export async function readProject(
  http: Http,
  index: IndexAddress,
  project: string,
  { owners = false, ...options }: ProjectOptions = {},
): Promise<ProjectState> {
  const name = normalizeName(project);
  const json = owners ? index.json : null;
  const url = json === null ? `${index.simple}${name}/` : `${json}/${name}/json`;
  const answer = await ask(http, url, json === null ? accept : "application/json", options);
  if (answer.status === 404) return { package: name, exists: false, files: [] };
  const found = json === null ? parseSimple(answer, url) : parseProjectJson(answer.text, url);
  if (found === null)
    throw unreachable(url, "what it shows is no page of a package index; perhaps a log-in page");
  return { package: name, exists: true, ...found };
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
