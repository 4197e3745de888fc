/** SPDX licence expressions, as PEP 639 takes them: identifiers are matched without regard to case. */
import exceptions from "spdx-exceptions/index.json" with { type: "json" };
import parse from "spdx-expression-parse";
import ids from "spdx-license-ids/index.json" with { type: "json" };
import deprecated from "spdx-license-ids/deprecated.json" with { type: "json" };

const known = new Map(
  [...ids, ...deprecated, ...exceptions, "AND", "OR", "WITH"].map((id) => [id.toLowerCase(), id]),
);

/** What is to be said of an expression. */
export type SpdxVerdict =
  /** `canonical` is the expression in SPDX's own spelling. */
  | { readonly canonical: string; readonly deprecated: readonly string[] }
  /** The part that is no identifier; null when only the form is wrong. */
  | { readonly unknown: string | null };

/** Judges a `License-Expression`. Never throws. */
export function readSpdx(expression: string): SpdxVerdict {
  const words = expression.match(/[^\s()]+|[()]/g) ?? [];
  const canonical = words.map((word) => {
    const plus = word.endsWith("+") ? "+" : "";
    const id = known.get(word.slice(0, word.length - plus.length).toLowerCase());
    return id === undefined ? word : id + plus;
  });
  const isKnown = (word: string) =>
    /^[()]$/.test(word) ||
    /^(?:DocumentRef-|LicenseRef-)/.test(word) ||
    known.has(word.replace(/\+$/, "").toLowerCase());
  const unknown = canonical.find((word) => !isKnown(word));
  if (unknown !== undefined) return { unknown };
  const text = canonical.join(" ").replace(/\( /g, "(").replace(/ \)/g, ")");
  try {
    parse(text);
  } catch {
    return { unknown: null };
  }
  return {
    canonical: text,
    deprecated: canonical.filter((word) => deprecated.includes(word.replace(/\+$/, ""))),
  };
}
