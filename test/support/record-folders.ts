/** Folders of records: in memory for what only reads, and real ones. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Files } from "../../src/ports.ts";
import { type MemoryFile, memoryFiles } from "./memory-files.ts";

/** Documents by path in a folder `/out`; what is no text goes in as JSON. */
export function recordFolder(documents: Readonly<Record<string, unknown>>): Files {
  const contents = Object.entries(documents).map(([path, document]): [string, MemoryFile] => [
    `/out/${path}`,
    typeof document === "string" || document instanceof Error ? document : JSON.stringify(document),
  ]);
  return memoryFiles(Object.fromEntries(contents));
}

/** A real folder, with `/` in its path, gone when disposed. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = (await mkdtemp(join(tmpdir(), "gatehouse-record-"))).replaceAll("\\", "/");
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
