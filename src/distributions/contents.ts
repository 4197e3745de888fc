/** All that inspection wants to know of an archive, in one pass through it. */
import { createHash } from "node:crypto";
import type { Files } from "../ports.ts";
import { eachMember, type Member } from "./members.ts";
import { secretByName, secretFinder } from "./secrets.ts";

/** A member, read. */
export interface ReadMember extends Omit<Member, "content"> {
  /** Bytes that were read. */
  readonly bytes: number;
  /** As RECORD has it: base64 for addresses, without `=`. Null for what is no file. */
  readonly sha256: string | null;
  /** What secrets it seems to hold. */
  readonly secrets: readonly string[];
}

export interface Contents {
  readonly members: readonly ReadMember[];
  /** The bytes of what describes the distribution, by the member's name. */
  readonly documents: ReadonlyMap<string, Buffer>;
}

/** No honest METADATA or RECORD is larger. */
const largestDocument = 16 * 1024 * 1024;
/** More members than any package has. */
const mostMembers = 100_000;
/** Where PyPI begins to look at ratios, and how far it lets them go (warehouse `forklift/legacy.py`). */
const ratioFrom = 64 * 1024 * 1024;
const highestRatio = 50;

const isDocument = (name: string) =>
  /^[^/]+\.dist-info\/(?:METADATA|WHEEL|RECORD|entry_points\.txt)$/.test(name) ||
  /^[^/]+\/PKG-INFO$/.test(name);

/** Names of what is surely no text: not looked through. */
const binary =
  /\.(?:so|pyd|dll|dylib|exe|png|jpe?g|gif|ico|zip|gz|whl|npz|npy|pkl|bin|dat|db|mo|woff2?|pdf)$/i;

/**
 * Reads the archive at `path` (absolute, of `packed` bytes). Throws an `Error` with half a sentence when it is damaged, or
 * swells beyond what PyPI takes: it is then read no further.
 */
export async function readContents(
  files: Files,
  path: string,
  kind: "sdist" | "wheel",
  packed: number,
): Promise<Contents> {
  const members: ReadMember[] = [];
  const documents = new Map<string, Buffer>();
  let total = 0;
  await eachMember(files, path, kind, async ({ content, ...member }) => {
    if (members.length === mostMembers) throw new Error(`it has more than ${mostMembers} members`);
    const hash = createHash("sha256");
    const chunks: Buffer[] | null = isDocument(member.name) ? [] : null;
    const finder = binary.test(member.name) ? null : secretFinder();
    let bytes = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      total += chunk.length;
      if (total > ratioFrom && total > packed * highestRatio)
        throw new Error(`it unpacks to more than ${highestRatio} times its size, which PyPI refuses`);
      hash.update(chunk);
      finder?.look(chunk);
      if (chunks !== null && bytes > largestDocument)
        throw new Error(`its ${member.name} is larger than ${largestDocument} bytes`);
      chunks?.push(chunk);
    }
    if (chunks !== null) documents.set(member.name, Buffer.concat(chunks));
    const named = secretByName(member.name);
    members.push({
      ...member,
      bytes,
      sha256: member.type === "file" ? hash.digest("base64url") : null,
      secrets: [...new Set([...(named === null ? [] : [named]), ...(finder?.found ?? [])])],
    });
  });
  return { members, documents };
}
