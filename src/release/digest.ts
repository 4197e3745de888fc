/** The digest of an artifact: what a human approves. Defined in docs/record.md. */
import { normalizeName } from "./name.ts";
import { canonicalVersion } from "./version.ts";

/** What goes into a digest. */
export interface DigestInput {
  readonly name: string;
  readonly version: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** The lines over which the digest is taken, each ended by `\n`. Throws a RangeError where no digest can exist. */
export function digestText({ name, version, files }: DigestInput): string {
  const canonical = canonicalVersion(version);
  if (canonical === null) throw new RangeError(`not a PEP 440 version: ${JSON.stringify(version)}`);
  if (files.length === 0) throw new RangeError("an artifact without files has no digest");
  const lines = files.toSorted((a, b) => compareBytes(a.name, b.name)).map((f) => `${f.sha256}  ${f.name}`);
  return ["gatehouse-digest-1", normalizeName(name), canonical, ...lines].map((line) => `${line}\n`).join("");
}

/** SHA-256 over {@link digestText} as UTF-8: 64 lower-case hex digits. */
export async function digestOf(input: DigestInput): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(digestText(input)));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Order by the UTF-8 bytes, which is what another program sorts by; JavaScript's own order is that of UTF-16. */
function compareBytes(a: string, b: string): number {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  const differing = left.findIndex((byte, at) => byte !== right[at]);
  if (differing === -1) return left.length - right.length;
  return (left[differing] ?? 0) - (right[differing] ?? -1);
}
