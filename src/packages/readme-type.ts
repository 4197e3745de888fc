/** What an index takes a long description for, and what it was written as. */
import type { Declared, SourcePackage } from "./types.ts";

export type Markup = "markdown" | "rst" | "plain";

const byMediaType: ReadonlyMap<string, Markup> = new Map([
  ["text/markdown", "markdown"],
  ["text/x-rst", "rst"],
  ["text/plain", "plain"],
]);

const bySuffix: readonly (readonly [RegExp, Markup])[] = [
  [/\.(?:md|markdown)$/i, "markdown"],
  [/\.(?:rst|rest)$/i, "rst"],
  [/\.txt$/i, "plain"],
];

/** What a file was written as, by its name; null when the name says nothing. */
export function markupOfFile(path: string): Markup | null {
  return bySuffix.find(([suffix]) => suffix.test(path))?.[1] ?? null;
}

/** A content type, taken apart as far as an index asks for it. */
export interface ContentType {
  /** Null for a media type that PyPI does not take. */
  readonly markup: Markup | null;
  readonly charset: string | null;
  readonly variant: string | null;
}

/** Takes apart `text/markdown; charset=UTF-8; variant=GFM`. Never throws. */
export function parseContentType(text: string): ContentType {
  const [media = "", ...rest] = text.split(";");
  const parameters = new Map(
    rest.map((parameter) => {
      const [name = "", ...value] = parameter.split("=");
      return [name.trim().toLowerCase(), value.join("=").trim().replaceAll('"', "")];
    }),
  );
  return {
    markup: byMediaType.get(media.trim().toLowerCase()) ?? null,
    charset: parameters.get("charset") ?? null,
    variant: parameters.get("variant") ?? null,
  };
}

/**
 * What an index takes a description for. Null when no index shows it, or that can't be told. Without a content type
 * PyPI takes it for reStructuredText. In pyproject.toml build tools derive one from the file's suffix, which the reader
 * of that file has done for one file (https://packaging.python.org/en/latest/specifications/pyproject-toml/#readme); for
 * a list poetry does so too, but setuptools says reStructuredText of a dynamic readme.
 */
export function publishedAs({
  description,
  unread,
  build,
}: Pick<Declared, "description" | "unread" | "build">): Markup | null {
  const first = description?.files[0];
  if (description === null || first === undefined) return null;
  if (description.contentType !== null) return parseContentType(description.contentType.value).markup;
  if (unread.includes("description-content-type")) return null;
  const isDerived = first.at.path.endsWith("pyproject.toml") && !build.backend.startsWith("setuptools");
  return isDerived ? markupOfFile(first.value) : "rst";
}

/** Whether a readme found by its name is on the index's page too, as far as that can be told. */
export function isPublished({ description, unread }: Pick<Declared, "description" | "unread">): boolean {
  return description === null ? unread.includes("description") : description.files.length > 0;
}

/** Whether an index shows the readme as reStructuredText, as far as that can be told. */
export function isRenderedAsRst({ declared, readme }: Pick<SourcePackage, "declared" | "readme">): boolean {
  if (readme === null || readme.problem !== undefined) return false;
  if (declared.description !== null) return publishedAs(declared) === "rst";
  return declared.unread.includes("description") && markupOfFile(readme.path) === "rst";
}
