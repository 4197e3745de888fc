/** The readme and the changelog of a package: found by their names, without regard to case. */
import type { Files } from "../ports.ts";
import type { Folder } from "./find-packages.ts";
import { below } from "./paths.ts";
import { whyUnreadable } from "./read-text.ts";
import type { PackageText } from "./types.ts";

type Entries = Awaited<ReturnType<Files["list"]>>;

/** The usual names, the preferred first. */
const readmes = [/^readme\.md$/i, /^readme\.rst$/i, /^readme(?:\.\w+)?$/i];
const changelogs = [
  /^changelog\.md$/i,
  /^changelog\.rst$/i,
  /^history\.(?:rst|md)$/i,
  /^(?:changelog|history|changes)(?:\.\w+)?$/i,
];

export async function findReadme(
  files: Files,
  folder: Folder,
  entries: Entries,
): Promise<PackageText | null> {
  return findDocument(files, folder, entries, readmes);
}

export async function findChangelog(
  files: Files,
  folder: Folder,
  entries: Entries,
): Promise<PackageText | null> {
  return findDocument(files, folder, entries, changelogs);
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
