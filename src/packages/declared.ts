/** What a package's metadata declares, out of all its files. */
import type { Files } from "../ports.ts";
import { fieldValues, firstFile } from "./field-values.ts";
import { hasLicenseFile } from "./license-files.ts";
import type { FieldName } from "./metadata.ts";
import { below, type Folder } from "./paths.ts";
import type { ReadSources } from "./sources.ts";
import type { Declared, Description, Stated } from "./types.ts";

/** A package whose metadata says nothing. */
export const nothingDeclared: Declared = {
  requires: [],
  extraRequires: [],
  requiresPython: null,
  classifiers: [],
  summary: null,
  license: null,
  licenseExpression: null,
  missingLicenseFiles: [],
  urls: [],
  description: null,
  unread: [],
  build: { backend: "setuptools.build_meta", requires: [] },
};

/** Reads what the fields of the sources say, and the files that hold some of it. Never throws. */
export async function readDeclared(
  files: Files,
  { folder, path }: Folder,
  { fields, unread, build }: ReadSources,
): Promise<Declared> {
  const found = new Map<FieldName, Awaited<ReturnType<typeof fieldValues>>>();
  await Promise.all(
    [...fields].map(async ([field, said]) => found.set(field, await fieldValues(files, folder, field, said))),
  );
  const shown = <T>({ value, at }: Stated<T>): Stated<T> => ({
    value,
    at: { ...at, path: below(path, at.path) },
  });
  const all = (field: FieldName): Stated[] => found.get(field)?.values.map(shown) ?? [];
  const one = (field: FieldName): Stated | null => all(field)[0] ?? null;
  const missing = [...found].filter(([, { whole }]) => !whole).map(([field]) => field);
  return {
    requires: all("requires-dist"),
    extraRequires: all("provides-extra"),
    requiresPython: one("requires-python"),
    classifiers: all("classifier"),
    summary: one("summary"),
    license: one("license"),
    licenseExpression: one("license-expression"),
    missingLicenseFiles: await missingOf(files, folder, all("license-file")),
    urls: all("project-url").map(splitUrl),
    description: await descriptionOf(files, { folder, path }, fields, one("description-content-type")),
    unread: [...new Set([...unread, ...missing])],
    build: {
      backend: build.backend ?? nothingDeclared.build.backend,
      requires: build.requires.map(({ value, line }) =>
        shown({ value, at: { path: "pyproject.toml", line } }),
      ),
    },
  };
}

async function missingOf(files: Files, folder: string, patterns: readonly Stated[]): Promise<Stated[]> {
  const present = await Promise.all(patterns.map(({ value }) => hasLicenseFile(files, folder, value)));
  return patterns.filter((_, at) => present[at] === false);
}

/** `label, address`, divided at the first comma as the index does. */
function splitUrl({ value, at }: Stated): Declared["urls"][number] {
  const comma = value.indexOf(",");
  return { value: { label: value.slice(0, comma).trim(), url: value.slice(comma + 1).trim() }, at };
}

/** Null when none is declared, or it takes running code. */
async function descriptionOf(
  files: Files,
  { folder, path }: Folder,
  fields: ReadSources["fields"],
  contentType: Stated | null,
): Promise<Description | null> {
  const found = fields.get("description");
  if (found === undefined || !found.said.whole) return null;
  const { said, file } = found;
  const named = await Promise.all(
    said.files.map(async (one): Promise<Stated> => {
      // Of several candidates the one that is there; else the first, which is then missing.
      const there = one.paths.length > 1 ? await firstFile(files, folder, one) : null;
      const value = there?.path ?? one.paths[0] ?? "";
      return { value, at: { path: below(path, file), line: one.line } };
    }),
  );
  const length = named.length === 0 ? (said.texts[0]?.value.length ?? null) : null;
  return { files: named, contentType, length };
}
