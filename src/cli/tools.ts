/** The Python side, from a terminal: tools in the user's cache folder. */
import { findPython } from "../adapters/python.ts";
import { prepareTools, type Tools } from "../adapters/tools.ts";
import { cacheFolder } from "./cache-folder.ts";
import type { Context } from "./context.ts";

/** Python and uv, made ready once and kept in the cache folder. `wanted`: a path, or null for the one on PATH. */
export async function terminalTools(context: Context, wanted: string | null): Promise<Tools> {
  const python = await findPython(context.process, wanted, context.cwd);
  return prepareTools(context, cacheFolder(), python);
}
