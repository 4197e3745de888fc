/** How a package says it is built: the table `build-system` of its pyproject.toml (PEP 517, PEP 518). */
import type { Files } from "../ports.ts";
import { readToml, tableAt, textAt, valueAt } from "./toml.ts";

export interface BuildSystem {
  /** PEP 508, as written. */
  readonly requires: readonly string[];
  /** `module:object`. */
  readonly backend: string;
  /** Folders of the package, relative to it, where a back end of its own lies. */
  readonly backendPath: readonly string[];
}

/** What holds when a package does not say it: https://packaging.python.org/en/latest/specifications/pyproject-toml/#build-system */
const silent: BuildSystem = {
  requires: ["setuptools>=40.8.0"],
  backend: "setuptools.build_meta:__legacy__",
  backendPath: [],
};

/** The build system of the package in `folder` (absolute); or why it can't be told, half a sentence. */
export async function readBuildSystem(
  files: Files,
  folder: string,
): Promise<BuildSystem | { readonly problem: string }> {
  try {
    const text = await files.readText(`${folder}/pyproject.toml`);
    return text === null ? silent : buildSystemOf(text);
  } catch (thrown) {
    const [problem = ""] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
    return { problem: `its pyproject.toml can't be read: ${problem}` };
  }
}

function buildSystemOf(text: string): BuildSystem | { readonly problem: string } {
  const { document } = readToml(text.replace(/^\u{feff}/u, ""));
  if (valueAt(document, "build-system") === undefined) return silent;
  const table = tableAt(document, "build-system");
  const requires = texts(table["requires"]);
  if (requires === null)
    return { problem: "its pyproject.toml has a build-system without `requires`, a list of requirements" };
  const backendPath = texts(table["backend-path"] ?? []);
  if (backendPath === null) return { problem: "`backend-path` in its pyproject.toml is no list of folders" };
  return { requires, backend: textAt(table, "build-backend") ?? silent.backend, backendPath };
}

function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((item): item is string => typeof item === "string")
    ? value
    : null;
}
