/**
 * The pages of the simple repository API: JSON (PEP 691) and HTML (PEP 503). They come from a server that may
 * be anything, so nothing in them is believed further than its form.
 */
import type { HttpAnswer } from "../ports.ts";
import { asObject, fromJson, indexFile } from "./index-file.ts";
import { parseSimpleHtml } from "./simple-html.ts";
import type { IndexFile } from "./types.ts";

/**
 * The files on a project's page that was read at `url`; null when it is no simple page (a log-in page, say).
 * A file whose name is no plain file name is left out; a hash that is not 64 lower-case hex digits is null.
 * Never throws.
 */
export function parseSimple(answer: Pick<HttpAnswer, "headers" | "text">, url: string): IndexFile[] | null {
  const type = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isJson = type === "application/json" || type.endsWith("+json");
  return isJson ? parseJson(answer.text, url) : parseSimpleHtml(answer.text, url);
}

function parseJson(text: string, url: string): IndexFile[] | null {
  const page = asObject(fromJson(text));
  const version = asObject(page?.["meta"])?.["api-version"];
  const files = page?.["files"];
  // Another major version may mean something else by the same fields (PEP 629).
  if (typeof version !== "string" || !/^1\.\d+$/.test(version) || !Array.isArray(files)) return null;
  return files
    .map((entry: unknown) => {
      const file = asObject(entry);
      return indexFile(file?.["filename"], asObject(file?.["hashes"])?.["sha256"], file?.["url"], url);
    })
    .filter((file) => file !== null);
}
