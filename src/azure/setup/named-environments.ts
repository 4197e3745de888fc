/** The environments that a pipeline's file names: each must have an approval check, or it is a way around the gate. */
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { yamlDocument } from "../../ci/yaml-document.ts";
import { keyText, pairsOf } from "../../ci/yaml-pairs.ts";
import type { NamedEnvironment } from "./wanted.ts";

/** Pipelines nest no deeper. */
const deepest = 30;

/**
 * Every `environment` of a job (a name, or a mapping with `name`), and every parameter `Environment`; `path` is only quoted.
 * Template expressions are nobody's to read but Azure Pipelines'. Never throws.
 */
export function namedEnvironments(text: string, path: string): NamedEnvironment[] {
  const document = yamlDocument(text);
  const found: NamedEnvironment[] = [];
  const seen = new Set<Node>();
  const take = (value: unknown) => {
    const node = document.resolve(value);
    if (!isScalar(node) || typeof node.value !== "string" || node.value.includes("${{")) return;
    // `name.resource` stands for a resource within the environment.
    const name = node.value.split(".")[0]?.trim() ?? "";
    if (name !== "") found.push({ name, place: `${path}:${document.spot(value).line}` });
  };
  const walk = (value: unknown, depth: number) => {
    const node = document.resolve(value);
    if (node === null || seen.has(node) || depth > deepest) return;
    seen.add(node);
    if (isSeq(node)) for (const item of node.items) walk(item, depth + 1);
    if (!isMap(node)) return;
    for (const { key, value: inside } of pairsOf(document, node)) {
      if (keyText(key).toLowerCase() !== "environment") {
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
