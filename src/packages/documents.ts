/** The readme and the changelog of a package: as the metadata declares them, else found by their names. */
import type { Files } from "../ports.ts";
import { below, type Folder, insidePath } from "./paths.ts";
import { whyUnreadable } from "./read-text.ts";
import { relativeTargets } from "./readme-targets.ts";
import { markupOfFile, parseContentType } from "./readme-type.ts";
import type { Declared, Description, PackageText, Readme, SourcePackage } from "./types.ts";

type Entries = Awaited<ReturnType<Files["list"]>>;

/** The usual names, the preferred first. */
const readmes = [/^readme\.md$/i, /^readme\.rst$/i, /^readme(?:\.\w+)?$/i];
const changelogs = [
  /^changelog\.md$/i,
  /^changelog\.rst$/i,
  /^history\.(?:rst|md)$/i,
  /^(?:changelog|history|changes)(?:\.\w+)?$/i,
];

/** Reads a file below the package's folder, once; null when there is none. */
type Read = (path: string) => Promise<PackageText | null>;

/**
 * The documents of a package, and its long description with its length and what of it is missing. Whatever is
 * declared, no file outside the package's folder is read, and no link followed. Never throws.
 */
export async function readDocuments(
  files: Files,
  folder: Folder,
  entries: Entries,
  description: Description | null,
): Promise<Pick<SourcePackage, "readme" | "changelog"> & Pick<Declared, "description">> {
  const read = reader(files, folder, entries);
  const [changelog, texts] = await Promise.all([
    readNamed(read, entries, changelogs),
    Promise.all((description?.files ?? []).map(({ value }) => read(value))),
  ]);
  const text = texts[0] ?? (await readNamed(read, entries, readmes));
  const readme = text === null ? null : await withTargets(text, description);
  return { readme, changelog, description: description === null ? null : measured(description, texts) };
}

function reader(files: Files, { folder, path }: Folder, entries: Entries): Read {
  const seen = new Map<string, Promise<PackageText | null>>();
  const readNew = async (inside: string): Promise<PackageText | null> => {
    if (!(await isPlainFile(files, folder, entries, inside))) return null;
    const shown = below(path, inside);
    try {
      const text = await files.readText(below(folder, inside));
      return text === null ? null : { path: shown, text };
    } catch (thrown) {
      return { path: shown, text: "", problem: whyUnreadable(thrown) };
    }
  };
  return (written) => {
    const inside = insidePath(written);
    if (inside === null) return Promise.resolve(null);
    const known = seen.get(inside) ?? readNew(inside);
    seen.set(inside, known);
    return known;
  };
}

/** Whether a path leads to a file through folders alone: `list` calls links `other`. */
async function isPlainFile(files: Files, folder: string, entries: Entries, path: string): Promise<boolean> {
  const parts = path.split("/");
  let [here, inside] = [folder, entries];
  for (const [at, part] of parts.entries()) {
    const kind = inside.find(({ name }) => name === part)?.kind;
    if (at === parts.length - 1) return kind === "file";
    if (kind !== "folder") return false;
    here = below(here, part);
    inside = await files.list(here);
  }
  return false;
}

async function readNamed(read: Read, entries: Entries, names: readonly RegExp[]) {
  const present = entries.filter(({ kind }) => kind === "file").map(({ name }) => name);
  const name = names.flatMap((wanted) => present.find((candidate) => wanted.test(candidate)) ?? [])[0];
  return name === undefined ? null : read(name);
}

/** The readme with its relative targets, as far as it is written in something that has links. */
async function withTargets(text: PackageText, description: Description | null): Promise<Readme> {
  const declared = description?.contentType ?? null;
  const markup =
    markupOfFile(text.path) ?? (declared === null ? null : parseContentType(declared.value).markup);
  const targets = await relativeTargets(text.text, markup);
  return targets === null ? text : { ...text, relativeTargets: targets };
}

/** The length counts all files together: an index shows them as one text. */
function measured(description: Description, texts: readonly (PackageText | null)[]): Description {
  if (texts.length === 0) return { ...description, missing: [] };
  const isWhole = texts.every((text) => text !== null && text.problem === undefined);
  const length = texts.reduce((sum, text) => sum + (text?.text.length ?? 0), 0);
  const missing = description.files.filter((_, at) => texts[at] === null);
  return { ...description, length: isWhole ? length : null, missing };
}
