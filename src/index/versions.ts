/** Which versions the files of a project belong to. */
import { normalizeName } from "../release/name.ts";
import { canonicalVersion, compareVersions } from "../release/version.ts";
import type { IndexFile, ProjectState } from "./types.ts";

/** The files of one version. */
export interface IndexRelease {
  /** Canonical, as the first of its files writes it: `1.0` and `1.0.0` are one version. */
  readonly version: string;
  readonly files: readonly IndexFile[];
}

const sdistSuffix = /\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/i;
const builtSuffix = /\.(?:whl|egg)$/i;
const release = /^((?:\d+!)?)(\d+(?:\.\d+)*)(.*)$/s;
/** What most versions look like, which need no library to be told canonical. */
const plain = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){0,3}$/;

/** Hundreds of projects with hundreds of files each are looked at, by several rules: once is enough. */
const known = new WeakMap<ProjectState, ReadonlyMap<string, IndexRelease>>();
const highest = new WeakMap<ProjectState, string | null>();

/** The versions of which `state` has a file: canonical, each once, oldest first. */
export function versionsOf(state: ProjectState): string[] {
  return releasesOf(state)
    .map(({ version }) => version)
    .toSorted(compareVersions);
}

/** The highest version of which `state` has a file, pre-releases included; null when it has none. */
export function highestVersion(state: ProjectState): string | null {
  const found = highest.get(state) ?? highestOf(releasesOf(state));
  highest.set(state, found);
  return found;
}

/** The highest version of `releases`; null when there are none. */
export function highestOf(releases: readonly IndexRelease[]): string | null {
  let found: string | null = null;
  for (const { version } of releases) {
    if (found === null || compareVersions(version, found) > 0) found = version;
  }
  return found;
}

/** The files of `version`, a PEP 440 version: `1.0` and `1.0.0` are the same release, as they are to an index. */
export function filesOf(state: ProjectState, version: string): readonly IndexFile[] {
  const canonical = canonicalVersion(version);
  return canonical === null ? [] : (releasesByKey(state).get(versionKey(canonical))?.files ?? []);
}

/** Every version with its files, in the order in which the index lists them. */
export function releasesOf(state: ProjectState): readonly IndexRelease[] {
  return [...releasesByKey(state).values()];
}

function releasesByKey(state: ProjectState): ReadonlyMap<string, IndexRelease> {
  const found = known.get(state) ?? group(state);
  known.set(state, found);
  return found;
}

function group({ files, package: project }: ProjectState): Map<string, IndexRelease> {
  const stem = `${project.replaceAll("-", "_")}-`;
  const versions = new Map<string, string | null>();
  const releases = new Map<string, IndexRelease & { readonly files: IndexFile[] }>();
  for (const file of files) {
    const text = versionText(file.name, project, stem);
    if (text === null) continue;
    const version = plain.test(text) ? text : (versions.get(text) ?? canonicalVersion(text));
    versions.set(text, version);
    if (version === null) continue;
    const key = versionKey(version);
    const one = releases.get(key);
    if (one === undefined) releases.set(key, { version, files: [file] });
    else one.files.push(file);
  }
  return releases;
}

/** What is equal for canonical versions that are equal: the release's zeros at the end are dropped. */
function versionKey(canonical: string): string {
  const [, epoch = "", numbers = "", rest = ""] = release.exec(canonical) ?? [];
  return `${epoch}${numbers.replace(/(?:\.0)+$/, "")}${rest}`;
}

/**
 * The version as the file name of project `project` writes it. Names from before PEP 625 are read too
 * (`azure-core-1.0.0b1.zip`, `Foo.Bar-1.0-py2.7.egg`), since indexes keep them for ever; null when there is none.
 */
function versionText(fileName: string, project: string, stem: string): string | null {
  const isWheel = fileName.endsWith(".whl");
  const isSdist = !isWheel && (fileName.endsWith(".tar.gz") || sdistSuffix.test(fileName));
  if (!isSdist && !isWheel && !builtSuffix.test(fileName)) return null;
  const from = fileName.startsWith(stem) ? stem.length : afterName(fileName, project);
  if (from === null) return null;
  if (isSdist) return fileName.slice(from).replace(sdistSuffix, "");
  const end = fileName.indexOf("-", from);
  const text = end === -1 ? fileName.slice(from).replace(builtSuffix, "") : fileName.slice(from, end);
  return text.replace("_", "+");
}

/** Where the version begins, behind `<project>-` in whatever spelling the name is. */
function afterName(fileName: string, project: string): number | null {
  for (let at = fileName.indexOf("-"); at !== -1; at = fileName.indexOf("-", at + 1)) {
    if (normalizeName(fileName.slice(0, at)) === project) return at + 1;
  }
  return null;
}
