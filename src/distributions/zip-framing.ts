/**
 * Whether a zip is the same file to every reader: one that goes by its directory, as installers do, and one that
 * reads it from its beginning (https://docs.pypi.org/archives/). PyPI refuses what is not.
 */
import type { Entry, ZipFile } from "yauzl";

/** What follows a member that was written without knowing its length: with or without a signature, 32 or 64 bits. */
const descriptors: ReadonlySet<number> = new Set([12, 16, 20, 24]);
const hasDescriptor = 0x08;
/** End of the directory; with 64 bits there are a record and a locator before it. */
const ends: ReadonlySet<number> = new Set([22, 22 + 56 + 20]);

interface Place {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isOpen: boolean;
}

/** Looks at a zip as its members are read. */
export class ZipFraming {
  readonly #zip: ZipFile;
  readonly #directory: number;
  readonly #places: Place[] = [];

  /** To be made before the first entry is read. */
  constructor(zip: ZipFile) {
    this.#zip = zip;
    this.#directory = cursorOf(zip);
  }

  /** Throws half a sentence when what stands before the member's bytes is not what the directory says of it. */
  async add(entry: Entry): Promise<void> {
    const local = await this.#zip.readLocalFileHeaderPromise(entry);
    const differs =
      !local.fileName.equals(entry.fileNameRaw) ||
      local.compressionMethod !== entry.compressionMethod ||
      local.generalPurposeBitFlag !== entry.generalPurposeBitFlag;
    if (differs) throw new Error(`its directory and its header of ${entry.fileName} differ`);
    this.#places.push({
      name: entry.fileName,
      start: entry.relativeOffsetOfLocalHeader,
      end: local.fileDataStart + entry.compressedSize,
      isOpen: (entry.generalPurposeBitFlag & hasDescriptor) !== 0,
    });
  }

  /** After the last entry: throws half a sentence when bytes belong to no member, or to two. */
  finish(): void {
    let [at, isOpen, before] = [0, false, "its beginning"];
    const directory = { name: "its directory", start: this.#directory, end: 0, isOpen: false };
    for (const next of [...this.#places.toSorted((a, b) => a.start - b.start), directory]) {
      const gap = next.start - at;
      if (gap !== 0 && !(isOpen && descriptors.has(gap)))
        throw new Error(`between ${before} and ${next.name} there are bytes of no member, or of two`);
      [at, isOpen, before] = [next.end, next.isOpen, next.name];
    }
    if (this.#zip.comment !== "" || !ends.has(this.#zip.fileSize - cursorOf(this.#zip)))
      throw new Error("after its directory there is something else");
  }
}

/** Where the next entry of the directory begins. The library's types say that it is a truth value. */
function cursorOf(zip: ZipFile): number {
  return Number(zip.readEntryCursor);
}
