/** The environments that a pipeline's file names: each must have an approval check, or it is a way around the gate. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { yamlDocument } from "../../ci/yaml-document.ts";
import { keyText, pairsOf } from "../../ci/yaml-pairs.ts";
import type { NamedEnvironment } from "./wanted.ts";

/** Pipelines nest no deeper. */
const deepest = 30;

/** Every `environment` of a job, and every parameter `Environment`; `path` is only quoted. Never throws. */
export function namedEnvironments(text: string, path: string): NamedEnvironment[] {
  return namesUnder("environment", text).flatMap(({ name: whole, line }) => {
    // `name.resource` stands for a resource within the environment.
    const name = whole.split(".")[0]?.trim() ?? "";
    return name === "" ? [] : [{ name, place: `${path}:${line}` }];
  });
}

/** Every agent pool that a `pool`, or a parameter `Pool`, names; images of hosted agents are none. Never throws. */
export function namedPools(text: string): string[] {
  const names = namesUnder("pool", text).map(({ name }) => name.trim());
  return names.filter((name) => name !== "" && !/[$,*]/.test(name));
}

/**
 * What stands under a key: a name, or a mapping with `name`. Template expressions are nobody's to read but Azure Pipelines'.
 */
function namesUnder(wanted: string, text: string): { readonly name: string; readonly line: number }[] {
  const document = yamlDocument(text);
  const found: { readonly name: string; readonly line: number }[] = [];
  const seen = new Set<Node>();
  const take = (value: unknown) => {
    const node = document.resolve(value);
    if (!isScalar(node) || typeof node.value !== "string" || node.value.includes("${{")) return;
    found.push({ name: node.value, line: document.spot(value).line });
  };
  const walk = (value: unknown, depth: number) => {
    const node = document.resolve(value);
    if (node === null || seen.has(node) || depth > deepest) return;
    seen.add(node);
    if (isSeq(node)) for (const item of node.items) walk(item, depth + 1);
    if (!isMap(node)) return;
    for (const { key, value: inside } of pairsOf(document, node)) {
      if (keyText(key).toLowerCase() !== wanted) {
        walk(inside, depth + 1);
        continue;
      }
      const map = document.resolve(inside);
      if (isMap(map)) take(pairsOf(document, map).find((pair) => keyText(pair.key) === "name")?.value);
      else take(inside);
    }
  };
  walk(document.root, 0);
  return found;
}
