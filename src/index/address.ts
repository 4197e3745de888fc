/** Which index a name stands for. */
import { GatehouseError } from "../errors.ts";
import { publicIndex, pypi, simpleBeside, testpypi } from "../release/index-address.ts";
import type { PypircSection } from "./pypirc.ts";
import type { IndexAddress } from "./types.ts";

/**
 * The index that `name` stands for: `pypi`, `testpypi`, a section of `.pypirc`, or an upload address. Where
 * packages are read is inferred from the upload address unless `simpleUrl` says it. `local` is the caller's,
 * who knows its port. Throws `index-unknown` and `index-address`.
 */
export function resolveIndex(
  name: string,
  { simpleUrl, sections }: { simpleUrl: string | null; sections: readonly PypircSection[] },
): IndexAddress {
  const upload = uploadAddress(name, sections);
  const url = checkedUrl(upload);
  const index = publicIndex(url);
  if (index !== null) {
    return simpleUrl === null || asFolder(checkedUrl(simpleUrl)) === index.simple
      ? { name, ...index }
      : { name, upload: index.upload, simple: asFolder(checkedUrl(simpleUrl)), json: null };
  }
  if (url.pathname.endsWith("/legacy")) url.pathname += "/";
  const simple = simpleUrl === null ? inferSimple(url) : asFolder(checkedUrl(simpleUrl));
  return { name, upload: url.href, simple, json: null };
}

/** Whether `url` stays on this machine. */
export function isLoopback(url: URL): boolean {
  return (
    url.hostname === "localhost" || url.hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)
  );
}

function uploadAddress(name: string, sections: readonly PypircSection[]): string {
  if (name === "pypi") return pypi.upload;
  if (name === "testpypi") return testpypi.upload;
  const repository = sections.find((section) => section.name === name)?.repository ?? null;
  if (repository !== null) return repository;
  if (/^https?:\/\//i.test(name)) return name;
  throw GatehouseError.of("index-unknown", { index: withoutUser(name), pypirc: ".pypirc" });
}

/** `text` as an address that credentials may be sent to. */
function checkedUrl(text: string): URL {
  const refuse = (problem: string) =>
    GatehouseError.of("index-address", { address: withoutUser(text), problem });
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw refuse("it is no address");
  if (url.username !== "" || url.password !== "") throw refuse("it holds a user or a password");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refuse("it does not begin with https://");
  if (url.protocol === "http:" && !isLoopback(url))
    throw refuse("http:// would send the password in the clear");
  if (url.search !== "" || url.hash !== "") throw refuse("it goes on after a `?` or `#`");
  return url;
}

function inferSimple(upload: URL): string {
  const simple = simpleBeside(upload);
  if (simple !== null) return simple;
  const problem = "where its packages are read can't be told from it";
  throw GatehouseError.of("index-address", { address: upload.href, problem });
}

function asFolder(url: URL): string {
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** `text` without what stands before an `@`, for messages: it may be a password. */
function withoutUser(text: string): string {
  return text.replace(/^([^/]*\/\/)?.*@/, "$1…@");
}
