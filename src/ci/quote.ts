/** Foreign text as it may stand inside a sentence. */

const longest = 200;

/** `text` in double quotes, escaped as JSON escapes it, at most 200 characters of it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
