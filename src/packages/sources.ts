/** The files that describe a package, and what they say together. */
import type { Files } from "../ports.ts";
import {
  type FieldName,
  fieldNames,
  type Metadata,
  noPackageData,
  type PackageData,
  type Said,
} from "./metadata.ts";
import { below } from "./paths.ts";
import { describesPackage, type Pyproject, readPyproject, unreadablePyproject } from "./pyproject.ts";
import { whyUnreadable } from "./read-text.ts";
import { readSetupCfg } from "./setup-cfg.ts";
import { readSetupPy } from "./setup-py.ts";

/** What the files of a package say, before what they keep elsewhere is followed. */
export interface ReadSources {
  /** The deciding file first: never empty. */
  readonly sources: readonly [Metadata, ...Metadata[]];
  readonly fields: ReadonlyMap<FieldName, SaidIn>;
  /** Fields that take running code, all or some of it. */
  readonly unread: readonly string[];
  readonly packageData: PackageData;
  readonly build: Pyproject["build"];
}

/** What a file says of a field. */
export interface SaidIn {
  readonly said: Said;
  readonly file: string;
}

type Entries = Awaited<ReturnType<Files["list"]>>;

/** Reads pyproject.toml, setup.py and setup.cfg; null when they describe no package. Links are not followed. */
export async function readSources(
  files: Files,
  folder: string,
  entries: Entries,
): Promise<ReadSources | null> {
  const read = async (name: string): Promise<SourceText> => {
    if (!entries.some((entry) => entry.name === name && entry.kind === "file")) return null;
    try {
      return await files.readText(below(folder, name));
    } catch (thrown) {
      return { problem: whyUnreadable(thrown) };
    }
  };
  const [toml, script, config] = await Promise.all([
    read("pyproject.toml"),
    read("setup.py"),
    read("setup.cfg"),
  ]);
  return combineSources({ toml, script, config });
}

/** A file's text; null when there is none. */
type SourceText = string | null | { readonly problem: string };

/** A setup.py may be Python without being UTF-8: only running it tells what it says. */
function scriptText(script: SourceText): string | null {
  return typeof script === "object" && script !== null ? "" : script;
}

/**
 * What the texts of the three files say together, as setuptools has it: what `[project]` says counts alone; what it
 * leaves to the others as `dynamic`, setup.py says, and what that leaves empty, setup.cfg. Null when none describes a
 * package.
 */
export function combineSources(texts: {
  readonly toml: SourceText;
  readonly script: SourceText;
  readonly config: SourceText;
}): ReadSources | null {
  const { toml, config } = texts;
  const pyproject =
    toml === null ? null : typeof toml === "string" ? readPyproject(toml) : unreadablePyproject(toml.problem);
  const project = pyproject?.metadata ?? null;
  const asked = project === null || project.asksSetup;
  const script = scriptText(texts.script);
  const setup = script === null || !asked ? null : readSetupPy(script);
  const configured = typeof config === "string" && asked ? readSetupCfg(config) : null;
  const [first, ...others] = [project, setup, configured].filter((source) => source !== null);
  if (first === undefined) return null;
  const meant = first.problem === null || typeof toml !== "string" || describesPackage(toml);
  if (others.length === 0 && !meant) return null;
  const sources = [first, ...others] as const;
  const fields = mergeFields(sources);
  return {
    sources,
    fields,
    unread: unreadOf(sources, fields),
    packageData: mergePackageData(pyproject, [setup?.packageData, configured?.packageData]),
    build: pyproject?.build ?? { backend: null, requires: [] },
  };
}

function mergeFields(sources: readonly Metadata[]): Map<FieldName, SaidIn> {
  const merged = new Map<FieldName, SaidIn>();
  for (const field of fieldNames) {
    for (const { fields, file, leaves } of sources) {
      const said = fields.get(field);
      if (said !== undefined) merged.set(field, { said, file });
      if (said !== undefined || !leaves.includes(field)) break;
    }
  }
  return merged;
}

/** A field that `[project]` leaves to setup.py, and nobody says, is made by a plugin. */
function unreadOf(sources: readonly Metadata[], fields: ReadonlyMap<FieldName, SaidIn>): string[] {
  const [{ leaves, file, problem }] = sources as readonly [Metadata, ...Metadata[]];
  const partly = [...fields].filter(([, { said }]) => !said.whole).map(([field]) => field);
  if (problem !== null) return [...fieldNames];
  const dynamic = file === "pyproject.toml" ? leaves : [];
  // Of these, one form or the other is enough; license files are never declared dynamic.
  const optional = new Set<FieldName>(["license-file", "license-expression", "description-content-type"]);
  return [
    ...partly,
    ...dynamic.filter(
      (field) =>
        !fields.has(field) &&
        !optional.has(field) &&
        !(field === "license" && fields.has("license-expression")),
    ),
  ];
}

/** `[tool.setuptools]` before setup.py before setup.cfg; what it includes by itself only where none of them says. */
function mergePackageData(
  pyproject: Pyproject | null,
  others: readonly (PackageData | undefined)[],
): PackageData {
  const all = [pyproject?.packageData, ...others].map((data) => data ?? noPackageData);
  const first = (key: "patterns" | "excluded") => all.find((data) => data[key].length > 0)?.[key] ?? [];
  const said = all.find(({ include }) => include !== null)?.include ?? null;
  const fallback = pyproject?.includesData === true ? true : null;
  return { include: said ?? fallback, patterns: first("patterns"), excluded: first("excluded") };
}
