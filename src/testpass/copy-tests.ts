/** Copies a package's tests, with what pytest would read beside and above them, and nothing that could be imported in place of what was built. */
import { relative } from "node:path/posix";
import type { Files } from "../ports.ts";

/**
 * Files that may hold settings, in the order that pytest looks for them in a folder, and what must stand in one for it
 * to count: https://docs.pytest.org/en/stable/reference/customize.html#finding-the-rootdir
 */
const settings: readonly (readonly [string, RegExp])[] = [
  ["pytest.toml", /^/],
  [".pytest.toml", /^/],
  ["pytest.ini", /^/],
  [".pytest.ini", /^/],
  ["pyproject.toml", /^\s*\[\s*tool\s*\.\s*pytest\b/m],
  ["tox.ini", /^\[pytest\]/m],
  ["setup.cfg", /^\[tool:pytest\]/m],
];

/**
 * Copies `tests` of `folder` to where they lie below the folder whose settings pytest would take, which becomes `to`;
 * settings are looked for from the tests up to `top`. Returns the folder to start pytest in, or null: no tests.
 */
export async function copyTests(
  files: Files,
  { folder, top }: { readonly folder: string; readonly top: string },
  to: string,
): Promise<string | null> {
  if ((await files.kind(`${folder}/tests`)) !== "folder") return null;
  const levels = foldersUp(folder, top);
  const own = await settingsIn(files, `${folder}/tests`);
  const found = own === null ? await firstSettings(files, levels) : null;
  const base = found?.at ?? folder;
  const place = (from: string) => [to, relative(base, from)].filter((part) => part !== "").join("/");
  await files.copyFolder(`${folder}/tests`, `${place(folder)}/tests`, {
    leaveOut: (name) => name === "__pycache__",
  });
  // pytest looks further up than our folder unless it finds settings there.
  if (own === null) await files.write(`${to}/${found?.name ?? "pytest.ini"}`, found?.text ?? "[pytest]\n");
  for (const level of levels.slice(0, levels.indexOf(base) + 1)) {
    const text = own === null ? await readable(files, `${level}/conftest.py`) : null;
    if (text !== null) await files.write(`${place(level)}/conftest.py`, text);
  }
  return place(folder);
}

/** `folder` and those above it, to `top`. */
function foldersUp(folder: string, top: string): string[] {
  if (folder === top || !folder.startsWith(`${top}/`)) return [folder];
  return [folder, ...foldersUp(folder.slice(0, folder.lastIndexOf("/")), top)];
}

async function firstSettings(files: Files, levels: readonly string[]) {
  for (const at of levels) {
    const found = await settingsIn(files, at);
    if (found !== null) return { at, ...found };
  }
  return null;
}

async function settingsIn(files: Files, folder: string): Promise<{ name: string; text: string } | null> {
  for (const [name, counts] of settings) {
    const text = await readable(files, `${folder}/${name}`);
    if (text !== null && counts.test(text)) return { name, text };
  }
  return null;
}

/** The text of a file, or null when there is none that is UTF-8. */
function readable(files: Files, path: string): Promise<string | null> {
  return files.readText(path).catch(() => null);
}
