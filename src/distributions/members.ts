/** The members of a wheel or an sdist, one after another: nothing is unpacked to disk, and each is read once. */
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { fromBufferPromise, openPromise } from "yauzl";
import type { Files } from "../ports.ts";
import { ZipFraming } from "./zip-framing.ts";

/** A member as the archive describes it. Everything is the archive's word, but for what `content` gives. */
export interface Member {
  readonly name: string;
  /** A hard link's target counts from the archive's top, a (symbolic) link's from where it stands. */
  readonly type: "file" | "folder" | "link" | "hard link" | "other";
  /** Where a link of a tar leads. */
  readonly target: string | null;
  /** Bytes, unpacked. */
  readonly size: number;
  /** How a zip keeps it: 0 stored, 8 deflated; null in a tar. */
  readonly method: number | null;
  /** Empty for what is no file. Throws when the archive is damaged there. */
  readonly content: AsyncIterable<Buffer>;
}

/** Unix file type in the upper half of a zip entry's external attributes. */
const fileType = 0o170000;
const symbolicLink = 0o120000;

/** Hands each member of the archive at `path` (absolute) to `visit`, which reads its content or not. Throws when it is damaged. */
export async function eachMember(
  files: Files,
  path: string,
  kind: "sdist" | "wheel",
  visit: (member: Member) => Promise<void>,
): Promise<void> {
  await (kind === "wheel" ? eachOfZip(path, visit) : eachOfTar(files, path, visit));
}

/** {@link eachMember} of a wheel that lies at a path (absolute), or in memory. */
export async function eachOfZip(
  wheel: string | Buffer,
  visit: (member: Member) => Promise<void>,
): Promise<void> {
  // Names are judged by us, all of them, and not by the first that is odd.
  const options = { lazyEntries: true, autoClose: false, strictFileNames: false, validateEntrySizes: true };
  const zip = await (typeof wheel === "string"
    ? openPromise(wheel, options)
    : fromBufferPromise(wheel, options));
  const framing = new ZipFraming(zip);
  try {
    for await (const entry of zip.eachEntry()) {
      await framing.add(entry);
      const name = entry.fileName;
      const isLink = ((entry.externalFileAttributes >>> 16) & fileType) === symbolicLink;
      const type = isLink ? "link" : name.endsWith("/") ? "folder" : "file";
      async function* content(): AsyncGenerator<Buffer> {
        if (type !== "folder")
          for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
      }
      await visit({
        name,
        type,
        target: null,
        size: entry.uncompressedSize,
        method: entry.compressionMethod,
        content: content(),
      });
    }
    framing.finish();
  } finally {
    zip.close();
  }
}

const types: Readonly<Record<string, Member["type"]>> = {
  file: "file",
  "contiguous-file": "file",
  directory: "folder",
  symlink: "link",
  link: "hard link",
};

/** A type that the library does not know (a sparse file, say) is nothing that we know. */
function typeOf(type: string | null | undefined): Member["type"] {
  return types[type ?? ""] ?? "other";
}

async function eachOfTar(
  files: Files,
  path: string,
  visit: (member: Member) => Promise<void>,
): Promise<void> {
  const source = files.read(path);
  const unzipped = createGunzip();
  const entries = extract();
  source.on("error", (error) => unzipped.destroy(error));
  unzipped.on("error", (error) => entries.destroy(error));
  source.pipe(unzipped).pipe(entries);
  try {
    for await (const entry of entries) {
      const { name, size, type, linkname } = entry.header;
      await visit({
        name,
        type: typeOf(type),
        target: linkname ?? null,
        size: size ?? 0,
        method: null,
        content: entry as AsyncIterable<Buffer>,
      });
      entry.resume();
    }
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}
