/** The page's three files, read once. A request can only choose among them: it never makes a path. */
import { join } from "node:path";
import { nodeFiles } from "../../adapters/files.ts";
import { GatehouseError } from "../../errors.ts";
import type { Answer } from "./answer.ts";

const table = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
} as const;

/** The answers for `/`, `/page.js` and `/page.css`. */
export async function readAssets(folder: string): Promise<ReadonlyMap<string, Answer>> {
  const entries = Object.entries(table).map(async ([path, { file, type }]) => {
    const answer: Answer = { status: 200, type, body: await readAsset(join(folder, file)) };
    return [path, answer] as const;
  });
  return new Map(await Promise.all(entries));
}

async function readAsset(path: string): Promise<Uint8Array> {
  const text = await nodeFiles.readText(path);
  if (text !== null) return new TextEncoder().encode(text);
  throw GatehouseError.of("unexpected", {
    problem: `the approver's page is not complete: there is no ${path}`,
  });
}
