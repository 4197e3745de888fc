/** Which address an index is read at, as far as its upload address says. */

export const pypi = {
  upload: "https://upload.pypi.org/legacy/",
  simple: "https://pypi.org/simple/",
  json: "https://pypi.org/pypi",
} as const;
export const testpypi = {
  upload: "https://test.pypi.org/legacy/",
  simple: "https://test.pypi.org/simple/",
  json: "https://test.pypi.org/pypi",
} as const;

/** Addresses of the public indexes, in every spelling that is seen in `.pypirc` files. */
const known = new Map<string, typeof pypi | typeof testpypi>([
  ["upload.pypi.org/legacy", pypi],
  ["pypi.org/legacy", pypi],
  ["pypi.python.org/pypi", pypi],
  ["test.pypi.org/legacy", testpypi],
]);

/** The public index that this is the upload address of, or null. */
export function publicIndex(upload: URL): typeof pypi | typeof testpypi | null {
  if (upload.protocol !== "https:") return null;
  return known.get(`${upload.host}${upload.pathname.replace(/\/+$/, "")}`) ?? null;
}

/**
 * Where an index is read whose upload and simple addresses lie beside each other: Azure Artifacts (`/upload`),
 * pypiserver (`/`). Null where it can't be told.
 */
export function simpleBeside(upload: URL): string | null {
  const simple = new URL(upload);
  if (upload.pathname === "/") simple.pathname = "/simple/";
  else if (/\/upload\/?$/.test(upload.pathname))
    simple.pathname = upload.pathname.replace(/\/upload\/?$/, "/simple/");
  else return null;
  return simple.href;
}

/**
 * Where the index of a record is read, for people to follow: an address of the web, or null. What names no index is
 * about PyPI.
 */
export function readAddress({
  index,
  simpleUrl,
}: {
  index: string | null;
  simpleUrl: string | null;
}): string | null {
  if (simpleUrl !== null) return webAddress(simpleUrl);
  if (index === null || index === "pypi") return pypi.simple;
  if (index === "testpypi") return testpypi.simple;
  if (!URL.canParse(index)) return null;
  const upload = new URL(index);
  return webAddress(publicIndex(upload)?.simple ?? simpleBeside(upload) ?? "");
}

function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  if (!/^https?:$/.test(protocol) || username !== "" || password !== "") return null;
  return href.endsWith("/") ? href : `${href}/`;
}
