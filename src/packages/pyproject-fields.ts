/** Fields that are written alike in `[project]` and in the tables of older tools. */
import { type FieldName, type FoundText, type Said, saidText } from "./metadata.ts";
import { type PythonValue, textValue } from "./python-values.ts";
import { foundTexts, isTable, tableAt, textAt, type Toml, valueAt } from "./toml.ts";

/** A text at a path, as the readers of Python have it; null when there is none. */
export function tomlText(toml: Toml, ...path: readonly string[]): PythonValue | null {
  const value = textAt(tableAt(toml.document, ...path.slice(0, -1)), path.at(-1) ?? "");
  return value === null ? null : textValue([value], toml.offset(...path) ?? 0);
}

/** The texts of all lists of a table. */
export function groupedTexts(toml: Toml, ...path: readonly string[]): FoundText[] {
  return Object.keys(tableAt(toml.document, ...path)).flatMap((key) => foundTexts(toml, ...path, key));
}

/** `label, address` for each entry of a table. */
export function urlTexts(toml: Toml, ...path: readonly string[]): FoundText[] {
  return Object.entries(tableAt(toml.document, ...path)).flatMap(([label, url]) =>
    typeof url === "string" ? [{ value: `${label}, ${url}`, line: toml.line(...path, label) }] : [],
  );
}

const contentTypes: Readonly<Record<string, string>> = {
  md: "text/markdown",
  rst: "text/x-rst",
  txt: "text/plain",
};

/** `readme` as a path, whose suffix tells the content type, or as `{file}` or `{text}` with a content type. */
export function* readmeFields(toml: Toml, ...path: readonly string[]): Generator<[FieldName, Said]> {
  const key = path.at(-1) ?? "";
  const readme = valueAt(tableAt(toml.document, ...path.slice(0, -1)), key);
  if (typeof readme === "string") {
    const line = toml.line(...path);
    yield ["description", { texts: [], files: [{ paths: [readme], line }], whole: true }];
    const type = contentTypes[/\.([a-z]+)$/i.exec(readme)?.[1]?.toLowerCase() ?? ""];
    if (type !== undefined) yield ["description-content-type", saidText(type, line)];
  }
  if (!isTable(readme)) return;
  const files = foundTexts(toml, ...path, "file").map(({ value, line }) => ({ paths: [value], line }));
  yield ["description", { texts: foundTexts(toml, ...path, "text"), files, whole: true }];
  const type = textAt(readme, "content-type");
  if (type !== null) yield ["description-content-type", saidText(type, toml.line(...path, "content-type"))];
}
