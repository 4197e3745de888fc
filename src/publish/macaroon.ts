/**
 * Macaroons in their binary form, version 2 (https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt), as
 * far as adding a limit goes. The library `macaroon` takes twice the memory with each field that it writes, up to
 * gigabytes for a token with a few limits.
 */
import { createHmac } from "node:crypto";

/** A macaroon that was read. */
export interface Macaroon {
  /** Texts of its caveats (limits), as they are. */
  readonly caveats: readonly string[];
  /** All bytes before the end of the list of caveats. */
  readonly begin: Buffer;
  /** 32 bytes. */
  readonly signature: Buffer;
}

const [end, location, identifier, signature] = [0, 1, 2, 6] as const;

/** Reads a macaroon with first-party caveats only, which is all that PyPI issues; null when `bytes` is anything else. */
export function parseMacaroon(bytes: Buffer): Macaroon | null {
  const reader = new Reader(bytes, 1);
  if (bytes[0] !== 2) return null;
  reader.field(location);
  if (reader.field(identifier) === null || !reader.mark(end)) return null;
  const caveats: string[] = [];
  while (reader.next === identifier) {
    const caveat = reader.field(identifier);
    if (caveat === null || !reader.mark(end)) return null;
    caveats.push(caveat.toString("utf8"));
  }
  const begin = bytes.subarray(0, reader.at);
  if (!reader.mark(end)) return null;
  const signed = reader.field(signature);
  return signed?.length === 32 && reader.at === bytes.length ? { caveats, begin, signature: signed } : null;
}

/** The macaroon with one more caveat, whose text is signed with what the signature was. */
export function withCaveat(macaroon: Macaroon, caveat: string): Macaroon {
  const text = Buffer.from(caveat);
  const field = Buffer.concat([Buffer.from([identifier]), varint(text.length), text, Buffer.from([end])]);
  return {
    caveats: [...macaroon.caveats, caveat],
    begin: Buffer.concat([macaroon.begin, field]),
    signature: createHmac("sha256", macaroon.signature).update(text).digest(),
  };
}

/** Inverse of {@link parseMacaroon}. */
export function formatMacaroon({ begin, signature: signed }: Macaroon): Buffer {
  return Buffer.concat([begin, Buffer.from([end, signature]), varint(signed.length), signed]);
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.from([(value & 127) | 128, ...varint(value >> 7)]);
}

class Reader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  get next(): number | undefined {
    return this.#bytes[this.at];
  }

  mark(type: number): boolean {
    if (this.next !== type) return false;
    this.at += 1;
    return true;
  }

  /** The content of the field of that type, when it is next and whole. */
  field(type: number): Buffer | null {
    if (!this.mark(type)) return null;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.next;
      // No token is longer than 21 bits can say.
      if (byte === undefined || shift > 14) return null;
      this.at += 1;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    const from = this.at;
    this.at += length;
    return this.at > this.#bytes.length ? null : this.#bytes.subarray(from, this.at);
  }
}
