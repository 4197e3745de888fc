/** Reading the files of a package, which may be anything. */
import type { Files } from "../ports.ts";

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
