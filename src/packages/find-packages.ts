/** Finds the packages of a service directory and reads what their files say, running nothing. */
import type { Files } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import { nothingDeclared } from "./declared.ts";
import type { Metadata } from "./metadata.ts";
import { below, lastPart } from "./paths.ts";
import { readPyproject } from "./pyproject.ts";
import { readSetupCfg } from "./setup-cfg.ts";
import { readSetupPy } from "./setup-py.ts";
import { readDocuments } from "./documents.ts";
import type { SourcePackage } from "./types.ts";
import { readOrNull } from "./read-text.ts";
import { findTypedMarkers } from "./typed.ts";
import { findVersionCopies } from "./version-copies.ts";
import { findVersion } from "./version-file.ts";

/** A folder, absolute and as users should see it, both with `/`. */
export interface Folder {
  readonly folder: string;
  readonly path: string;
}

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

/** Whether a folder holds what tools put there, never a package of the repository. */
export function isForeign(name: string): boolean {
  return (
    name.startsWith(".") || ["node_modules", "site-packages", "venv", "env", "__pycache__"].includes(name)
  );
}

/** The package in a folder, or null when there is none. */
async function readPackage(files: Files, { folder, path }: Folder): Promise<SourcePackage | null> {
  const sources = await readMetadata(files, folder);
  const [first] = sources;
  if (first === undefined) return null;
  const named = sources.find(({ name }) => name !== null) ?? first;
  const name = named.name?.value ?? lastPart(folder);
  const version = await firstVersion(files, folder, sources);
  const broken = sources.find(({ problem }) => problem !== null);
  const place = { path: below(path, named.file), line: null };
  const stated = (values: readonly string[]) => values.map((value) => ({ value, at: place }));
  const entries = await files.list(folder);
  const versionAt = version === null ? null : { path: below(path, version.path), line: version.line };
  const packageData = { include: null, patterns: [], excluded: [] };
  const { readme, changelog, description } = await readDocuments(files, { folder, path }, entries, null);
  return {
    folder,
    path,
    name,
    package: normalizeName(name),
    version: version?.value ?? null,
    metadata:
      broken === undefined
        ? { path: below(path, named.file), line: named.name?.line ?? null }
        : { path: below(path, broken.file), line: broken.problem?.line ?? null },
    versionAt,
    versionCopies: await findVersionCopies(files, { folder, path }, versionAt),
    declared: {
      ...nothingDeclared,
      description,
      requires: stated(sources.find(({ requires }) => requires.length > 0)?.requires ?? []),
      classifiers: stated(sources.flatMap(({ classifiers }) => classifiers)),
    },
    typed: await findTypedMarkers(files, { folder, path }, { build: nothingDeclared.build, packageData }),
    readme,
    changelog,
    ...(broken?.problem ? { problem: broken.problem.value } : {}),
  };
}

/**
 * What describes the package, the deciding file first: `[project]` or `[tool.poetry]`, then setup.py, then
 * setup.cfg. The later ones count only where setuptools would ask them too.
 */
async function readMetadata(files: Files, folder: string): Promise<Metadata[]> {
  const [toml, script, config] = await Promise.all(
    ["pyproject.toml", "setup.py", "setup.cfg"].map((file) => readOrNull(files, below(folder, file))),
  );
  const project = toml === undefined || toml === null ? null : readPyproject(toml);
  if (project !== null && !project.asksSetup) return [project];
  const setup = script === undefined || script === null ? null : readSetupPy(script);
  const configured = config === undefined || config === null ? null : readSetupCfg(config);
  return [project, setup, configured].filter((source) => source !== null);
}

/** The version from the first file that has one at all, whether it can be read or not. */
async function firstVersion(files: Files, folder: string, sources: readonly Metadata[]) {
  const source = sources.find(({ version }) => version !== null);
  const value = source?.version ?? null;
  if (source === undefined || value === null) return null;
  const { file: path, text, roots } = source;
  return findVersion(files, folder, { value, path, text, roots });
}
