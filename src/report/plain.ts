/**
 * The one place that makes foreign text safe for a log line. The agent looks for `##vso[` and `##[` anywhere in
 * a line, culture-sensitively: characters that it ignores may stand between. So control and format characters
 * (Unicode Cc, Cf), line and paragraph separators go first, then the prefix is broken; whatever is not ASCII may
 * stand in it, since marks of many scripts are ignored too.
 */

const prefix = /#(?=[^ -~]*#[^!-~]*(?:v[^!-~]*s[^!-~]*o[^!-~]*)?\[)/giu;

/** `text` as one harmless line, at most `limit` characters of it. */
export function plain(text: string, limit = 2000): string {
  const parts = text.split(/[\r\n\u2028\u2029]+/u);
  const line = parts
    .map((part, at) => (at === 0 ? part : part.trimStart()))
    .map((part, at) => (at === parts.length - 1 ? part : part.trimEnd()))
    .join(" ⏎ ")
    .replace(/\t/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, "")
    .replace(prefix, "# ");
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

/** Each line of `text` as {@link plain} gives it; at most `limit` lines, the last ones. */
export function plainLines(text: string, limit = 40): string[] {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/u).filter((line) => line.trim() !== "");
  return lines.slice(-limit).map((line) => plain(line, 500));
}
