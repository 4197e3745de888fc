/** pyproject.toml (https://packaging.python.org/en/latest/specifications/pyproject-toml/). */
import { TomlError } from "smol-toml";
import { fieldNames, type FoundText, type Metadata, noPackageData, type PackageData } from "./metadata.ts";
import { fromFlit } from "./pyproject-flit.ts";
import { fromPoetry } from "./pyproject-poetry.ts";
import { fromProject } from "./pyproject-project.ts";
import { withoutMark } from "./read-text.ts";
import { foundTexts, isTable, readToml, type Table, tableAt, textAt, type Toml, valueAt } from "./toml.ts";

/** What a pyproject.toml says. */
export interface Pyproject {
  /** Null when it describes no package: neither `[project]` nor `[tool.poetry]` nor flit's older form. */
  readonly metadata: Metadata | null;
  readonly build: {
    /** Null when none is named. */
    readonly backend: string | null;
    readonly requires: readonly FoundText[];
  };
  /** What `[tool.setuptools]` says. */
  readonly packageData: PackageData;
  /** Whether setuptools includes package data unless it is told otherwise. */
  readonly includesData: boolean;
}

/** Reads a pyproject.toml. Of a file that is no TOML only `problem` is known. Never throws. */
export function readPyproject(original: string): Pyproject {
  const text = withoutMark(original);
  let toml: Toml;
  try {
    toml = readToml(text);
  } catch (thrown) {
    const [problem = ""] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
    return withProblem(text, problem, thrown instanceof TomlError ? thrown.line : null);
  }
  const system = tableAt(toml.document, "build-system");
  const build = {
    backend: textAt(system, "build-backend"),
    requires: foundTexts(toml, "build-system", "requires"),
  };
  const metadata = metadataOf(toml, build.backend ?? "setuptools.build_meta");
  const setuptools = tableAt(toml.document, "tool", "setuptools");
  const includesData = isTable(valueAt(toml.document, "project")) || Object.keys(setuptools).length > 0;
  return { metadata, build, packageData: packageDataOf(setuptools), includesData };
}

function metadataOf(toml: Toml, backend: string): Metadata | null {
  if (isTable(valueAt(toml.document, "project"))) return fromProject(toml, backend);
  const tools = tableAt(toml.document, "tool");
  if (textAt(tableAt(tools, "poetry"), "name") !== null) return fromPoetry(toml);
  return textAt(tableAt(tools, "flit", "metadata"), "module") === null ? null : fromFlit(toml);
}

/** What is known of a pyproject.toml that is there and can't be read, and why it can't. */
export function unreadablePyproject(problem: string): Pyproject {
  return withProblem("", problem, null);
}

function withProblem(text: string, value: string, line: number | null): Pyproject {
  const metadata: Metadata = {
    file: "pyproject.toml",
    text,
    name: null,
    version: null,
    roots: ["", "src"],
    fields: new Map(),
    packageData: noPackageData,
    asksSetup: true,
    leaves: fieldNames,
    problem: { value, line },
  };
  const build = { backend: null, requires: [] };
  return { metadata, build, packageData: noPackageData, includesData: false };
}

/** Whether a file that is no TOML was meant to describe a package. */
export function describesPackage(text: string): boolean {
  return /^[ \t]*\[[ \t]*(?:project|tool[ \t]*\.[ \t]*poetry)[ \t]*\]/m.test(text);
}

function packageDataOf(setuptools: Table): PackageData {
  const include = valueAt(setuptools, "include-package-data");
  const patterns = (key: string) =>
    Object.values(tableAt(setuptools, key)).flatMap((list) =>
      Array.isArray(list) ? list.filter((item) => typeof item === "string") : [],
    );
  return {
    include: typeof include === "boolean" ? include : null,
    patterns: patterns("package-data"),
    excluded: patterns("exclude-package-data"),
  };
}
