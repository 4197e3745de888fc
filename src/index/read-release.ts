/** What an index has of one version of a project. */
import { normalizeName } from "../release/name.ts";
import type { Http } from "../ports.ts";
import { type AskOptions, ask, unreachable } from "./ask.ts";
import { parseVersionJson } from "./project-json.ts";
import { readProject } from "./read-project.ts";
import type { IndexAddress, IndexFile, ProjectState } from "./types.ts";
import { filesOf } from "./versions.ts";

/** What an index has of a version. */
export interface ReadRelease {
  readonly files: readonly IndexFile[];
  /** The whole project, where the index has no page for one version. */
  readonly project: ProjectState | null;
}

/**
 * Its files are none when the index has no such version or project. PyPI's version JSON knows a file
 * at once, its simple pages may lag by half an hour (docs.pypi.org/api/json). Throws `index-unreachable`.
 */
export async function readRelease(
  http: Http,
  index: IndexAddress,
  project: string,
  version: string,
  options: AskOptions = {},
): Promise<ReadRelease> {
  if (index.json === null) {
    const whole = await readProject(http, index, project, options);
    return { files: filesOf(whole, version), project: whole };
  }
  const url = `${index.json}/${normalizeName(project)}/${encodeURIComponent(version)}/json`;
  const answer = await ask(http, url, "application/json", options);
  if (answer.status === 404) return { files: [], project: null };
  const files = parseVersionJson(answer.text, url);
  if (files === null) throw unreachable(url, "what it shows is not the JSON of a release");
  return { files, project: null };
}
