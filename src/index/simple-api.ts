/**
 * The pages of the simple repository API: JSON (PEP 691, PEP 700, PEP 792) and HTML (PEP 503). They come from a server
 * that may be anything, so nothing in them is believed further than its form.
 */
import type { HttpAnswer } from "../ports.ts";
import { asObject, fromJson, indexFile, projectStatus } from "./index-file.ts";
import { parseSimpleHtml } from "./simple-html.ts";
import type { ProjectState } from "./types.ts";

/** What a page says of its project. */
export type ProjectPage = Pick<ProjectState, "files" | "status">;

/**
 * What a project's page that was read at `url` says; null when it is no simple page (a log-in page, say). A file whose
 * name is no plain file name is left out; a hash that is not 64 lower-case hex digits is null; sizes, dates and a
 * status that make no sense are absent. Never throws.
 */
export function parseSimple(answer: Pick<HttpAnswer, "headers" | "text">, url: string): ProjectPage | null {
  const type = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isJson = type === "application/json" || type.endsWith("+json");
  return isJson ? parseJson(answer.text, url) : parseSimpleHtml(answer.text, url);
}

function parseJson(text: string, url: string): ProjectPage | null {
  const page = asObject(fromJson(text));
  const version = asObject(page?.["meta"])?.["api-version"];
  const files = page?.["files"];
  // Another major version may mean something else by the same fields (PEP 629).
  if (typeof version !== "string" || !/^1\.\d+$/.test(version) || !Array.isArray(files)) return null;
  const read = files
    .map((entry: unknown) => {
      const file = asObject(entry);
      const fields = {
        name: file?.["filename"],
        sha256: asObject(file?.["hashes"])?.["sha256"],
        url: file?.["url"],
        size: file?.["size"],
        uploadedAt: file?.["upload-time"],
        yanked: file?.["yanked"],
      };
      return indexFile(fields, url);
    })
    .filter((file) => file !== null);
  return { files: read, ...projectStatus(asObject(page?.["project-status"])?.["status"]) };
}
