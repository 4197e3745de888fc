/** SPDX licence expressions, as PEP 639 takes them: identifiers are matched without regard to case. */
import exceptionIds from "spdx-exceptions/index.json" with { type: "json" };
import parse from "spdx-expression-parse";
import ids from "spdx-license-ids/index.json" with { type: "json" };
import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };

/** In SPDX 3.27, by which PyPI goes (`packaging.licenses` 26.3); the list of npm is older. */
const laterExceptions = [
  "Asterisk-linking-protocols-exception",
  "CGAL-linking-exception",
  "Digia-Qt-LGPL-exception-1.1",
  "erlang-otp-linking-exception",
  "GPL-3.0-389-ds-base-exception",
  "harbour-exception",
  "Independent-modules-exception",
  "mxml-exception",
  "Nokia-Qt-exception-1.1",
  "PCRE2-exception",
  "polyparse-exception",
  "romic-exception",
  "RRDtool-FLOSS-exception-2.0",
];

const byFolded = (names: readonly string[]) => new Map(names.map((name) => [name.toLowerCase(), name]));
const licenses = byFolded([...ids, ...deprecatedIds]);
const exceptions = byFolded([...exceptionIds, ...laterExceptions]);
const deprecated = new Set(deprecatedIds);

/** No expression is longer; a longer one is not looked at. */
const longest = 2000;
const operators = new Set(["AND", "OR", "WITH", "(", ")"]);
/** The form of a reference to a licence of one's own. SPDX's references to other documents PyPI does not take. */
const ownLicense = /^LicenseRef-[A-Za-z0-9.-]+$/i;

/** What is to be said of an expression. */
export type SpdxVerdict =
  /** `deprecated` in SPDX's own spelling. */
  | { readonly deprecated: readonly string[] }
  /** The part that is no identifier; null when only the form is wrong. */
  | { readonly unknown: string | null };

/** Judges a `License-Expression` as `packaging.licenses` does, which PyPI asks. Never throws. */
export function readSpdx(expression: string): SpdxVerdict {
  if (expression.length > longest) return { unknown: null };
  const words = (expression.match(/[^\s()]+|[()]/g) ?? []).map(readWord);
  const unknown = words.find(({ standIn }) => standIn === null);
  if (unknown !== undefined) return { unknown: unknown.word };
  const form = words.map(({ standIn }) => standIn).join(" ");
  // The parser takes `() MIT`.
  if (form.includes("( )")) return { unknown: null };
  try {
    parse(form);
  } catch {
    return { unknown: null };
  }
  return { deprecated: words.flatMap((word) => (word.deprecated === null ? [] : [word.deprecated])) };
}

/** A word, and what stands for it where only the form counts: the parser knows fewer names. Null when it is unknown. */
function readWord(word: string): {
  readonly word: string;
  readonly standIn: string | null;
  readonly deprecated: string | null;
} {
  const known = (standIn: string | null, old: string | null = null) => ({ word, standIn, deprecated: old });
  if (operators.has(word.toUpperCase())) return known(word.toUpperCase());
  if (ownLicense.test(word)) return known("LicenseRef-x");
  if (exceptions.has(word.toLowerCase())) return known("Classpath-exception-2.0");
  const plus = word.endsWith("+") ? "+" : "";
  const license = licenses.get(word.slice(0, word.length - plus.length).toLowerCase());
  if (license === undefined) return known(null);
  return known(`MIT${plus}`, deprecated.has(license) ? license + plus : null);
}
