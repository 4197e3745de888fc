/** A form with a file as `multipart/form-data` (RFC 7578), streamed, of known length. */
import { createHash } from "node:crypto";
import type { FormField } from "./metadata-form.ts";

/** The file of a form. */
export interface FormFile {
  /** A plain file name. */
  readonly name: string;
  readonly size: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** Its bytes from the beginning; asked for once. */
  readonly read: () => AsyncIterable<Uint8Array>;
  /** Told how many of its bytes were sent so far. */
  readonly sent: (bytes: number) => void;
  /** The error to end with when the bytes are not those of `sha256`. */
  readonly changed: (problem: string) => Error;
}

/** A body that can be sent once. */
export interface FormBody {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Bytes in one piece of the body. */
const chunkSize = 256 * 1024;

/**
 * The form as a body; the file is its last part, `content`. The file is hashed while it is sent, and the last
 * boundary goes out only when size and hash are right: without it no server has a whole form, so nothing can
 * be stored. `boundary` must not occur in the file; 32 random hex digits do not.
 */
export function multipartBody(fields: readonly FormField[], file: FormFile, boundary: string): FormBody {
  const parts = fields.map(([name, value]) => `--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`);
  const fileHead = `${disposition("content")}; filename="${file.name}"\r\nContent-Type: application/octet-stream`;
  const head = Buffer.from(`${parts.join("")}--${boundary}\r\n${fileHead}\r\n\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.size + tail.length,
    body: send(head, file, tail),
  };
}

async function* send(head: Uint8Array, file: FormFile, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head;
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of inChunks(file.read())) {
    size += chunk.length;
    if (size > file.size) throw file.changed(`${file.name} grew while it was sent`);
    hash.update(chunk);
    yield chunk;
    file.sent(size);
  }
  if (size !== file.size) throw file.changed(`${file.name} shrank while it was sent`);
  if (hash.digest("hex") !== file.sha256) throw file.changed(`${file.name} changed before it was sent`);
  yield tail;
}

/** The same bytes in pieces of at least 256 KiB, but the last. */
async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    waiting.push(piece);
    size += piece.length;
    if (size < chunkSize) continue;
    // What is large enough as it is read is not copied.
    yield waiting.length === 1 ? piece : Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${name}"`;
}
