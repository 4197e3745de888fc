/** Fields that `[project]` declares `dynamic`: each build back end finds them in its own place. */
import { type FieldName, type NamedFile, type Said, unsaid } from "./metadata.ts";
import { poetryFields } from "./pyproject-poetry.ts";
import { readmeFields } from "./pyproject-fields.ts";
import { foundTexts, isTable, tableAt, textAt, textsAt, type Toml, valueAt } from "./toml.ts";

/** The fields that are found, and those that setuptools takes from setup.py or setup.cfg. */
export interface DynamicFields {
  readonly fields: ReadonlyMap<FieldName, Said>;
  readonly leaves: readonly FieldName[];
}

const fieldsOf: Readonly<Record<string, readonly FieldName[]>> = {
  dependencies: ["requires-dist"],
  "optional-dependencies": ["provides-extra"],
  "requires-python": ["requires-python"],
  classifiers: ["classifier"],
  description: ["summary"],
  license: ["license", "license-expression"],
  "license-files": ["license-file"],
  urls: ["project-url"],
  readme: ["description", "description-content-type"],
};

/** What is known of the dynamic fields; one that takes running code, or git, is there without a value. */
export function dynamicFields(toml: Toml, backend: string): DynamicFields {
  const dynamic = textsAt(tableAt(toml.document, "project"), "dynamic").filter((name) =>
    Object.hasOwn(fieldsOf, name),
  );
  if (backend.startsWith("setuptools")) return setuptoolsFields(toml, dynamic);
  const fields = new Map<FieldName, Said>();
  const known = backend.startsWith("poetry") ? poetryFields(toml) : fancyReadme(toml);
  for (const field of dynamic.flatMap((name) => fieldsOf[name] ?? [])) {
    const said = known.get(field);
    fields.set(field, said ?? unsaid);
  }
  // Of a license there is one form or the other.
  if (known.has("license")) fields.delete("license-expression");
  return { fields, leaves: [] };
}

/** `[tool.setuptools.dynamic]`: each field `{file = …}` or `{attr = …}`. Asked of setup.py is what is not there. */
function setuptoolsFields(toml: Toml, dynamic: readonly string[]): DynamicFields {
  const path = ["tool", "setuptools", "dynamic"];
  const table = tableAt(toml.document, ...path);
  const fields = new Map<FieldName, Said>();
  // License files are asked for there whether they are declared dynamic or not.
  const leaves: FieldName[] = ["license-file"];
  for (const name of dynamic) {
    const [field, ...others] = fieldsOf[name] ?? [];
    const directive = valueAt(table, name);
    if (field === undefined) continue;
    if (!isTable(directive)) leaves.push(field, ...others);
    else if (name === "readme")
      for (const [key, said] of readmeFields(toml, ...path, name)) fields.set(key, said);
    else if (name === "optional-dependencies") {
      const groups = Object.keys(directive).map((key) => directiveSaid(toml, ...path, name, key));
      fields.set(field, {
        texts: [],
        files: groups.flatMap(({ files }) => files),
        whole: groups.every(({ whole }) => whole),
      });
    } else fields.set(field, directiveSaid(toml, ...path, name));
  }
  return { fields, leaves };
}

function directiveSaid(toml: Toml, ...path: readonly string[]): Said {
  const files = filesAt(toml, ...path, "file");
  return files.length === 0 ? unsaid : { texts: [], files, whole: true };
}

function filesAt(toml: Toml, ...path: readonly string[]): NamedFile[] {
  return foundTexts(toml, ...path).map(({ value, line }) => ({ paths: [value], line }));
}

/** What the plugin hatch-fancy-pypi-readme puts together from files and texts. */
function fancyReadme(toml: Toml): ReadonlyMap<FieldName, Said> {
  const path = ["tool", "hatch", "metadata", "hooks", "fancy-pypi-readme"];
  const table = tableAt(toml.document, ...path);
  const fields = new Map<FieldName, Said>();
  const fragments = valueAt(table, "fragments");
  if (!Array.isArray(fragments)) return fields;
  const files = fragments.flatMap((fragment: unknown, at): NamedFile[] => {
    const file = isTable(fragment) ? textAt(fragment, "path") : null;
    return file === null ? [] : [{ paths: [file], line: toml.line(...path, "fragments", at, "path") }];
  });
  fields.set("description", files.length === 0 ? unsaid : { texts: [], files, whole: true });
  fields.set("description-content-type", {
    texts: foundTexts(toml, ...path, "content-type"),
    files: [],
    whole: true,
  });
  return fields;
}
