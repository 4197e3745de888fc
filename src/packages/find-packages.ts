/** Finds the packages of a service directory and reads what their files say, running nothing. */
import type { Files } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import { readDeclared } from "./declared.ts";
import { readDocuments } from "./documents.ts";
import type { Metadata } from "./metadata.ts";
import { below, type Folder, isForeign, lastPart } from "./paths.ts";
import { rememberFiles } from "./remember-files.ts";
import { readSources } from "./sources.ts";
import { findTypedMarkers } from "./typed.ts";
import type { SourcePackage } from "./types.ts";
import { findVersionCopies } from "./version-copies.ts";
import { type FoundVersion, findVersion } from "./version-file.ts";

/** The packages directly below a folder, and the folder itself if it is one; sorted by path. */
export async function findPackages(files: Files, serviceDirectory: Folder): Promise<SourcePackage[]> {
  const { folder, path } = serviceDirectory;
  const entries = await files.list(folder);
  const folders = entries.filter(({ name, kind }) => kind === "folder" && !isTest(name) && !isForeign(name));
  const candidates = [
    serviceDirectory,
    ...folders.map(({ name }) => ({ folder: below(folder, name), path: below(path, name) })),
  ];
  const packages = await Promise.all(candidates.map((candidate) => readPackage(files, candidate)));
  return packages.filter((found) => found !== null).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function isTest(name: string): boolean {
  return name === "test" || name === "tests";
}

/** The package in a folder, or null when there is none. */
async function readPackage(all: Files, { folder, path }: Folder): Promise<SourcePackage | null> {
  const files = rememberFiles(all);
  const entries = await files.list(folder);
  const read = await readSources(files, folder, entries);
  if (read === null) return null;
  const { sources, packageData } = read;
  const broken = sources.find(({ problem }) => problem !== null);
  const [named, version, declared] = await Promise.all([
    firstText(files, folder, sources, "name"),
    firstText(files, folder, sources, "version"),
    readDeclared(files, { folder, path }, read),
  ]);
  const versionAt = version === null ? null : { path: below(path, version.path), line: version.line };
  const [{ readme, changelog, description }, versionCopies, typed] = await Promise.all([
    readDocuments(files, { folder, path }, entries, declared.description),
    findVersionCopies(files, { folder, path }, versionAt),
    findTypedMarkers(files, { folder, path }, { build: declared.build, packageData }),
  ]);
  const name = named?.value ?? lastPart(folder);
  const unread = [...(named === null ? ["name"] : []), ...(version === null ? ["version"] : [])];
  return {
    folder,
    path,
    name,
    package: normalizeName(name),
    version: version?.value ?? null,
    metadata:
      broken === undefined
        ? { path: below(path, named?.path ?? sources[0].file), line: named?.line ?? null }
        : { path: below(path, broken.file), line: broken.problem?.line ?? null },
    versionAt,
    versionCopies,
    declared: { ...declared, description, unread: [...unread, ...declared.unread] },
    typed,
    readme,
    changelog,
    ...(broken?.problem ? { problem: broken.problem.value } : {}),
  };
}

/** The name or the version from the first file that has one at all, whether it can be read or not. */
async function firstText(
  files: Files,
  folder: string,
  sources: readonly Metadata[],
  key: "name" | "version",
): Promise<FoundVersion | null> {
  const source = sources.find((candidate) => candidate[key] !== null);
  const value = source?.[key] ?? null;
  if (source === undefined || value === null) return null;
  const { file: path, text, roots } = source;
  return findVersion(files, folder, { value, path, text, roots });
}
