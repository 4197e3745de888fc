/** Which versions the files of a project belong to. */
import { parseFileName } from "../release/filename.ts";
import { normalizeName } from "../release/name.ts";
import { canonicalVersion, compareVersions } from "../release/version.ts";
import type { IndexFile, ProjectState } from "./types.ts";

const sdistSuffix = /\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/i;
const builtSuffix = /\.(?:whl|egg)$/i;

/** The versions of which `state` has a file: canonical, each once, oldest first. */
export function versionsOf(state: ProjectState): string[] {
  const versions = state.files.map((file) => versionOf(file.name, state.package));
  return [...new Set(versions.filter((version) => version !== null))].toSorted(compareVersions);
}

/** The highest version of which `state` has a file, pre-releases included; null when it has none. */
export function highestVersion(state: ProjectState): string | null {
  return versionsOf(state).at(-1) ?? null;
}

/** The files of `version`, a PEP 440 version: `1.0` and `1.0.0` are the same release, as they are to an index. */
export function filesOf(state: ProjectState, version: string): IndexFile[] {
  return state.files.filter((file) => {
    const found = versionOf(file.name, state.package);
    return found !== null && compareVersions(found, version) === 0;
  });
}

/**
 * The canonical version in a file name of project `project`. Names from before PEP 625 are read too
 * (`azure-core-1.0.0b1.zip`, `Foo.Bar-1.0-py2.7.egg`), since indexes keep them for ever; null when there is none.
 */
function versionOf(fileName: string, project: string): string | null {
  const parsed = parseFileName(fileName);
  if (parsed !== null) return parsed.package === project ? parsed.version : null;
  const rest = afterName(fileName.replace(sdistSuffix, "").replace(builtSuffix, ""), project);
  if (rest === null) return null;
  if (sdistSuffix.test(fileName)) return canonicalVersion(rest);
  if (builtSuffix.test(fileName)) return canonicalVersion((rest.split("-", 1)[0] ?? "").replace("_", "+"));
  return null;
}

/** What follows `<project>-` in `stem`, in whatever spelling the name is. */
function afterName(stem: string, project: string): string | null {
  for (let at = stem.indexOf("-"); at !== -1; at = stem.indexOf("-", at + 1)) {
    if (normalizeName(stem.slice(0, at)) === project) return stem.slice(at + 1);
  }
  return null;
}
