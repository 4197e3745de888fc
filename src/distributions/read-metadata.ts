/** The metadata file of a distribution, read without unpacking the rest. */
import type { Files } from "../ports.ts";
import { type CoreMetadata, parseCoreMetadata } from "./core-metadata.ts";
import { eachMember } from "./members.ts";

const wheelPlace = /^[^/]+\.dist-info\/METADATA$/;
const sdistPlace = /^(?:\.\/)?[^/]+\/PKG-INFO$/;

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
  const place = kind === "wheel" ? wheelPlace : sdistPlace;
  const found: Buffer[] = [];
  try {
    await eachMember(files, path, kind, async ({ name, type, content }) => {
      if (type === "file" && place.test(name)) found.push(await wholeOf(content));
    });
  } catch (error) {
    return { problem: `it can't be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const [bytes] = found;
  if (bytes === undefined) return { problem: `it has no ${kind === "wheel" ? "METADATA" : "PKG-INFO"}` };
  return found.length > 1 ? { problem: "it has more than one metadata file" } : parseCoreMetadata(bytes);
}

async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largest) throw new Error(`its metadata is larger than ${largest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
