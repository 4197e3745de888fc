/** `--fix`: writes corrections into the text of a ci.yml, and leaves every other byte of it as it is. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { type Edit, eolOf, flowValue, lineEnd, withEdits } from "./edit-text.ts";
import { addEntry } from "./add-entry.ts";
import { findArtifacts } from "./find-artifacts.ts";
import type { CiFix } from "./fix.ts";
import { type YamlDocument, yamlDocument } from "./yaml-document.ts";
import { keyText } from "./yaml-pairs.ts";

/**
 * The text with the corrections made. What can't be corrected in place (an entry that is an alias, a value that comes by
 * a merge key) stays as it is, and so does a text that would not be YAML afterwards. Never throws; correcting twice
 * changes nothing.
 */
export function applyFixes(text: string, fixes: readonly CiFix[]): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const document = yamlDocument(body);
  const list = document.faults.length > 0 ? null : listOf(document);
  if (list === null) return text;
  // What is added to the last entry stands before an entry that is added behind it.
  const inOrder = fixes.toSorted((a, b) => Number(a.kind === "add-entry") - Number(b.kind === "add-entry"));
  const edits = inOrder.flatMap((fix) => editsOf(fix, { body, document, list }));
  const next = withEdits(body, edits);
  return yamlDocument(next).faults.length > 0 ? text : mark + next;
}

/** A ci.yml as it is edited. */
interface Editing {
  readonly body: string;
  readonly document: YamlDocument;
  readonly list: YAMLSeq;
}

function listOf(document: YamlDocument): YAMLSeq | null {
  const { root } = document;
  const value = isMap(root) ? findArtifacts(document, root).found[0]?.value : null;
  return isSeq(value) ? value : null;
}

function editsOf(fix: CiFix, editing: Editing): Edit[] {
  if (fix.kind === "add-entry") return addEntry(editing, fix);
  const map = entryAt(editing, fix.entry);
  if (map === null) return [];
  switch (fix.kind) {
    case "set-name":
      return setScalar(editing, pairOf(map, "name"), fix.name);
    case "rename-key":
      return renameKey(map, fix.from, fix.to);
    case "set-safe-name":
      return setSafeName(editing, map, fix.safeName);
    case "add-depends-on":
      return addDependsOn(editing, map, fix.safeNames);
  }
}

/** The entry that begins in a line of the list itself; null for an alias, whose text stands elsewhere. */
function entryAt({ document, list }: Editing, line: number): YAMLMap | null {
  const found = list.items.find((item) => isMap(item) && document.spot(item).line === line);
  return isMap(found) ? found : null;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair.key).toLowerCase() === key);
}

function setScalar({ body }: Editing, pair: Pair | undefined, value: string): Edit[] {
  const node = pair?.value;
  if (!isScalar(node) || !node.range || typeof node.value !== "string") return [];
  const [from, to] = node.range;
  const quote = /^["']/.exec(body.slice(from, to))?.[0] ?? "";
  // A block text (`|`, `>`) is no name that anyone writes.
  return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED"
    ? []
    : [{ from, to, text: quote + value + quote }];
}

function renameKey(map: YAMLMap, from: string, to: string): Edit[] {
  const key = map.items.find((pair) => keyText(pair.key) === from)?.key;
  if (!isScalar(key) || !key.range || key.type !== "PLAIN") return [];
  return [{ from: key.range[0], to: key.range[1], text: to }];
}

function setSafeName(editing: Editing, map: YAMLMap, safeName: string): Edit[] {
  const pair = pairOf(map, "safename");
  if (pair !== undefined) return setEmpty(editing, pair, safeName);
  return addPair(editing, map, pairOf(map, "name"), `safeName: ${safeName}`);
}

/** Gives a value to a key that has none. */
function setEmpty({ body }: Editing, { key, value }: Pair, text: string): Edit[] {
  const isEmpty = value === null || (isScalar(value) && (value.value === null || value.value === ""));
  if (!isEmpty || !isScalar(key) || !key.range) return [];
  const written = isScalar(value) && value.range ? body.slice(value.range[0], value.range[1]) : "";
  if (written !== "" && isScalar(value) && value.range)
    return [{ from: value.range[0], to: value.range[1], text }];
  const colon = body.indexOf(":", key.range[1]);
  return colon === -1 ? [] : [{ from: colon + 1, to: colon + 1, text: ` ${text}` }];
}

/** Adds `pair` after another one of a mapping, in the style of the mapping. */
function addPair({ body, document }: Editing, map: YAMLMap, after: Pair | undefined, pair: string): Edit[] {
  const value = after?.value;
  if (!isScalar(value) || !value.range) return [];
  if (map.flow === true) return [{ from: value.range[1], to: value.range[1], text: `, ${pair}` }];
  const at = lineEnd(body, value.range[1]);
  const indent = " ".repeat(document.spot(map.items[0]?.key).column - 1);
  return [{ from: at, to: at, text: `${eolOf(body)}${indent}${pair}` }];
}

function addDependsOn(editing: Editing, map: YAMLMap, wanted: readonly string[]): Edit[] {
  const { body, document } = editing;
  const pair = pairOf(map, "dependson");
  const value = pair?.value;
  const items = isSeq(value) ? value.items : isScalar(value) && value.value !== null ? [value] : [];
  const there = new Set(items.map((item) => (isScalar(item) ? String(item.value).toLowerCase() : "")));
  const missing = wanted.filter((safeName) => !there.has(safeName.toLowerCase()));
  if (missing.length === 0) return [];
  if (pair === undefined)
    return addPair(
      editing,
      map,
      pairOf(map, "safename") ?? pairOf(map, "name"),
      `dependsOn: ${flowValue(missing)}`,
    );
  const last = items.at(-1);
  if (last === undefined && !isSeq(value)) return setEmpty(editing, pair, flowValue(missing));
  if (isSeq(value) && value.flow === true && value.range) {
    const close = body.lastIndexOf("]", value.range[1] - 1);
    const at = isScalar(last) && last.range ? last.range[1] : close;
    return [{ from: at, to: at, text: (last === undefined ? "" : ", ") + missing.join(", ") }];
  }
  if (!isScalar(last) || !last.range) return [];
  if (!isSeq(value))
    return [{ from: last.range[0], to: last.range[1], text: flowValue([String(last.value), ...missing]) }];
  const at = lineEnd(body, last.range[1]);
  const dash = body.lastIndexOf("-", last.range[0]);
  const indent = " ".repeat(document.spot({ range: [dash, dash, dash] }).column - 1);
  return [{ from: at, to: at, text: missing.map((name) => `${eolOf(body)}${indent}- ${name}`).join("") }];
}
