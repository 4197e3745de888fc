/**
 * PyPI's JSON (https://docs.pypi.org/api/json/): what a project and a version of it have. Like every answer it is
 * believed only as far as its form goes.
 */
import { asObject, fromJson, indexFile } from "./index-file.ts";
import type { IndexFile, ProjectState } from "./types.ts";

/** What the JSON of a project, read at `url`, says; null when `text` is something else. Never throws. */
export function parseProjectJson(text: string, url: string): Pick<ProjectState, "files" | "owners"> | null {
  const project = asObject(fromJson(text));
  const releases = asObject(project?.["releases"]);
  if (releases === null) return null;
  const files = Object.values(releases).flatMap((release) => filesIn(release, url));
  const owners = ownersOf(project?.["ownership"]);
  return { files, ...(owners === null ? {} : { owners }) };
}

/** The files in the JSON of one version (`urls[]`), read at `url`; null when `text` is something else. Never throws. */
export function parseVersionJson(text: string, url: string): IndexFile[] | null {
  const urls = asObject(fromJson(text))?.["urls"];
  return Array.isArray(urls) ? filesIn(urls, url) : null;
}

function filesIn(entries: unknown, url: string): IndexFile[] {
  if (!Array.isArray(entries)) return [];
  return entries
    .map((entry: unknown) => {
      const file = asObject(entry);
      const fields = {
        name: file?.["filename"],
        sha256: asObject(file?.["digests"])?.["sha256"],
        url: file?.["url"],
        size: file?.["size"],
        uploadedAt: file?.["upload_time_iso_8601"],
        yanked: file?.["yanked"],
      };
      return indexFile(fields, url);
    })
    .filter((file) => file !== null);
}

/** Users with the role Owner, and the organization; null when it does not say. */
function ownersOf(ownership: unknown): string[] | null {
  const said = asObject(ownership);
  const roles = said?.["roles"];
  if (!Array.isArray(roles)) return null;
  const users = roles.map((entry: unknown) => {
    const role = asObject(entry);
    return role?.["role"] === "Owner" ? role["user"] : null;
  });
  const names: unknown[] = [...users, said?.["organization"]];
  return names.filter((name): name is string => typeof name === "string" && name !== "");
}
