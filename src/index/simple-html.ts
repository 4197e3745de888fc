/** HTML pages of the simple repository API (PEP 503, PEP 592, PEP 629, PEP 792). */
import { Parser } from "htmlparser2";
import { indexFile, projectStatus } from "./index-file.ts";
import type { IndexFile, ProjectState } from "./types.ts";

const distribution = /\.(?:whl|tar\.gz|tar\.bz2|tgz|zip|egg|exe)$/;

interface Link {
  readonly href: string;
  /** `data-yanked` (PEP 592), with a reason or without. */
  readonly yanked: boolean;
  text: string;
}

interface Page {
  /** `<base href>`, which pip honours. */
  base: string | null;
  version: string | null;
  status: string | null;
  headings: string;
  /** Whether it asks for something, as a log-in page does and a simple page never. */
  asks: boolean;
  readonly links: Link[];
}

/** What a simple page in HTML says of its project; null when the page is something else. Never throws. */
export function parseSimpleHtml(text: string, url: string): Pick<ProjectState, "files" | "status"> | null {
  const page = readPage(text);
  const base = page.base !== null && URL.canParse(page.base, url) ? new URL(page.base, url).href : url;
  const files = page.links.map((link) => fileOf(link, base)).filter((file) => file !== null);
  return isSimplePage(page, files) ? { files, ...projectStatus(page.status) } : null;
}

/**
 * A page without files may be a project without files, or something else altogether. Only what says that it
 * is a simple page, or lists distributions, is believed.
 */
function isSimplePage(page: Page, files: readonly IndexFile[]): boolean {
  if (page.asks) return false;
  if (page.version !== null) return /^1\.\d+$/.test(page.version);
  return /\blinks for\b/i.test(page.headings) || files.some((file) => distribution.test(file.name));
}

function readPage(text: string): Page {
  const page: Page = { base: null, version: null, status: null, headings: "", asks: false, links: [] };
  let open: Link | null = null;
  let inHeading = false;
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === "a") {
        open = { href: attributes["href"] ?? "", yanked: "data-yanked" in attributes, text: "" };
        page.links.push(open);
      } else if (tag === "base") page.base ??= attributes["href"] ?? null;
      else if (tag === "meta" && attributes["name"] === "pypi:repository-version") {
        page.version ??= attributes["content"] ?? null;
      } else if (tag === "meta" && attributes["name"] === "pypi:project-status") {
        page.status ??= attributes["content"] ?? null;
      } else if (tag === "form" || tag === "input") page.asks = true;
      inHeading ||= tag === "title" || tag === "h1";
    },
    ontext(piece) {
      if (open !== null) open.text += piece;
      else if (inHeading) page.headings += piece;
    },
    onclosetag(tag) {
      if (tag === "a") open = null;
      if (tag === "title" || tag === "h1") {
        inHeading = false;
        page.headings += "\n";
      }
    },
  });
  parser.end(text);
  return page;
}

/** The file's name is the last part of its address, which is what pip goes by; else the words of the link. */
function fileOf({ href, yanked, text }: Link, base: string): IndexFile | null {
  const [address = "", fragment = ""] = href.split("#", 2);
  const sha256 = new URLSearchParams(fragment).get("sha256");
  const last = decoded(address.split("?", 1)[0]?.split("/").at(-1) ?? "");
  const name = distribution.test(last) ? last : text.trim();
  return indexFile({ name, sha256, url: href, yanked }, base);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
