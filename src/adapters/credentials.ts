/** Who uploads: user and password for an index, from the environment or `.pypirc`. */
import { GatehouseError } from "../errors.ts";
import { isLoopback } from "../index/address.ts";
import { type PypircSection, parsePypirc } from "../index/pypirc.ts";
import type { IndexAddress } from "../index/types.ts";

type Environment = Readonly<Record<string, string | undefined>>;

interface Found {
  readonly username: string;
  readonly password: string;
}

/**
 * The credentials for `index`: `TWINE_USERNAME` and `TWINE_PASSWORD`, then `UV_PUBLISH_TOKEN` or
 * `UV_PUBLISH_USERNAME` and `UV_PUBLISH_PASSWORD`, then the section of `.pypirc` (its text, or null) of the
 * index's name or with its address. A PyPI token always goes as user `__token__`. The local index takes
 * anybody. Throws `credentials-missing`; the error says nothing of what was found.
 */
export function findCredentials(index: IndexAddress, env: Environment, pypirc: string | null): Found {
  if (index.name === "local" && isLoopback(new URL(index.upload))) {
    // It takes any, so no real one is shown to it. As every password is hidden wherever it is printed, this one
    // is no word that is printed for another reason.
    return { username: "gatehouse", password: "of-the-local-index" };
  }
  const found =
    usableCredentials(env["TWINE_USERNAME"], env["TWINE_PASSWORD"]) ??
    usableCredentials("__token__", env["UV_PUBLISH_TOKEN"]) ??
    usableCredentials(env["UV_PUBLISH_USERNAME"], env["UV_PUBLISH_PASSWORD"]) ??
    fromSections(index, parsePypirc(pypirc ?? ""));
  if (found !== null) return found;
  throw GatehouseError.of("credentials-missing", { address: index.upload });
}

/** Both, or a PyPI token alone, which always goes as user `__token__`; null when something is missing. */
export function usableCredentials(
  username: string | undefined | null,
  password: string | undefined | null,
): Found | null {
  if (password === undefined || password === null || password === "") return null;
  const token = password.trim();
  if (token.startsWith("pypi-")) return { username: "__token__", password: token };
  return username === undefined || username === null || username === "" ? null : { username, password };
}

function fromSections(index: IndexAddress, sections: readonly PypircSection[]): Found | null {
  const named = sections.filter(({ name }) => name === index.name);
  const addressed = sections.filter(({ repository }) => repository !== null);
  const usable = [...named, ...addressed].filter((section) => belongsTo(section, index));
  return (
    usable
      .map(({ username, password }) => usableCredentials(username, password))
      .find((found) => found !== null) ?? null
  );
}

/**
 * A section without an address is that of its name. One with another address is for another server, whatever
 * its name.
 */
function belongsTo({ name, repository }: PypircSection, index: IndexAddress): boolean {
  return repository === null ? name === index.name : sameAddress(repository, index.upload);
}

function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && comparable(new URL(a)) === comparable(new URL(b));
}

/** PyPI's upload address was written as `pypi.org/legacy` and with and without the last slash. */
function comparable({ protocol, host, pathname }: URL): string {
  const server = host === "pypi.org" && /^\/legacy\/?$/.test(pathname) ? "upload.pypi.org" : host;
  return `${protocol}//${server}${pathname.replace(/\/+$/, "")}`;
}
