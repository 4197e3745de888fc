/** flit's older form, `[tool.flit.metadata]` (https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata). */
import { type FieldName, type Metadata, noPackageData, type Said, unsaid } from "./metadata.ts";
import { groupedTexts, readmeFields, tomlText, urlTexts } from "./pyproject-fields.ts";
import { moduleRoots } from "./pyproject-version.ts";
import { foundTexts, tableAt, textAt, type Toml } from "./toml.ts";

const path = ["tool", "flit", "metadata"];

/** The metadata of the older form: the version is the module's `__version__`, the summary its docstring. */
export function fromFlit(toml: Toml): Metadata {
  const table = tableAt(toml.document, ...path);
  const module = textAt(table, "module") ?? "";
  const key = textAt(table, "dist-name") === null ? "module" : "dist-name";
  return {
    file: "pyproject.toml",
    text: toml.text,
    name: tomlText(toml, ...path, key),
    version: { kind: "member", module, level: 0, attribute: "__version__" },
    roots: moduleRoots(toml.document),
    fields: flitFields(toml),
    packageData: noPackageData,
    asksSetup: false,
    leaves: [],
    problem: null,
  };
}

function flitFields(toml: Toml): Map<FieldName, Said> {
  const fields = new Map<FieldName, Said>([["summary", unsaid]]);
  const texts = (...keys: readonly string[]) => foundTexts(toml, ...path, ...keys);
  const home = texts("home-page").map(({ value, line }) => ({ value: `Homepage, ${value}`, line }));
  const lists = {
    "requires-dist": texts("requires"),
    "provides-extra": groupedTexts(toml, ...path, "requires-extra"),
    "requires-python": texts("requires-python"),
    classifier: texts("classifiers"),
    license: texts("license"),
    "project-url": [...home, ...urlTexts(toml, ...path, "urls")],
  } as const;
  for (const [field, found] of Object.entries(lists) as [FieldName, (typeof lists)["license"]][])
    if (found.length > 0) fields.set(field, { texts: found, files: [], whole: true });
  for (const [field, said] of readmeFields(toml, ...path, "description-file")) fields.set(field, said);
  return fields;
}
