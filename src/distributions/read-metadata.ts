/** The metadata file of a distribution, read without unpacking the rest. */
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { openPromise } from "yauzl";
import type { Files } from "../ports.ts";
import { type CoreMetadata, parseCoreMetadata } from "./core-metadata.ts";

/** No honest metadata file is larger; README included. */
const largest = 16 * 1024 * 1024;

/**
 * Core metadata of the wheel or sdist at `path` (absolute). Returns what is wrong in words when it is no
 * archive of its kind, or has none or several metadata files.
 */
export async function readMetadata(
  files: Files,
  path: string,
  kind: "sdist" | "wheel",
): Promise<CoreMetadata | { readonly problem: string }> {
  try {
    const found = await (kind === "wheel" ? fromWheel(path) : fromSdist(files, path));
    const [bytes] = found;
    if (bytes === undefined) return { problem: `it has no ${kind === "wheel" ? "METADATA" : "PKG-INFO"}` };
    return found.length > 1 ? { problem: "it has more than one metadata file" } : parseCoreMetadata(bytes);
  } catch (error) {
    return { problem: `it can't be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function fromWheel(path: string): Promise<Buffer[]> {
  const found: Buffer[] = [];
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/^[^/]+\.dist-info\/METADATA$/.test(entry.fileName)) continue;
      found.push(await wholeOf(await zip.openReadStreamPromise(entry)));
    }
  } finally {
    zip.close();
  }
  return found;
}

async function fromSdist(files: Files, path: string): Promise<Buffer[]> {
  const source = files.read(path);
  const unzipped = createGunzip();
  const entries = extract();
  source.on("error", (error) => unzipped.destroy(error));
  unzipped.on("error", (error) => entries.destroy(error));
  source.pipe(unzipped).pipe(entries);
  const found: Buffer[] = [];
  try {
    for await (const entry of entries) {
      const wanted = entry.header.type === "file" && /^(?:\.\/)?[^/]+\/PKG-INFO$/.test(entry.header.name);
      if (wanted) found.push(await wholeOf(entry));
      else entry.resume();
    }
  } finally {
    source.destroy();
    unzipped.destroy();
  }
  return found;
}

async function wholeOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > largest) throw new Error(`its metadata is larger than ${largest} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
