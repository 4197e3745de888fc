/** The targets of `<img src>` and `<a href>` in a piece of HTML, as readmes have them. */
import type { FoundTarget } from "./readme-targets.ts";

/** The targets between two offsets of a text; what stands in a comment does not count. */
export function htmlTargets(text: string, from: number, to: number): FoundTarget[] {
  const html = text.slice(from, to).replace(/<!--[^]*?(?:-->|$)/g, (comment) => " ".repeat(comment.length));
  return [...html.matchAll(/<(img|a)\s[^<>]*>?/gi)].flatMap(({ 0: tag, 1: name, index }) => {
    const isImage = name?.toLowerCase() === "img";
    const attribute = isImage
      ? /\ssrc\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
      : /\shref\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
    const [, double, single, bare] = attribute.exec(tag) ?? [];
    const target = (double ?? single ?? bare ?? "").trim();
    const kind = isImage ? ("image" as const) : ("link" as const);
    return target === "" ? [] : [{ kind, target, at: from + index }];
  });
}
