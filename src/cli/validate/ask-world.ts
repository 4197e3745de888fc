/** Asks the index, build back ends and the renderer of readmes, from a terminal. */
import { tmpdir } from "node:os";
import { cachedHttp } from "../../adapters/cached-http.ts";
import { productFile } from "../../adapters/product.ts";
import { usableConfig } from "../../config/read-config.ts";
import { askOutside, type OutsidePython } from "../../validate/ask-outside.ts";
import type { Outside } from "../../validate/rule.ts";
import type { Questions } from "../../validate/validate-service.ts";
import { cacheFolder } from "../cache-folder.ts";
import { type IndexOptions, outFolder } from "../commands/options.ts";
import type { Context } from "../context.ts";
import { openIndex, readableIndex } from "../index-option.ts";
import type { Place } from "../locate.ts";
import { terminalTools } from "../tools.ts";

/** What the index that the options name, else gatehouse.yml at `place`, and the packages' own back ends say. */
export async function askWorld(
  context: Context,
  { questions, place, options }: { questions: readonly Questions[]; place: Place; options: IndexOptions },
): Promise<Outside> {
  const named = await readableIndex(context, options, place.folder, usableConfig);
  const folder = outFolder(context, undefined, place);
  const tools = () => terminalTools(context, null);
  await using index = await openIndex(context, named, { tools, folder });
  const http = async () =>
    cachedHttp(await context.http(), context.files, `${cacheFolder()}/http`, context.clock);
  return await askOutside(questions, { ...context, http, index, python: terminalPython(context) });
}

/** The Python that runs back ends and renders readmes. */
export function terminalPython(context: Context): OutsidePython {
  return {
    environment: async () => (await terminalTools(context, null)).environment("validate"),
    program: productFile,
    scratch: tmpdir(),
  };
}
