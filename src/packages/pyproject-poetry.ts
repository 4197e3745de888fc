/** `[tool.poetry]` (https://python-poetry.org/docs/pyproject/). */
import { type FieldName, type FoundText, type Metadata, noPackageData, type Said } from "./metadata.ts";
import { poetryRequirements } from "./poetry-requirements.ts";
import { readmeFields, tomlText, urlTexts } from "./pyproject-fields.ts";
import { moduleRoots } from "./pyproject-version.ts";
import { poetrySpecifier } from "./poetry-specifier.ts";
import { unknown } from "./python-values.ts";
import { foundTexts, tableAt, textAt, type Toml, valueAt } from "./toml.ts";

const path = ["tool", "poetry"];

/** The metadata of a `[tool.poetry]` without `[project]`. */
export function fromPoetry(toml: Toml): Metadata {
  // The plugin replaces the version that the file holds.
  const replaced = tableAt(toml.document, "tool", "poetry-dynamic-versioning")["enable"] === true;
  return {
    file: "pyproject.toml",
    text: toml.text,
    name: tomlText(toml, ...path, "name"),
    version: (replaced ? null : tomlText(toml, ...path, "version")) ?? unknown,
    roots: moduleRoots(toml.document),
    fields: poetryFields(toml),
    packageData: noPackageData,
    asksSetup: false,
    leaves: [],
    problem: null,
  };
}

/** The fields that `[tool.poetry]` says. */
export function poetryFields(toml: Toml): ReadonlyMap<FieldName, Said> {
  const fields = new Map<FieldName, Said>();
  const say = (field: FieldName, texts: readonly FoundText[]) => {
    if (texts.length > 0) fields.set(field, { texts, files: [], whole: true });
  };
  const { always, extras } = poetryRequirements(toml);
  say("requires-dist", always);
  say("provides-extra", extras);
  say("requires-python", requiredPython(toml));
  say("classifier", foundTexts(toml, ...path, "classifiers"));
  say("summary", foundTexts(toml, ...path, "description"));
  say("license", foundTexts(toml, ...path, "license"));
  const single = ["homepage", "repository", "documentation"].flatMap((key) =>
    foundTexts(toml, ...path, key).map(({ value, line }) => ({
      value: `${key[0]?.toUpperCase()}${key.slice(1)}, ${value}`,
      line,
    })),
  );
  say("project-url", [...single, ...urlTexts(toml, ...path, "urls")]);
  for (const [field, said] of readmes(toml)) fields.set(field, said);
  return fields;
}

function requiredPython(toml: Toml): FoundText[] {
  const python = textAt(tableAt(toml.document, ...path, "dependencies"), "python");
  const specifier = python === null ? null : poetrySpecifier(python);
  return specifier === null || specifier === ""
    ? []
    : [{ value: specifier, line: toml.line(...path, "dependencies", "python") }];
}

/** One readme, or several that are put together. */
function* readmes(toml: Toml): Generator<[FieldName, Said]> {
  if (!Array.isArray(valueAt(tableAt(toml.document, ...path), "readme")))
    return yield* readmeFields(toml, ...path, "readme");
  const files = foundTexts(toml, ...path, "readme").map(({ value, line }) => ({ paths: [value], line }));
  yield ["description", { texts: [], files, whole: true }];
  return undefined;
}
