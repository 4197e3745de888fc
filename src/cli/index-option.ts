/** `--index` and `--simple-url`: which index is meant. */
import { homedir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../config/read-config.ts";
import { GatehouseError } from "../errors.ts";
import { resolveIndex } from "../index/address.ts";
import { parsePypirc } from "../index/pypirc.ts";
import type { IndexAddress } from "../index/types.ts";
import type { Context } from "./context.ts";
import type { Tools } from "../adapters/tools.ts";
import { productFile } from "../adapters/product.ts";

/** An index as named: by option, by the record, or by gatehouse.yml. */
export interface NamedIndex {
  readonly index: string;
  readonly simpleUrl: string | null;
}

/** The text of the user's .pypirc, or null. */
export function readPypirc({ files, env }: Context): Promise<string | null> {
  return files.readText(join(env["HOME"] ?? homedir(), ".pypirc"));
}

/** The index that the options name, else the record, else gatehouse.yml in `folder` or above; or null. */
export async function namedIndex(
  context: Context,
  options: { index?: string; simpleUrl?: string },
  folder: string,
  record: { index: string | null; simpleUrl: string | null } | null,
  read: typeof readConfig = readConfig,
): Promise<NamedIndex | null> {
  if (options.index !== undefined) return { index: options.index, simpleUrl: options.simpleUrl ?? null };
  if (options.simpleUrl !== undefined) {
    throw GatehouseError.of("usage", { problem: "--simple-url goes with --index." });
  }
  if (record?.index !== null && record?.index !== undefined) {
    return { index: record.index, simpleUrl: record.simpleUrl };
  }
  const config = await read(context.files, folder);
  return config.index === undefined ? null : { index: config.index, simpleUrl: config.simpleUrl ?? null };
}

/** Like {@link namedIndex}, for looking only: PyPI when none is named, since reading it harms nobody. */
export async function readableIndex(
  context: Context,
  options: Parameters<typeof namedIndex>[1],
  folder: string,
  read = readConfig,
) {
  const named = await namedIndex(context, options, folder, null, read);
  return named ?? { index: "pypi", simpleUrl: null };
}

/** Like {@link namedIndex}, where one is needed: nothing is ever silently published to PyPI. */
export async function requiredIndex(...args: Parameters<typeof namedIndex>): Promise<NamedIndex> {
  const named = await namedIndex(...args);
  if (named === null) throw GatehouseError.of("index-not-given", {});
  return named;
}

/** An address to talk to, for as long as it is not disposed: `local` is a server that is started for it. */
export async function openIndex(
  context: Context,
  { index, simpleUrl }: NamedIndex,
  { tools, folder }: { tools: () => Promise<Tools>; folder: string },
): Promise<IndexAddress & AsyncDisposable> {
  if (index !== "local") {
    const pypirc = await readPypirc(context);
    const address = resolveIndex(index, { simpleUrl, sections: pypirc === null ? [] : parsePypirc(pypirc) });
    return { ...address, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const { startLocalIndex } = await import("../adapters/local-index.ts");
  const python = await (await tools()).environment("index");
  const packages = `${folder}.index`;
  const script = productFile("python/serve_index.py");
  return startLocalIndex({ python, script, folder: packages, signal: context.signal });
}
