/** One entry of `Artifacts`. Keys are matched without regard to case: real files say `safename` and `safeNAme`. */
import { isMap, isScalar, isSeq, type Pair } from "yaml";
import { isExpression } from "./find-artifacts.ts";
import { quote } from "./quote.ts";
import type { CiEntry, CiFault, Located } from "./types.ts";
import type { YamlDocument } from "./yaml-document.ts";
import { keyText, pairsOf, scalarText } from "./yaml-pairs.ts";

/** What one item of the list gives; no entry where it is no mapping. */
export interface EntryReading {
  readonly entry: CiEntry | null;
  readonly faults: readonly CiFault[];
}

const sample = "`- name: azure_core` and, below it, `safeName: azurecore`";

/** Reads item `position` (from 1) of the list. Never throws. */
export function readEntry(document: YamlDocument, item: unknown, position: number): EntryReading {
  const node = document.resolve(item);
  const spot = document.spot(item);
  const label = `Entry ${position} of Artifacts`;
  if (!isMap(node)) {
    if (isExpression(node)) return refused(expressionFault(label), spot);
    const message = `${label} is ${kindOf(node)}, not a mapping with name and safeName.`;
    return refused({ rule: "artifacts", message, remedy: `Write it as ${sample}.` }, spot);
  }
  const pairs = pairsOf(document, node);
  const expression = pairs.find(({ key }) => isExpression(key));
  if (expression !== undefined) return refused(expressionFault(label), document.spot(expression.key));
  const faults = doubledKeys(document, pairs, label);
  const value = (wanted: string) => pairs.find(({ key }) => keyText(key).toLowerCase() === wanted);
  const text = (key: "name" | "safeName") => {
    const reading = readText(document, value(key.toLowerCase()), { key, label, entry: spot.line });
    if (reading.fault !== null) faults.push({ ...spot, ...reading.fault });
    return reading.text;
  };
  const name = text("name");
  const safeName = text("safeName");
  const { dependsOn, fault } = readDependsOn(document, value("dependson"), label);
  if (fault !== null) faults.push(fault);
  const keys = node.items.map(({ key }) => ({ value: keyText(key), ...document.spot(key) }));
  return { entry: { ...spot, name, safeName, dependsOn, keys }, faults };
}

type Words = Pick<CiFault, "rule" | "message" | "remedy">;

function refused(words: Words, spot: { line: number; column: number }): EntryReading {
  return { entry: null, faults: [{ ...words, ...spot }] };
}

function expressionFault(label: string): Words {
  return {
    rule: "artifacts",
    message: `${label} is a template expression, which only Azure Pipelines can evaluate.`,
    remedy: "Write the entries out, or hand the list to the tasks as their input `artifacts`.",
  };
}

function doubledKeys(document: YamlDocument, pairs: readonly Pair[], label: string): CiFault[] {
  const first = new Map<string, string>();
  return pairs.flatMap(({ key }) => {
    const written = keyText(key);
    const folded = written.toLowerCase();
    const other = first.get(folded);
    first.set(folded, other ?? written);
    // The same spelling twice is no YAML, and said so already.
    if (other === undefined || other === written) return [];
    const message = `${label} has ${quote(other)} and ${quote(written)}: two spellings of one key.`;
    return [
      { rule: "artifact-key" as const, message, remedy: "Keep one of the two.", ...document.spot(key) },
    ];
  });
}

interface Wanted {
  readonly key: "name" | "safeName";
  readonly label: string;
  /** The line of the entry. */
  readonly entry: number;
}

function readText(document: YamlDocument, pair: Pair | undefined, { key, label, entry }: Wanted) {
  const rule = key === "name" ? ("artifact-name" as const) : ("safe-name" as const);
  const fault = (message: string, remedy: string, at: object) => ({
    text: null,
    fault: { rule, message, remedy, ...at },
  });
  const where = inSentence(label);
  if (pair === undefined) return fault(`${label} has no ${key}.`, `Write an entry as ${sample}.`, { entry });
  const node = document.resolve(pair.value);
  const empty = node === null || (isScalar(node) && (node.value === null || node.value === ""));
  if (empty)
    return fault(`${key} of ${where} is empty.`, `Give it a value after \`${key}:\`, or remove the entry.`, {
      ...document.spot(pair.key),
      entry,
    });
  const at = document.spot(pair.value);
  if (!isScalar(node) || typeof node.value !== "string") {
    const remedy = isScalar(node) ? "Put the value into quotes." : "Give it one text.";
    return fault(`${key} of ${where} is ${kindOf(node)}, not a text.`, remedy, at);
  }
  if (isExpression(node))
    return fault(`${key} of ${where} is a template expression.`, "Write the text itself.", at);
  return { text: { value: node.value, ...at } satisfies Located<string>, fault: null };
}

function readDependsOn(document: YamlDocument, pair: Pair | undefined, label: string) {
  const where = inSentence(label);
  const node = pair === undefined ? null : document.resolve(pair.value);
  const items = isSeq(node)
    ? node.items
    : node === null || (isScalar(node) && node.value === null)
      ? []
      : [node];
  const dependsOn: Located<string>[] = [];
  for (const item of items) {
    const text = document.resolve(item);
    if (isScalar(text) && typeof text.value === "string") {
      dependsOn.push({ value: text.value, ...document.spot(item) });
      continue;
    }
    const message = `dependsOn of ${where} holds ${kindOf(text)}, not a safeName.`;
    const remedy = "List safeNames of entries of this file, each as a text.";
    return { dependsOn, fault: { rule: "artifacts" as const, message, remedy, ...document.spot(item) } };
  }
  return { dependsOn, fault: null };
}

function inSentence(label: string): string {
  return `e${label.slice(1)}`;
}

/** What a node is, in words. */
export function kindOf(node: unknown): string {
  if (isSeq(node)) return "a list";
  if (isMap(node)) return "a mapping";
  if (!isScalar(node) || node.value === null) return "empty";
  if (isExpression(node)) return "a template expression";
  if (typeof node.value === "string") return `the text ${quote(node.value)}`;
  return `the ${typeof node.value} ${quote(scalarText(node))}`;
}
