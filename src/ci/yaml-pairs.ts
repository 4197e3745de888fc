/** The pairs of a YAML mapping, merge keys (`<<`) resolved. */
import { isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from "yaml";
import type { YamlDocument } from "./yaml-document.ts";

/** Merges of merges multiply: a small file could otherwise ask for billions of pairs. */
const deepest = 10;
const most = 1000;

/** The pairs of a mapping, then those it merges whose keys it lacks. Cycles end; at most 1000 are merged. */
export function pairsOf(document: YamlDocument, map: YAMLMap): Pair[] {
  return merged(document, map, new Map(), 0);
}

function merged(document: YamlDocument, map: YAMLMap, known: Map<YAMLMap, Pair[]>, depth: number): Pair[] {
  const before = known.get(map);
  if (before !== undefined) return before;
  const pairs = map.items.filter(({ key }) => !isMergeKey(key));
  // What stands there before the sources are looked at ends a cycle.
  known.set(map, pairs);
  const merges = map.items.filter(({ key }) => isMergeKey(key));
  if (merges.length === 0 || depth >= deepest) return pairs;
  const seen = new Set(pairs.map(({ key }) => keyText(key)));
  const all = [...pairs];
  for (const source of new Set(merges.flatMap(({ value }) => sourcesOf(document, value)))) {
    for (const pair of merged(document, source, known, depth + 1)) {
      const name = keyText(pair.key);
      if (seen.has(name) || all.length >= pairs.length + most) continue;
      seen.add(name);
      all.push(pair);
    }
  }
  known.set(map, all);
  return all;
}

function sourcesOf(document: YamlDocument, value: unknown): YAMLMap[] {
  const source = document.resolve(value);
  if (isMap(source)) return [source];
  const items = isSeq(source) ? source.items.slice(0, most) : [];
  return items.map((item) => document.resolve(item)).filter((item) => isMap(item));
}

/** Whether a key is `<<`, which pulls in the pairs of other mappings. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && (key.type === "PLAIN" || key.type === undefined);
}

/** A key as text; empty for one that is no scalar. */
export function keyText(key: unknown): string {
  return isScalar(key) && key.value !== null ? scalarText(key) : "";
}

/** A scalar as the file writes it. */
export function scalarText(scalar: Scalar): string {
  return typeof scalar.value === "string"
    ? scalar.value
    : (scalar.source ?? JSON.stringify(scalar.value) ?? "");
}
