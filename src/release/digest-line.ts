/**
 * The line of an approval's comment that ties it to exact bytes: `gatehouse sha256:<64 lower-case hex digits>`. The one
 * place that writes and reads it. Other lines are free.
 */

/** What a comment says of a digest. */
export type DigestClaim =
  | { readonly kind: "none" }
  | { readonly kind: "names"; readonly digest: string }
  | { readonly kind: "unclear"; readonly problem: string };

const exact = /^gatehouse sha256:([0-9a-f]{64})$/;

/** The line for `digest`, 64 lower-case hex digits. Throws a RangeError for anything else. */
export function digestLine(digest: string): string {
  const line = `gatehouse sha256:${digest}`;
  if (!exact.test(line)) throw new RangeError("not a digest");
  return line;
}

/**
 * What a person says, with the line for `digest`. Null when the words look like such a line themselves: with two of them
 * nobody could tell which is meant.
 */
export function withDigestLine(said: string, digest: string): string | null {
  const words = said.trim();
  if (readComment(words).kind !== "none") return null;
  return words === "" ? digestLine(digest) : `${words}\n\n${digestLine(digest)}`;
}

/** Reads a comment as people, browsers and Azure DevOps may have left it. */
export function readComment(comment: string): DigestClaim {
  const claims = comment.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u).filter(claimsDigest);
  const [claim, ...more] = claims;
  if (claim === undefined) return { kind: "none" };
  if (more.length > 0) return { kind: "unclear", problem: `${claims.length} lines begin with gatehouse` };
  const digest = exact.exec(claim)?.[1];
  if (digest === undefined)
    return { kind: "unclear", problem: "the line is not exactly `gatehouse sha256:<digest>`" };
  return { kind: "names", digest };
}

/** A line that a person reads as beginning with the word, whatever stands in it that can't be seen. */
function claimsDigest(line: string): boolean {
  const seen = line.normalize("NFKC").replace(/[\p{Cc}\p{Cf}\p{M}\s]/gu, "");
  return seen.toLowerCase().startsWith("gatehouse");
}
