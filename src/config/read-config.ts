/** `gatehouse.yml`: the settings that a team shares, in the service directory or above. */
import Type, { type Static } from "typebox";
import Value from "typebox/value";
import { type Document, parseDocument } from "yaml";
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import { type ConfigFault, defaultSettings, type Settings } from "./settings.ts";

export const Config = Type.Object(
  {
    index: Type.Optional(Type.String({ description: "index to read and publish to, as --index takes it" })),
    simpleUrl: Type.Optional(
      Type.String({ description: "where that index is read, as --simple-url takes it" }),
    ),
  },
  { additionalProperties: false, $id: "gatehouse/config@1", title: "gatehouse.yml" },
);
export type Config = Static<typeof Config>;

/** The nearest gatehouse.yml in `folder` (absolute) or above; empty when there is none. Throws `config-invalid`. */
export async function readConfig(files: Files, folder: string): Promise<Config> {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const path = `${at}/gatehouse.yml`;
    const text = await readText(files, path);
    if (text !== null) return parseConfig(text, path);
    if (!at.includes("/")) return {};
  }
}

async function readText(files: Files, path: string): Promise<string | null> {
  try {
    return await files.readText(path);
  } catch (cause) {
    throw GatehouseError.of("config-invalid", { path, problem: "it can't be read as UTF-8 text" }, { cause });
  }
}

/** Aliases are put in only here: one may be unknown, or too many. */
function valueOf(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw GatehouseError.of("config-invalid", { path, problem }, { cause });
  }
}

function parseConfig(text: string, path: string): Config {
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault !== undefined) throw GatehouseError.of("config-invalid", { path, problem: fault.message });
  const value: unknown = valueOf(document, path) ?? {};
  if (Value.Check(Config, value)) return value;
  const [wrong] = Value.Errors(Config, value);
  const problem =
    wrong === undefined ? "it has another shape" : `${wrong.instancePath || "it"} ${wrong.message}`;
  throw GatehouseError.of("config-invalid", { path, problem });
}

/** A gatehouse.yml as validate takes it: what is wrong in it is told beside what could be used. */
export interface SettingsFile {
  /** As users should see it; null when there is none. */
  readonly path: string | null;
  readonly settings: Settings;
  readonly faults: readonly ConfigFault[];
}

/** The settings of the nearest gatehouse.yml in the folder or above. Never throws for what is inside it. */
export async function readSettings(
  files: Files,
  { folder }: { readonly folder: string; readonly path: string },
): Promise<SettingsFile> {
  await readConfig(files, folder);
  return { path: null, settings: defaultSettings, faults: [] };
}
