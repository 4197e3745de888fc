/** Texts that are almost right: real ones with a few changes of the kind that people, merges and attackers make. */
import fc from "fast-check";

const odd = [
  "",
  "\n",
  "\r\n",
  "\r",
  "\t",
  "\uFEFF",
  "\0",
  "\u2028",
  "\u202E",
  "\uD800",
  "##vso[task.complete]",
  "${{ if eq(1, 1) }}:",
  "${{ each a in b }}:",
  "<!--",
  "-->",
  "```",
  "~~~~",
  "=====",
  "++++",
  "## 1.0.0 (Unreleased)",
  "- name: ",
  "safeName:",
  "Artifacts:",
  "&a ",
  "*a",
  "<<: *a",
  "{",
  "[",
  "]",
  "}",
  "'",
  '"',
  '"""',
  "f'{",
  "\\",
  "%s",
  "(",
  ")",
  "#",
  ": ",
  "[project]",
  "dynamic = ['version']",
  "setup(**a)",
  "re.search(r'(a+)+$', open('x').read())",
  "1.0.0-beta.5",
  "９.９",
  "../../../../etc/passwd",
  "C:\\x",
  "x".repeat(5000),
  "[".repeat(300),
  "  ".repeat(500),
];

type Change = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number) => Math.floor(share * text.length);

const insert = fc
  .tuple(place, fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 8 })))
  .map(
    ([share, piece]): Change =>
      (text) =>
        text.slice(0, at(text, share)) + piece + text.slice(at(text, share)),
  );
const cut = fc.tuple(place, fc.nat(40)).map(
  ([share, length]): Change =>
    (text) =>
      text.slice(0, at(text, share)) + text.slice(at(text, share) + length),
);
const repeatLine = fc.tuple(place, fc.integer({ min: 1, max: 30 })).map(
  ([share, times]): Change =>
    (text) => {
      const lines = text.split("\n");
      const line = Math.min(lines.length - 1, Math.floor(share * lines.length));
      return lines.toSpliced(line, 0, ...Array.from({ length: times }, () => lines[line] ?? "")).join("\n");
    },
);
const swapLines = fc.tuple(place, place).map(
  ([a, b]): Change =>
    (text) => {
      const lines = text.split("\n");
      const [from, to] = [Math.floor(a * lines.length), Math.floor(b * lines.length)];
      return lines.with(from % lines.length, lines[to % lines.length] ?? "").join("\n");
    },
);
const windows = fc.constant<Change>((text) => text.replaceAll("\n", "\r\n"));

/** One of `texts`, with up to five changes. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const change = fc.oneof(insert, insert, cut, repeatLine, swapLines, windows);
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 5 }))
    .map(([text, changes]) => changes.reduce((now, next) => next(now), text));
}
