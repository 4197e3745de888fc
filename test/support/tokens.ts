/** Tokens as PyPI issues them, and as PyPI judges them: verified by another library than the product uses. */
import { createHmac } from "node:crypto";
import macaroon from "macaroon";

const key = "root key of the tests";

/** One link of the chain of HMACs that a macaroon is signed with. */
function sign(signed: Buffer, text: string | Buffer): Buffer {
  return createHmac("sha256", signed).update(text).digest();
}

function field(type: number, data: Buffer): Buffer {
  const length = [];
  for (let rest = data.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([type, ...length]), data]);
}

const identifier = Buffer.from("6d2d7c1a-0000-4000-8000-000000000001");

/** A token of a whole account, with `caveats` as JSON. */
export function issueToken(...caveats: readonly unknown[]): string {
  const texts = caveats.map((caveat) => Buffer.from(JSON.stringify(caveat)));
  const parts = [Buffer.from([2]), field(1, Buffer.from("pypi.org")), field(2, identifier), Buffer.from([0])];
  for (const text of texts) parts.push(field(2, text), Buffer.from([0]));
  parts.push(Buffer.from([0]), field(6, texts.reduce(sign, rootSignature())));
  return `pypi-${Buffer.concat(parts).toString("base64url")}`;
}

function rootSignature(): Buffer {
  return sign(sign(Buffer.from("macaroons-key-generator"), key), identifier);
}

/** Whether PyPI would let `token` upload to `project` at that time. Caveats by id or user hold here. */
export function accepts(token: string, asked: { project: string; seconds: number }): boolean {
  const read = macaroon.importMacaroon(new Uint8Array(Buffer.from(token.slice("pypi-".length), "base64url")));
  const check = (caveat: string) =>
    holds(JSON.parse(caveat) as unknown[], asked) ? null : "it does not hold";
  try {
    read.verify(key, check);
    return true;
  } catch {
    return false;
  }
}

function holds([kind, ...values]: unknown[], { project, seconds }: { project: string; seconds: number }) {
  if (kind === 0) return Number(values[1]) <= seconds && seconds < Number(values[0]);
  return kind !== 1 || (values[0] as string[]).includes(project);
}
