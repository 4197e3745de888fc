/** The table `[project]` (PEP 621, PEP 639). */
import {
  type FieldName,
  type FoundText,
  type Metadata,
  noPackageData,
  type Said,
  saidText,
} from "./metadata.ts";
import { dynamicFields } from "./pyproject-dynamic.ts";
import { groupedTexts, readmeFields, tomlText, urlTexts } from "./pyproject-fields.ts";
import { dynamicVersion, moduleRoots } from "./pyproject-version.ts";
import { foundTexts, isTable, tableAt, textAt, type Toml, valueAt } from "./toml.ts";

/** The metadata of a `[project]`. What setuptools takes from setup.py and setup.cfg is in `leaves`. */
export function fromProject(toml: Toml, backend: string): Metadata {
  const fields = staticFields(toml);
  const dynamic = dynamicFields(toml, backend);
  for (const [field, said] of dynamic.fields) if (!fields.has(field)) fields.set(field, said);
  return {
    file: "pyproject.toml",
    text: toml.text,
    name: tomlText(toml, "project", "name"),
    version: tomlText(toml, "project", "version") ?? dynamicVersion(toml, backend),
    roots: moduleRoots(toml.document),
    fields,
    packageData: noPackageData,
    asksSetup: backend.startsWith("setuptools"),
    leaves: dynamic.leaves,
    problem: null,
  };
}

function staticFields(toml: Toml): Map<FieldName, Said> {
  const project = tableAt(toml.document, "project");
  const fields = new Map<FieldName, Said>();
  const say = (field: FieldName, texts: readonly FoundText[]) => {
    if (texts.length > 0) fields.set(field, { texts, files: [], whole: true });
  };
  const has = (key: string) => valueAt(project, key) !== undefined;
  if (has("dependencies")) say("requires-dist", foundTexts(toml, "project", "dependencies"));
  say("provides-extra", groupedTexts(toml, "project", "optional-dependencies"));
  say("requires-python", foundTexts(toml, "project", "requires-python"));
  say("classifier", foundTexts(toml, "project", "classifiers"));
  say("summary", foundTexts(toml, "project", "description"));
  say("project-url", urlTexts(toml, "project", "urls"));
  for (const [field, said] of [...licenseFields(toml), ...readmeFields(toml, "project", "readme")])
    fields.set(field, said);
  return fields;
}

/** `license` as SPDX text, `{text}` or `{file}`; `license-files` as a list, or the older `{paths}` and `{globs}`. */
function* licenseFields(toml: Toml): Generator<[FieldName, Said]> {
  const project = tableAt(toml.document, "project");
  const license = valueAt(project, "license");
  const line = toml.line("project", "license");
  const files: FoundText[] = [];
  if (typeof license === "string") yield ["license-expression", saidText(license, line)];
  if (isTable(license)) {
    const [text, file] = [textAt(license, "text"), textAt(license, "file")];
    if (text !== null) yield ["license", saidText(text, toml.line("project", "license", "text"))];
    if (file !== null) {
      const at = toml.line("project", "license", "file");
      yield ["license", { texts: [], files: [{ paths: [file], line: at }], whole: true }];
      files.push({ value: file, line: at });
    }
  }
  files.push(...foundTexts(toml, "project", "license-files"));
  for (const key of ["paths", "globs"]) files.push(...foundTexts(toml, "project", "license-files", key));
  if (files.length > 0 || valueAt(project, "license-files") !== undefined)
    yield ["license-file", { texts: files, files: [], whole: true }];
}
