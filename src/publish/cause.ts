/** What a server says is the matter. */
import { asObject, fromJson } from "../index/index-file.ts";
import type { HttpAnswer } from "../ports.ts";
import { plain } from "../report/plain.ts";

/** More of a page than this is not looked at. */
const readAtMost = 20_000;

/**
 * The cause in an answer as one line: PyPI's JSON (`code` is `400 <cause>`, `message` says more), else the
 * words of the page. Begins with the status.
 */
export function causeOf({ status, text }: Pick<HttpAnswer, "status" | "text">): string {
  const json = asObject(fromJson(text));
  const said = [json?.["code"], json?.["message"], json?.["detail"], json?.["error"]]
    .filter((part): part is string => typeof part === "string" && part.trim() !== "")
    .map((part) => part.replace(new RegExp(`^${status}\\s*`), ""))
    .filter((part) => part !== "");
  const words = said.length > 0 ? [...new Set(said)].join(" ") : wordsOf(text.slice(0, readAtMost));
  return plain(words === "" ? `${status}` : `${status} ${words}`, 500);
}

function wordsOf(page: string): string {
  return page
    .replace(/<(style|script)\b[^>]*>[^<]*<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#0?39|#x27|apos);/gi, "'")
    .replace(/&(?:#0?34|quot);/gi, '"')
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&amp;/gi, "&")
    .replace(/\s+/g, " ")
    .trim();
}
