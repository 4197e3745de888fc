/** `.pypirc`: https://packaging.python.org/en/latest/specifications/pypirc/ */
import { readSections } from "./config-parser.ts";

/** One section of a `.pypirc`. Null: the section does not say. */
export interface PypircSection {
  readonly name: string;
  /** Upload address. */
  readonly repository: string | null;
  readonly username: string | null;
  readonly password: string | null;
}

/** The sections of a `.pypirc`, read as twine reads them. Never throws. */
export function parsePypirc(text: string): PypircSection[] {
  return [...readSections(text)]
    .filter(([name]) => name !== "distutils" && name !== "DEFAULT")
    .map(([name, options]) => ({
      name,
      repository: options.get("repository") ?? null,
      username: options.get("username") ?? null,
      password: options.get("password") ?? null,
    }));
}
