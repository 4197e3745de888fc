/** Reads a YAML node by a shape: what fits comes out as a plain value, what does not as a fault at its place. */
import { isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { quote } from "../ci/quote.ts";
import { kindOf } from "../ci/read-entry.ts";
import type { YamlDocument } from "../ci/yaml-document.ts";
import { keyText, pairsOf } from "../ci/yaml-pairs.ts";
import { nearest } from "../release/nearest.ts";
import type { ConfigFault } from "./settings.ts";
import {
  type ChoiceShape,
  choices,
  type RecordShape,
  remedyOf,
  type Shape,
  sentence,
  type TableShape,
  type TextShape,
} from "./shape.ts";

export type Fault = Omit<ConfigFault, "path">;

/** Of a file that is nothing like a gatehouse.yml the first faults say enough. */
const faultsShown = 50;

/** What reading takes: the document, and where faults go. */
interface Reading {
  readonly document: YamlDocument;
  readonly faults: Fault[];
}

/** How a message calls a value, and where it is shown: a value that is missing stands where its key does. */
interface About {
  readonly called: string;
  readonly key: unknown;
}

/** The keys of the whole file. One that can't be used is left out alone. */
export function readRoot(reading: Reading, shape: RecordShape): Record<string, unknown> {
  const root = reading.document.resolve(reading.document.root);
  if (root === null || (isScalar(root) && root.value === null)) return {};
  if (isMap(root)) return readRecord(reading, root, { shape, called: null }).value;
  refuse(reading, root, `gatehouse.yml is ${kindOf(root)}, not a mapping.`, () => remedyOf(shape));
  return {};
}

/** The value, or undefined where it can't be used. */
function readValue(reading: Reading, node: unknown, shape: Shape, about: About): unknown {
  const target = reading.document.resolve(node);
  const empty = target === null || (isScalar(target) && target.value === null);
  const place = empty ? about.key : node;
  if (empty) return refuse(reading, place, `${sentence(about.called)} is empty.`, () => remedyOf(shape));
  if ("enum" in shape || shape.type === "string") {
    if (isScalar(target) && fits(target.value, shape)) return target.value;
    const problem = isScalar(target) && target.value === "" ? "is empty" : `can't be ${kindOf(target)}`;
    return refuse(reading, place, `${sentence(about.called)} ${problem}.`, () => remedyOf(shape));
  }
  if (shape.type === "array") {
    if (isSeq(target) && target.items.length < (shape.minItems ?? 0))
      return refuse(reading, place, `${sentence(about.called)} is empty.`, () => remedyOf(shape));
    if (isSeq(target)) return readList(reading, target, shape.items, about.called);
  } else if (isMap(target)) {
    if (!("properties" in shape)) return readTable(reading, target, shape, about.called);
    const { value, whole } = readRecord(reading, target, { shape, called: about.called });
    // Half an acceptance would cover more than was meant.
    return whole ? value : undefined;
  }
  const wanted = shape.type === "array" ? "a list" : "a mapping";
  return refuse(reading, place, `${sentence(about.called)} is ${kindOf(target)}, not ${wanted}.`, () =>
    remedyOf(shape),
  );
}

function fits(value: unknown, shape: TextShape | ChoiceShape): boolean {
  if (typeof value !== "string") return false;
  if ("enum" in shape) return shape.enum.includes(value);
  return value !== "" && (shape.pattern === undefined || new RegExp(shape.pattern, "u").test(value));
}

function readList(reading: Reading, list: YAMLSeq, shape: Shape, called: string): unknown[] {
  return list.items.flatMap((item, at) => {
    const about = { called: `entry ${at + 1} of ${called}`, key: item ?? list };
    const value = readValue(reading, item, shape, about);
    return value === undefined ? [] : [value];
  });
}

function readTable(reading: Reading, map: YAMLMap, shape: TableShape, called: string) {
  const pairs = pairsOf(reading.document, map).flatMap(({ key, value: node }) => {
    const name = keyText(key);
    const about = { called: `${quote(name)} in ${called}`, key };
    const value = readValue(reading, node, shape.additionalProperties, about);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** `whole`: whether nothing in it was refused. `called` is null for the file itself. */
function readRecord(
  reading: Reading,
  map: YAMLMap,
  { shape, called }: { shape: RecordShape; called: string | null },
): { value: Record<string, unknown>; whole: boolean } {
  const keys = Object.keys(shape.properties);
  const read: [string, unknown][] = [];
  const pairs = pairsOf(reading.document, map);
  let whole = true;
  for (const { key, value: node } of pairs) {
    const name = keyText(key);
    const own = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    const about = { called: called === null ? `\`${name}\`` : `\`${name}\` of ${called}`, key };
    const value =
      own === undefined ? refuseKey(reading, key, keys, called) : readValue(reading, node, own, about);
    if (value === undefined) whole = false;
    else read.push([name, value]);
  }
  const present = new Set(pairs.map(({ key }) => keyText(key)));
  for (const key of shape.required?.filter((required) => !present.has(required)) ?? []) {
    whole = false;
    const holder = called ?? "gatehouse.yml";
    const value = shape.properties[key];
    const remedy = () => `Add \`${key}:\`. ${value === undefined ? "" : remedyOf(value)}`.trimEnd();
    refuse(reading, map, `${sentence(holder)} has no \`${key}\`.`, remedy);
  }
  return { value: Object.fromEntries(read), whole };
}

function refuseKey(
  reading: Reading,
  key: unknown,
  keys: readonly string[],
  called: string | null,
): undefined {
  const name = keyText(key);
  const what = called === null ? "setting of gatehouse.yml" : `key of ${called}`;
  return refuse(reading, key, `${quote(name)} is no ${what}.`, () => {
    const meant = nearest(name, keys);
    return meant === null ? `It takes ${choices(keys)}.` : `Did you mean \`${meant}\`?`;
  });
}

/** The remedy is a function: finding the nearest of many names takes time. */
function refuse(
  { document, faults }: Reading,
  node: unknown,
  message: string,
  remedy: () => string,
): undefined {
  if (faults.length < faultsShown) faults.push({ ...document.spot(node), message, remedy: remedy() });
  return undefined;
}
