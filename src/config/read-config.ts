/** `gatehouse.yml`: the settings that a team shares, in the service directory or above. The nearest one counts. */
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { ParsedConfig } from "./parse-config.ts";
import type { Config } from "./schema.ts";
import { type ConfigFault, defaultSettings, type Settings } from "./settings.ts";
import { settingsOf } from "./settings-of.ts";

/** A gatehouse.yml that was found. */
interface Found extends ParsedConfig {
  /** Absolute folder. */
  readonly folder: string;
}

/** Finds the nearest gatehouse.yml in `folder` (absolute, with `/`) or above; null when there is none. */
export type ConfigFinder = (folder: string) => Promise<Found | null>;

/** A finder that looks into each folder once: service directories share those above them. */
export function configFinder(files: Files): ConfigFinder {
  const known = new Map<string, Promise<Found | null>>();
  const look = async (folder: string): Promise<Found | null> => {
    const parsed = await readOwn(files, `${folder}/gatehouse.yml`);
    if (parsed !== null) return { folder, ...parsed };
    return folder.includes("/") ? find(folder.slice(0, folder.lastIndexOf("/"))) : null;
  };
  const find: ConfigFinder = (folder) => {
    const found = known.get(folder) ?? look(folder);
    known.set(folder, found);
    return found;
  };
  return find;
}

async function readOwn(files: Files, path: string): Promise<ParsedConfig | null> {
  let text: string | null;
  try {
    text = await files.readText(path);
  } catch {
    const message = "gatehouse.yml can't be read as UTF-8 text.";
    const remedy = "Save it as a text file in UTF-8 that everyone may read.";
    return { config: {}, ruleNames: [], faults: [{ line: null, column: null, message, remedy }] };
  }
  if (text === null) return null;
  // The YAML library is loaded only where there is something to read.
  const { parseConfig } = await import("./parse-config.ts");
  return parseConfig(text);
}

/** The nearest gatehouse.yml, for what must not guess; empty when there is none. Throws `config-invalid`. */
export async function readConfig(files: Files, folder: string): Promise<Config> {
  const found = await configFinder(files)(folder);
  const [fault] = found?.faults ?? [];
  if (found === null || fault === undefined) return found?.config ?? {};
  const path = `${found.folder}/gatehouse.yml`;
  const place = { path, line: fault.line, column: fault.column };
  const problem = fault.message.replace(/\.$/, "");
  throw GatehouseError.of("config-invalid", { path, problem }, { place });
}

/** The same for what only looks: what is wrong in the file is left out, and told by the rule `config`. */
export async function usableConfig(files: Files, folder: string): Promise<Config> {
  return (await configFinder(files)(folder))?.config ?? {};
}

/** A gatehouse.yml as validate takes it: what is wrong in it is told beside what could be used. */
export interface SettingsFile {
  /** As users should see it; null when there is none. */
  readonly path: string | null;
  readonly settings: Settings;
  readonly faults: readonly ConfigFault[];
}

/** The settings for a folder (absolute, and as users should see it). Never throws for what is inside the file. */
export async function readSettings(
  files: Files,
  { folder, path }: { readonly folder: string; readonly path: string },
  find: ConfigFinder = configFinder(files),
): Promise<SettingsFile> {
  const found = await find(folder);
  if (found === null) return { path: null, settings: defaultSettings, faults: [] };
  const up = folder.split("/").length - found.folder.split("/").length;
  const shown = [...foldersAbove(path, up), "gatehouse.yml"].join("/");
  const faults = found.faults.map((fault) => ({ ...fault, path: shown }));
  return { path: shown, settings: settingsOf(found, shown), faults };
}

/** The parts of the path `levels` above a shown one: `..` once the folder that it is relative to is reached. */
function foldersAbove(path: string, levels: number): string[] {
  const parts = path === "." ? [] : path.split("/");
  for (let level = 0; level < levels; level += 1) {
    if (parts.length === 0 || parts.at(-1) === "..") parts.push("..");
    else parts.pop();
  }
  return parts;
}
