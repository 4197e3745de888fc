/** Python's string literals (https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals). */

const escapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The parts of a literal as written: prefix in lower case, and how many quotes enclose it. Null when it is none. */
export function literalShape(source: string): { prefix: string; quotes: number } | null {
  const shape = /^([A-Za-z]{0,2})('''|"""|'|")/.exec(source);
  if (shape === null) return null;
  const [, prefix = "", mark = ""] = shape;
  const closed = source.length >= prefix.length + 2 * mark.length && source.endsWith(mark);
  return closed ? { prefix: prefix.toLowerCase(), quotes: mark.length } : null;
}

/** The value of a literal without placeholders. Null for bytes and for what is not closed. */
export function literalText(source: string): string | null {
  const shape = literalShape(source);
  if (shape === null || shape.prefix.includes("b")) return null;
  const body = source.slice(shape.prefix.length + shape.quotes, -shape.quotes).replace(/\r\n?/g, "\n");
  return shape.prefix.includes("r") ? body : unescapeText(body);
}

/** Resolves the escapes of a literal's body. One that Python does not know stays as it is, as in Python. */
export function unescapeText(body: string): string {
  return body.replace(
    /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{1,3})|([^]))/gu,
    (
      whole,
      hex: string | undefined,
      four: string | undefined,
      eight: string | undefined,
      octal: string | undefined,
      one: string | undefined,
    ) => {
      if (one !== undefined) return escapes[one] ?? whole;
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const point = Number.parseInt(hex ?? four ?? eight ?? "", 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
