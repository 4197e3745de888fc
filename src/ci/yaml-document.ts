/** A YAML text as nodes with places. The `yaml` library parses; aliases and merge keys are resolved here. */
import {
  type Alias,
  type Document,
  isAlias,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import { quote } from "./quote.ts";
import type { CiFault } from "./types.ts";
import { isMergeKey, scalarText } from "./yaml-pairs.ts";
import { yamlRemedy } from "./yaml-remedies.ts";

/** Where a node stands; line and column from 1. */
interface Spot {
  readonly line: number;
  readonly column: number;
}

export interface YamlDocument {
  /** Null when the text is empty. */
  readonly root: Node | null;
  readonly faults: readonly CiFault[];
  /** The node that an alias stands for; null where it stands for none. */
  resolve(node: unknown): Node | null;
  spot(node: unknown): Spot;
}

/** A broken file is corrected from its first fault on; the rest of the parser's list is mostly its echo. */
const faultsShown = 5;

/** Parses one YAML document. Never throws; what could be read is there beside the faults. */
export function yamlDocument(text: string): YamlDocument {
  const lines = new LineCounter();
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    // Its own check for doubled keys compares each key with each other one; `inspect` needs one look at each.
    const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    return readable(document, lines);
  } catch (thrown) {
    const problem = thrown instanceof Error ? thrown.message : String(thrown);
    return nothing([{ ...yamlFault("UNREADABLE", problem), line: 1, column: 1 }]);
  }
}

function nothing(faults: CiFault[]): YamlDocument {
  return { root: null, faults, resolve: () => null, spot: () => ({ line: 1, column: 1 }) };
}

function readable(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const place = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const spot = (node: unknown) => place(offsetOf(node));
  const { targets, doubled, unknown } = inspect(document);
  const all = [
    ...document.errors.map(({ code, message, pos }) => ({ code, problem: message, at: pos[0] })),
    ...doubled.map((key) => ({
      code: "DUPLICATE_KEY",
      problem: `the key ${quote(scalarText(key))} is given twice in one mapping`,
      at: offsetOf(key),
    })),
    ...unknown.map((alias) => ({
      code: "BAD_ALIAS",
      problem: `the alias ${quote(alias.source)} has no anchor above it`,
      at: offsetOf(alias),
    })),
  ].toSorted((a, b) => a.at - b.at);
  // Of one line the first fault is the cause.
  const firsts = new Map<number, CiFault>();
  for (const { code, problem, at } of all) {
    const where = place(at);
    if (!firsts.has(where.line)) firsts.set(where.line, { ...yamlFault(code, problem), ...where });
    if (firsts.size === faultsShown) break;
  }
  const faults = [...firsts.values()];
  const resolve = (node: unknown): Node | null => {
    const target = isAlias(node) ? (targets.get(node) ?? null) : (node as Node | null);
    return target ?? null;
  };
  return { root: document.contents, faults, resolve, spot };
}

function yamlFault(code: string, problem: string): Pick<CiFault, "rule" | "message" | "remedy"> {
  return { rule: "ci-yaml", message: `This is not YAML: ${problem}.`, remedy: yamlRemedy(code) };
}

function offsetOf(node: unknown): number {
  const range = (node as Node | null)?.range;
  return range?.[0] ?? 0;
}

/** One walk in the order of the text: what each alias stands for, and the keys that a mapping has twice. */
function inspect(document: Document.Parsed) {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const doubled: Scalar[] = [];
  const unknown: Alias[] = [];
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias(_, alias) {
      const target = anchors.get(alias.source);
      if (target === undefined) unknown.push(alias);
      else targets.set(alias, target);
    },
    Map(_, map) {
      if (map.anchor !== undefined) anchors.set(map.anchor, map);
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || isMergeKey(key)) continue;
        if (seen.has(key.value)) doubled.push(key);
        seen.add(key.value);
      }
    },
  });
  return { targets, doubled, unknown };
}
