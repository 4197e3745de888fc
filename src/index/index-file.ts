/** What pages and answers of an index are made of, believed only as far as its form goes. */
import type { IndexFile } from "./types.ts";

const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.+!-]{0,254}$/;
const sha256 = /^[0-9a-f]{64}$/;
/** Stands for an address that can't be read: asking for it fails, so the file is never taken for absent. */
const noAddress = "about:invalid";

/** One file of a page, or null when its name is no plain file name. */
export function indexFile(name: unknown, hash: unknown, href: unknown, base: string): IndexFile | null {
  if (typeof name !== "string" || !plainName.test(name)) return null;
  return {
    name,
    sha256: typeof hash === "string" && sha256.test(hash) ? hash : null,
    url: typeof href === "string" ? absolute(href, base) : noAddress,
  };
}

/** `value` as an object whose fields may be anything; null when it is none. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

/** The value of JSON text; null when it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function absolute(href: string, base: string): string {
  const url = URL.canParse(href, base) ? new URL(href, base) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return noAddress;
  url.hash = "";
  return url.href;
}
