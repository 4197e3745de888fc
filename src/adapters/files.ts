/** The `Files` port on Node's fs. */
import { createHash, randomBytes } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { createReadStream, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import * as fs from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Files } from "../ports.ts";
import { isBelow } from "./files-within.ts";

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): "file" | "folder" | "other" {
  return entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other";
}

/** Null in place of "there is no such file". */
function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** A name that no other process takes, beside `path`; hidden, so that it is never mistaken for a slice. */
function beside(path: string): string {
  return join(dirname(path), `.tmp-${randomBytes(6).toString("hex")}`);
}

async function write(path: string, text: string): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true });
  const temporary = beside(path);
  const handle = await fs.open(temporary, "wx");
  try {
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await fs.rename(temporary, path);
  } catch (error) {
    await handle.close();
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

interface CopyOptions {
  readonly leaveOut?: (name: string) => boolean;
  readonly tree?: string;
}

/** `above`: the real folders that are being copied, so that no link leads in a circle. */
async function copyFolder(from: string, to: string, options: CopyOptions, above: readonly string[]) {
  await fs.mkdir(to, { recursive: true });
  for (const entry of await fs.readdir(from, { withFileTypes: true })) {
    if (options.leaveOut?.(entry.name)) continue;
    const target = join(to, entry.name);
    const source = entry.isSymbolicLink()
      ? linked(join(from, entry.name), options.tree)
      : join(from, entry.name);
    const kind = source === null ? "other" : kindOf(entry.isSymbolicLink() ? statSync(source) : entry);
    if (source === null || kind === "other") continue;
    if (kind === "file") await fs.copyFile(source, target);
    else if (!above.includes(await fs.realpath(source)))
      await copyFolder(source, target, options, [...above, await fs.realpath(source)]);
  }
}

/** What a link leads to, when that lies within `tree`. */
function linked(path: string, tree: string | undefined): string | null {
  const target = tree === undefined ? null : orNull(() => realpathSync(path));
  return target !== null && isBelow(realpathSync(tree ?? ""), target) ? target : null;
}

function weigh(folder: string, leaveOut: (name: string) => boolean): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (leaveOut(entry.name)) continue;
    if (entry.isDirectory()) bytes += weigh(path, leaveOut);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}

/** In pieces of 256 KiB: each is a trip to the thread pool and back. */
const inPieces = (path: string) => createReadStream(path, { highWaterMark: 1 << 18 });

/** Hands every piece of a file to `use`. Resolves to its size in bytes. */
async function readThrough(path: string, use: (chunk: Buffer) => void): Promise<number> {
  let size = 0;
  await pipeline(inPieces(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      use(chunk);
      size += chunk.length;
    }
  });
  return size;
}

export const nodeFiles: Files = {
  // Texts and folders are small, and thousands of them are looked at: a trip to the thread pool and back takes ten
  // times as long as reading one.
  async readText(path) {
    const bytes = orNull(() => readFileSync(path));
    if (bytes !== null && !isUtf8(bytes)) throw new TypeError("The file is not UTF-8.");
    return bytes === null ? null : bytes.toString("utf8");
  },
  read: inPieces,
  async kind(path) {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? null : kindOf(stat);
  },
  async list(path) {
    const entries = orNull(() => readdirSync(path, { withFileTypes: true })) ?? [];
    return entries
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  },
  async hash(path) {
    const sha256 = createHash("sha256");
    const size = await readThrough(path, (chunk) => sha256.update(chunk));
    return { sha256: sha256.digest("hex"), size };
  },
  async digests(path) {
    // Node has no BLAKE2b of 32 bytes, and on machines in FIPS mode no MD5.
    const { createBLAKE2b, createMD5 } = await import("hash-wasm");
    const [sha256, md5, blake] = [createHash("sha256"), await createMD5(), await createBLAKE2b(256)];
    const size = await readThrough(path, (chunk) => {
      for (const hash of [sha256, md5, blake]) hash.update(chunk);
    });
    return { sha256: sha256.digest("hex"), md5: md5.digest("hex"), blake2b256: blake.digest("hex"), size };
  },
  write,
  weigh: (path, leaveOut = () => false) => Promise.resolve(weigh(path, leaveOut)),
  async makeFolder(path) {
    await fs.mkdir(path, { recursive: true });
  },
  move: (from, to) => fs.rename(from, to),
  async copyFolder(from, to, options = {}) {
    await fs.mkdir(to, { recursive: true });
    // The copy may lie inside of what is copied, and is never copied into itself.
    await copyFolder(from, to, options, [await fs.realpath(from), await fs.realpath(to)]);
  },
  remove: (path) => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
  async temporary(parent) {
    await fs.mkdir(parent, { recursive: true });
    const path = await fs.mkdtemp(join(parent, ".tmp-"));
    return {
      path,
      [Symbol.asyncDispose]: () => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
    };
  },
};
