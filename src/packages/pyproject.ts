/** pyproject.toml (https://packaging.python.org/en/latest/specifications/pyproject-toml/). */
import { parse, TomlError } from "smol-toml";
import type { FoundText, Metadata } from "./metadata.ts";
import { dynamicVersion, moduleRoots } from "./pyproject-version.ts";
import { type PythonValue, textValue, unknown } from "./python-values.ts";
import { offsetOfLine } from "./setup-cfg.ts";
import { isTable, lineOfKey, type Table, tableAt, textAt, textsAt } from "./toml.ts";

/**
 * The metadata of a pyproject.toml, or null when it describes no package (neither `[project]` nor
 * `[tool.poetry]`). Of a file that is no TOML only `problem` is known. Never throws.
 */
export function readPyproject(text: string): Metadata | null {
  let document: Table;
  try {
    document = parse(text.replace(/^\uFEFF/, ""));
  } catch (thrown) {
    return /^[ \t]*\[[ \t]*(?:project|tool[ \t]*\.[ \t]*poetry)[ \t]*\]/m.test(text)
      ? malformed(text, thrown)
      : null;
  }
  if (isTable(document["project"])) return fromProject(document, document["project"], text);
  const poetry = tableAt(document, "tool", "poetry");
  return textAt(poetry, "name") === null ? null : fromPoetry(document, poetry, text);
}

const empty = {
  file: "pyproject.toml",
  name: null,
  version: null,
  requires: [],
  classifiers: [],
} as const;

function malformed(text: string, thrown: unknown): Metadata {
  const [first = ""] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
  const line = thrown instanceof TomlError ? thrown.line : null;
  return { ...empty, text, roots: ["", "src"], asksSetup: true, problem: { value: first, line } };
}

function fromProject(document: Table, project: Table, text: string): Metadata {
  const version = staticVersion(text, "project", project) ?? dynamicVersion(document, project);
  return {
    ...empty,
    text,
    name: found(text, "project", "name", textAt(project, "name")),
    version,
    roots: moduleRoots(document),
    requires: textsAt(project, "dependencies"),
    classifiers: textsAt(project, "classifiers"),
    asksSetup: version === null,
    problem: null,
  };
}

function fromPoetry(document: Table, poetry: Table, text: string): Metadata {
  // The plugin replaces the version that the file holds.
  const replaced = tableAt(document, "tool", "poetry-dynamic-versioning")["enable"] === true;
  const names = Object.keys(tableAt(poetry, "dependencies")).filter(
    (name) => name.toLowerCase() !== "python",
  );
  return {
    ...empty,
    text,
    name: found(text, "tool.poetry", "name", textAt(poetry, "name")),
    version: (replaced ? null : staticVersion(text, "tool.poetry", poetry)) ?? unknown,
    roots: moduleRoots(document),
    requires: names,
    classifiers: textsAt(poetry, "classifiers"),
    asksSetup: false,
    problem: null,
  };
}

function staticVersion(text: string, table: string, values: Table): PythonValue | null {
  const version = textAt(values, "version");
  return version === null
    ? null
    : textValue([version], offsetOfLine(text, lineOfKey(text, table, "version") ?? 1));
}

function found(text: string, table: string, key: string, value: string | null): FoundText | null {
  return value === null ? null : { value, line: lineOfKey(text, table, key) };
}
