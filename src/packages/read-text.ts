/** Reading the files of a package, which may be anything. */
import type { Files } from "../ports.ts";
import { below, insidePath } from "./paths.ts";

/** A text without the byte order mark that some editors put at its beginning. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/**
 * The text of a file that a package's own files name, without a byte order mark. Null when it is missing, can't be
 * read, is not inside the package's folder, or is reached through a link.
 */
export async function readInside(files: Files, folder: string, path: string): Promise<string | null> {
  const inside = insidePath(path);
  if (inside === null || (await kindInside(files, folder, inside)) !== "file") return null;
  const text = await readOrNull(files, below(folder, inside));
  return text === null ? null : withoutMark(text);
}

/** What a path inside a folder is; null when there is nothing, or a link is on the way. */
async function kindInside(files: Files, folder: string, inside: string) {
  const parts = inside.split("/");
  let at = folder;
  for (const [position, part] of parts.entries()) {
    const entries = await files.list(at).catch(() => []);
    const found = entries.find(({ name }) => name === part);
    if (found === undefined) return null;
    if (position === parts.length - 1) return found.kind;
    if (found.kind !== "folder") return null;
    at = below(at, part);
  }
  return null;
}

/** The text of a file; null when it is missing or can't be read. */
export async function readOrNull(files: Files, path: string): Promise<string | null> {
  try {
    return await files.readText(path);
  } catch {
    return null;
  }
}

/**
 * Why a file could not be read, as half a sentence. Decoders throw a TypeError for what is not UTF-8. The system's
 * own message is not passed on: it holds an absolute path.
 */
export function whyUnreadable(thrown: unknown): string {
  if (thrown instanceof TypeError) return "it is not UTF-8";
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
  return typeof code === "string" ? `the system says ${code}` : "the system refuses it";
}
