/** Where the build back ends keep a version that pyproject.toml declares `dynamic`. */
import { tomlText } from "./pyproject-fields.ts";
import { type PythonValue, unknown } from "./python-values.ts";
import { attributeValue } from "./setup-cfg.ts";
import { isTable, type Table, tableAt, textAt, textsAt, type Toml } from "./toml.ts";

/** Folders of top-level modules: what setuptools is told, then the usual ones. */
export function moduleRoots(document: Table): string[] {
  const setuptools = tableAt(document, "tool", "setuptools");
  const where = textsAt(tableAt(setuptools, "packages", "find"), "where");
  const folders = textAt(tableAt(setuptools, "package-dir"), "");
  return [...new Set([...(folders === null ? [] : [folders]), ...where, "", "src"])];
}

/**
 * The version of a `[project]` without one. Unknown when the back end makes it (from git, from code); null when
 * setuptools would take it from setup.py or setup.cfg.
 */
export function dynamicVersion(toml: Toml, backend: string): PythonValue | null {
  const { document } = toml;
  const project = tableAt(document, "project");
  if (!textsAt(project, "dynamic").includes("version")) return unknown;
  if (backend.startsWith("setuptools")) return setuptoolsVersion(toml);
  if (backend.startsWith("hatchling")) return hatchVersion(toml);
  if (backend.startsWith("flit")) return flitVersion(document, project);
  if (backend.startsWith("pdm")) return pdmVersion(toml);
  return (backend.startsWith("poetry") ? tomlText(toml, "tool", "poetry", "version") : null) ?? unknown;
}

function setuptoolsVersion(toml: Toml): PythonValue | null {
  const { document } = toml;
  const version = tableAt(document, "tool", "setuptools", "dynamic")["version"];
  // setuptools-scm takes it from git, whatever setup.py says.
  if (!isTable(version)) return "setuptools_scm" in tableAt(document, "tool") ? unknown : null;
  const attribute = textAt(version, "attr");
  if (attribute !== null) return attributeValue(attribute);
  const paths = textsAt(version, "file");
  // Several files would be put together.
  const at = toml.offset("tool", "setuptools", "dynamic", "version", "file") ?? 0;
  return paths.length === 1 ? { kind: "stored", paths, attributes: null, at } : unknown;
}

/** Hatchling looks for these names; a pattern of one's own is a Python expression, and not followed. */
function hatchVersion(toml: Toml): PythonValue {
  const version = tableAt(toml.document, "tool", "hatch", "version");
  const path = textAt(version, "path");
  const source = textAt(version, "source") ?? "regex";
  if (path === null || source !== "regex" || textAt(version, "pattern") !== null) return unknown;
  const at = toml.offset("tool", "hatch", "version", "path") ?? 0;
  return { kind: "stored", paths: [path], attributes: ["__version__", "VERSION", "version"], at };
}

function flitVersion(document: Table, project: Table): PythonValue {
  const module = textAt(tableAt(document, "tool", "flit", "module"), "name") ?? textAt(project, "name");
  if (module === null) return unknown;
  return { kind: "member", module: module.replaceAll("-", "_"), level: 0, attribute: "__version__" };
}

function pdmVersion(toml: Toml): PythonValue {
  const version = tableAt(toml.document, "tool", "pdm", "version");
  const path = textAt(version, "path");
  if (path === null || textAt(version, "source") !== "file") return unknown;
  const at = toml.offset("tool", "pdm", "version", "path") ?? 0;
  return { kind: "stored", paths: [path], attributes: ["__version__"], at };
}
