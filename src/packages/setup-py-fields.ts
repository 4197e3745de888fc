/** The arguments of `setup()` as fields of core metadata (https://setuptools.pypa.io/en/latest/references/keywords.html). */
import {
  type FieldName,
  type Fields,
  type FoundText,
  type NamedFile,
  type Said,
  unsaid,
} from "./metadata.ts";
import { moduleFiles } from "./python-imports.ts";
import { filesOf, type PythonValue, textOf } from "./python-values.ts";

/** What `setup()` is given for a keyword; undefined when nothing. */
export type Keywords = (key: string) => PythonValue | undefined;

/** The line of an offset; with a piece of the text there, that of the piece. */
type Line = (offset: number, piece?: string) => number;

const texts: readonly (readonly [FieldName, string])[] = [
  ["requires-python", "python_requires"],
  ["summary", "description"],
  ["license", "license"],
  ["license-expression", "license_expression"],
  ["description-content-type", "long_description_content_type"],
];
const lists: readonly (readonly [FieldName, string])[] = [
  ["requires-dist", "install_requires"],
  ["classifier", "classifiers"],
];

/** The fields that `setup()` is given; setup.cfg says what is empty here. `line` tells the line of an offset. */
export function setupFields(get: Keywords, line: Line): Fields {
  const fields = new Map<FieldName, Said>();
  const say = (field: FieldName, said: Said) => {
    if (said.texts.length > 0 || said.files.length > 0 || !said.whole) fields.set(field, said);
  };
  for (const [field, key] of texts) say(field, oneText(get(key), line));
  say("description", document(get("long_description"), line));
  for (const [field, key] of lists) say(field, lines(get(key), line));
  const licenses = [get("license_files"), get("license_file")].map((value) => lines(value, line));
  say("license-file", together(licenses));
  say("project-url", projectUrls(get, line));
  const extras = extraRequirements(get("extras_require"), line);
  say("provides-extra", extras.asked);
  say("requires-dist", together([fields.get("requires-dist") ?? nothing, extras.always]));
  return fields;
}

const nothing: Said = { texts: [], files: [], whole: true };

function together(all: readonly Said[]): Said {
  return {
    texts: all.flatMap((said) => said.texts),
    files: all.flatMap(({ files }) => files),
    whole: all.every(({ whole }) => whole),
  };
}

function oneText(value: PythonValue | undefined, line: Line): Said {
  if (value === undefined || value.kind === "none") return nothing;
  const text = textOf(value);
  if (text !== null && value.kind === "text")
    return text === "" ? nothing : { ...nothing, texts: [{ value: text, line: line(value.at) }] };
  if (value.kind === "member") {
    const paths = moduleFiles(value, { roots: ["", "src"], folder: "" });
    return { ...nothing, files: [{ paths, attributes: [value.attribute], line: null }] };
  }
  if (value.kind !== "stored") return unsaid;
  const { paths, attributes } = value;
  const file = named(line)(value);
  return { ...nothing, files: [attributes === null ? file : { paths, attributes, line: file.line }] };
}

/** A text that may be put together from files; one that a variable of another file holds is not followed. */
function document(value: PythonValue | undefined, line: Line): Said {
  if (value?.kind !== "stored" && value?.kind !== "document")
    return value?.kind === "member" ? unsaid : oneText(value, line);
  const files = filesOf(value);
  return files === null || files.length === 0 ? unsaid : { ...nothing, files: files.map(named(line)) };
}

function named(line: Line): (file: { readonly paths: readonly string[]; readonly at: number }) => NamedFile {
  return ({ paths, at }) => ({ paths, line: line(at) });
}

/** The items of a list, or the lines of a text. */
function lines(value: PythonValue | undefined, line: Line): Said {
  if (value === undefined || value.kind === "none") return nothing;
  if (value.kind === "lines") return { ...nothing, files: [named(line)(value)] };
  if (value.kind === "list")
    return together(value.items.map((item) => (item.kind === "list" ? unsaid : lines(item, line))));
  const text = textOf(value);
  if (text === null || value.kind !== "text") return fileLines(value, line);
  const found = text.split("\n").flatMap((part): FoundText[] => {
    const piece = part.trim();
    return piece === "" || piece.startsWith("#") ? [] : [{ value: piece, line: line(value.at, piece) }];
  });
  return { ...nothing, texts: found };
}

function fileLines(value: PythonValue, line: Line): Said {
  const [file, ...others] = filesOf(value) ?? [];
  return file === undefined || others.length > 0 ? unsaid : { ...nothing, files: [named(line)(file)] };
}

/** Of extras `name`, `name:marker` and `:marker`; what stands under the last is always required. */
function extraRequirements(value: PythonValue | undefined, line: Line): { always: Said; asked: Said } {
  if (value === undefined || value.kind === "none") return { always: nothing, asked: nothing };
  if (value.kind !== "dictionary") return { always: nothing, asked: unsaid };
  const [always, asked]: [Said[], Said[]] = [[], [value.whole ? nothing : unsaid]];
  for (const [key, item] of value.entries) {
    const colon = key.indexOf(":");
    const marker = colon === -1 ? "" : key.slice(colon + 1).trim();
    const said = lines(item, line);
    const marked = said.texts.map((found) => ({ ...found, value: withMarker(found.value, marker) }));
    (colon === 0 ? always : asked).push({ ...said, texts: marked });
  }
  return { always: together(always), asked: together(asked) };
}

/** A requirement that holds only where the marker does too. */
export function withMarker(requirement: string, marker: string): string {
  if (marker === "") return requirement;
  const at = requirement.indexOf(";");
  const own = at === -1 ? "" : requirement.slice(at + 1).trim();
  const base = at === -1 ? requirement : requirement.slice(0, at).trim();
  return `${base}; ${own === "" ? marker : `(${own}) and (${marker})`}`;
}

/** PyPI shows `url` as the project's home page, among the others. */
function projectUrls(get: Keywords, line: Line): Said {
  const labelled = (label: string, value: PythonValue | undefined): Said => {
    const said = oneText(value, line);
    const found = said.texts.map((text) => ({ ...text, value: `${label}, ${text.value}` }));
    return { texts: found, files: [], whole: said.whole && said.files.length === 0 };
  };
  const urls = get("project_urls");
  const table: Said[] =
    urls?.kind === "dictionary"
      ? [...[...urls.entries].map(([label, value]) => labelled(label, value)), urls.whole ? nothing : unsaid]
      : [urls === undefined || urls.kind === "none" ? nothing : unsaid];
  return together([labelled("Homepage", get("url")), labelled("Download", get("download_url")), ...table]);
}
