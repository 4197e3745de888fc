/** The values of setup.cfg as fields of core metadata. */
import { type FieldName, type Fields, noPackageData, type PackageData, type Said } from "./metadata.ts";
import { withMarker } from "./setup-py-fields.ts";
import type { ConfigPart, ConfigSections, ConfigValue } from "./setup-cfg-sections.ts";

type Reader = (value: ConfigValue) => Said;

/** Section, key, and how the value is written; of two keys for one field the first that is there counts. */
const readers: readonly (readonly [FieldName, "metadata" | "options", string, Reader])[] = [
  ["requires-dist", "options", "install_requires", filesOr(list(";"))],
  ["requires-python", "options", "python_requires", oneText],
  ["classifier", "metadata", "classifiers", filesOr(list(","))],
  ["classifier", "metadata", "classifier", filesOr(list(","))],
  ["summary", "metadata", "description", filesOr(oneText)],
  ["summary", "metadata", "summary", filesOr(oneText)],
  ["license", "metadata", "license", oneText],
  ["license-expression", "metadata", "license_expression", oneText],
  ["license-file", "metadata", "license_files", list(",")],
  ["license-file", "metadata", "license_file", oneText],
  ["description", "metadata", "long_description", filesOr(oneText)],
  ["description", "metadata", "description_file", named],
  ["description-content-type", "metadata", "long_description_content_type", oneText],
];

/** The fields that a setup.cfg says. */
export function configFields(sections: ConfigSections): Fields {
  const fields = new Map<FieldName, Said>();
  const say = (field: FieldName, said: Said) => {
    if (said.texts.length + said.files.length > 0) fields.set(field, said);
  };
  for (const [field, section, key, read] of readers) {
    const value = sections.get(section)?.get(key);
    if (value !== undefined && !fields.has(field)) say(field, read(value));
  }
  const extras = [...(sections.get("options.extras_require") ?? [])].map(([key, value]) => {
    const { texts, files } = filesOr(list(";"))(value);
    const [, marker = ""] = key.split(":", 2);
    return { texts: texts.map((text) => ({ ...text, value: withMarker(text.value, marker) })), files };
  });
  say("provides-extra", {
    texts: extras.flatMap(({ texts }) => texts),
    files: extras.flatMap(({ files }) => files),
    whole: true,
  });
  say("project-url", { texts: urlsOf(sections), files: [], whole: true });
  return fields;
}

function urlsOf(sections: ConfigSections) {
  const metadata = sections.get("metadata");
  const single = (label: string, ...keys: string[]) =>
    keys
      .flatMap((key) => metadata?.get(key)?.parts ?? [])
      .slice(0, 1)
      .map(({ value, line }) => ({ value: `${label}, ${value}`, line }));
  const table = items(metadata?.get("project_urls"), ",").flatMap(({ value, line }) => {
    const at = value.indexOf("=");
    const [label, url] = [value.slice(0, Math.max(0, at)).trim(), value.slice(at + 1).trim()];
    return at === -1 ? [] : [{ value: `${label}, ${url}`, line }];
  });
  return [...single("Homepage", "url", "home_page"), ...single("Download", "download_url"), ...table];
}

function oneText({ parts }: ConfigValue): Said {
  const [first] = parts;
  const texts =
    first === undefined ? [] : [{ value: parts.map(({ value }) => value).join("\n"), line: first.line }];
  return { texts, files: [], whole: true };
}

/** The items of a list: one a line, or all on one line with a separator between them. */
function list(separator: string): Reader {
  return (value) => ({ texts: items(value, separator), files: [], whole: true });
}

function items(value: ConfigValue | undefined, separator: string): ConfigPart[] {
  const parts = value?.parts ?? [];
  const [only] = parts;
  if (value?.single !== true || only === undefined) return [...parts];
  return only.value.split(separator).flatMap((item) => {
    const trimmed = item.trim();
    return trimmed === "" ? [] : [{ ...only, value: trimmed }];
  });
}

/** `file: README.md, CHANGELOG.md` names files; they may stand on several lines. */
function filesOr(read: Reader): Reader {
  return (value) => {
    const [first, ...others] = value.parts;
    if (first?.value.startsWith("file:") !== true) return read(value);
    return named({ parts: [{ ...first, value: first.value.slice("file:".length) }, ...others] });
  };
}

function named({ parts }: Pick<ConfigValue, "parts">): Said {
  const files = parts.flatMap(({ value, line }) =>
    value
      .split(",")
      .map((path) => path.trim())
      .filter((path) => path !== "")
      .map((path) => ({ paths: [path], line })),
  );
  return { texts: [], files, whole: true };
}

/** `include_package_data`, and the sections of `package_data` and `exclude_package_data`. */
export function configPackageData(sections: ConfigSections): PackageData {
  const said = sections.get("options")?.get("include_package_data")?.parts[0]?.value.toLowerCase();
  const patterns = (section: string) =>
    [...(sections.get(section)?.values() ?? [])].flatMap((value) =>
      items(value, ",").map(({ value: text }) => text),
    );
  return {
    ...noPackageData,
    ...(said === undefined ? {} : { include: ["1", "true", "yes"].includes(said) }),
    patterns: patterns("options.package_data"),
    excluded: patterns("options.exclude_package_data"),
  };
}
