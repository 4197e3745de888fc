/** The readme and the changelog of a package: found by their names, without regard to case. */
import type { Files } from "../ports.ts";
import type { Folder } from "./find-packages.ts";
import { below } from "./paths.ts";
import { whyUnreadable } from "./read-text.ts";
import type { Declared, Description, PackageText, SourcePackage } from "./types.ts";

type Entries = Awaited<ReturnType<Files["list"]>>;

/** The usual names, the preferred first. */
const readmes = [/^readme\.md$/i, /^readme\.rst$/i, /^readme(?:\.\w+)?$/i];
const changelogs = [
  /^changelog\.md$/i,
  /^changelog\.rst$/i,
  /^history\.(?:rst|md)$/i,
  /^(?:changelog|history|changes)(?:\.\w+)?$/i,
];

/** The documents of a package, and its long description with the length that they give it. Never throws. */
export async function readDocuments(
  files: Files,
  folder: Folder,
  entries: Entries,
  description: Description | null,
): Promise<Pick<SourcePackage, "readme" | "changelog"> & Pick<Declared, "description">> {
  const [readme, changelog] = await Promise.all([
    findDocument(files, folder, entries, readmes),
    findDocument(files, folder, entries, changelogs),
  ]);
  return { readme, changelog, description };
}

async function findDocument(
  files: Files,
  { folder, path }: Folder,
  entries: Entries,
  names: readonly RegExp[],
) {
  const present = entries.filter(({ kind }) => kind === "file").map(({ name }) => name);
  const name = names.flatMap((wanted) => present.find((candidate) => wanted.test(candidate)) ?? [])[0];
  if (name === undefined) return null;
  try {
    const text = await files.readText(below(folder, name));
    return text === null ? null : { path: below(path, name), text };
  } catch (thrown) {
    return { path: below(path, name), text: "", problem: whyUnreadable(thrown) };
  }
}
