/**
 * Finds the `Artifacts` list by its path, never by the look of a list: `CondaArtifacts` and `MatrixConfigs` have
 * entries with names too.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { CiFault } from "./types.ts";
import type { YamlDocument } from "./yaml-document.ts";
import { keyText, pairsOf } from "./yaml-pairs.ts";

/** A key `Artifacts` and what it holds. */
export interface Found {
  readonly key: unknown;
  readonly value: unknown;
  /** The keys beside it, and its own. */
  readonly parameters: readonly Pair[];
  /** What `template` beside these parameters names. */
  readonly template: unknown;
}

export interface Search {
  readonly found: readonly Found[];
  readonly faults: readonly CiFault[];
}

/** Pipelines nest stages, jobs and steps, with expressions between: never deeper than this. */
const deepest = 12;

/** Every `Artifacts` below the root, and those that stand under a template expression, as faults. */
export function findArtifacts(document: YamlDocument, root: YAMLMap): Search {
  const found: Found[] = [];
  const faults: CiFault[] = [];
  const seen = new Set<Node>();

  const parameters = (node: unknown, template: unknown, conditional: boolean, depth: number): void => {
    const map = document.resolve(node);
    if (!isMap(map) || seen.has(map) || depth > deepest) return;
    seen.add(map);
    const pairs = pairsOf(document, map);
    for (const { key, value } of pairs) {
      if (isExpression(key)) parameters(value, template, true, depth + 1);
      else if (keyText(key).toLowerCase() !== "artifacts") continue;
      else if (conditional) faults.push({ ...conditionalList, ...document.spot(key) });
      else found.push({ key, value, parameters: pairs, template });
    }
  };

  const templates = (node: unknown, conditional: boolean, depth: number): void => {
    const target = document.resolve(node);
    if (target === null || seen.has(target) || depth > deepest) return;
    if (isSeq(target)) {
      seen.add(target);
      for (const item of target.items) templates(item, conditional, depth + 1);
      return;
    }
    if (!isMap(target)) return;
    seen.add(target);
    const pairs = pairsOf(document, target);
    const template = pairs.find(({ key }) => keyText(key) === "template")?.value ?? null;
    for (const { key, value } of pairs) {
      const name = keyText(key);
      if (isExpression(key)) templates(value, true, depth + 1);
      else if (name === "parameters") parameters(value, template, conditional, depth + 1);
      else if (name === "stages" || name === "jobs") templates(value, conditional, depth + 1);
    }
  };

  for (const { key, value } of pairsOf(document, root)) {
    const name = keyText(key);
    if (name === "extends" || name === "stages" || name === "jobs") templates(value, false, 0);
    else if (name === "parameters") parameters(value, null, false, 0);
    else if (name.toLowerCase() === "artifacts") found.push({ key, value, parameters: [], template: null });
    else if (isExpression(key)) templates(value, true, 0);
  }
  return { found, faults };
}

/** Whether a key or value is a template expression, which only Azure Pipelines can evaluate. */
export function isExpression(node: unknown): boolean {
  return isScalar(node) && typeof node.value === "string" && /\$\{\{/.test(node.value);
}

const conditionalList = {
  rule: "artifacts",
  message: "`Artifacts` stands under a template expression, which only Azure Pipelines can evaluate.",
  remedy:
    "Move `Artifacts` directly under `parameters`, or hand the list to the tasks as their input `artifacts`.",
} as const;
