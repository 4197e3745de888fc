/** Adds an entry at the end of the list, in the layout of the last one. */
import { isMap, isScalar, type YAMLSeq } from "yaml";
import { normalizeName } from "../release/name.ts";
import { type Edit, eolOf, lineEnd } from "./edit-text.ts";
import type { CiFix } from "./fix.ts";
import type { YamlDocument } from "./yaml-document.ts";
import { keyText } from "./yaml-pairs.ts";

/** None where the list has the package already, or its last entry does not show how entries are written here. */
export function addEntry(
  { body, document, list }: { body: string; document: YamlDocument; list: YAMLSeq },
  { name, safeName }: Extract<CiFix, { kind: "add-entry" }>,
): Edit[] {
  const last = list.items.at(-1);
  if (!isMap(last) || !last.range || namesOf(list).has(normalizeName(name))) return [];
  const [start, end] = last.range;
  const inline = `{name: ${name}, safeName: ${safeName}}`;
  if (list.flow === true) return [{ from: end, to: end, text: `, ${inline}` }];
  const dash = body.lastIndexOf("-", start - 1);
  if (dash === -1 || body.slice(dash + 1, start).trim() !== "") return [];
  const indent = " ".repeat(document.spot({ range: [dash, dash, dash] }).column - 1);
  const eol = eolOf(body);
  // A block mapping's end is the beginning of the next line, or of the comment after it.
  const content = body.slice(0, end).trimEnd().length;
  const at = lineEnd(body, content);
  if (last.flow === true) return [{ from: at, to: at, text: `${eol}${indent}- ${inline}` }];
  const gap = /^ *$/.test(body.slice(dash + 1, start)) ? body.slice(dash + 1, start) : " ";
  const inner = " ".repeat(indent.length + 1 + gap.length);
  return [
    { from: at, to: at, text: `${eol}${indent}-${gap}name: ${name}${eol}${inner}safeName: ${safeName}` },
  ];
}

function namesOf(list: YAMLSeq): Set<string> {
  return new Set(
    list.items.flatMap((item) => {
      const pair = isMap(item)
        ? item.items.find(({ key }) => keyText(key).toLowerCase() === "name")
        : undefined;
      return isScalar(pair?.value) && typeof pair.value.value === "string"
        ? [normalizeName(pair.value.value)]
        : [];
    }),
  );
}
