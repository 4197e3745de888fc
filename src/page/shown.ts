/** The one place that makes foreign text fit to be shown. React makes it text; this makes it read as what it is. */

/** No text on the page is longer: details beyond it are in the record. */
const longest = 20_000;

/**
 * `text` without control and format characters (Unicode Cc, Cf): those that turn the direction of what follows could make a
 * version read as another. Line breaks and tabs stay.
 */
export function shown(text: string, limit = longest): string {
  const safe = text.replace(/[^\P{C}\n\t]/gu, "");
  return safe.length > limit ? `${safe.slice(0, limit)}…` : safe;
}

/** `href` when it is an address that a link may have: https, or http on this machine; else null. */
export function safeAddress(href: string | null): string | null {
  if (href === null || !URL.canParse(href)) return null;
  const { protocol, hostname, username, password } = new URL(href);
  if (username !== "" || password !== "") return null;
  const isHere = protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost");
  return protocol === "https:" || isHere ? href : null;
}
