/** The text of a gatehouse.yml: every setting that can be used, and a fault for each thing that can't. */
import { isMap, isScalar, isSeq } from "yaml";
import type { Located } from "../ci/types.ts";
import { type YamlDocument, yamlDocument } from "../ci/yaml-document.ts";
import { keyText, pairsOf } from "../ci/yaml-pairs.ts";
import { type Fault, readRoot } from "./read-shape.ts";
import { type Config, configSchema } from "./schema.ts";

export interface ParsedConfig {
  /** What can be used; an acceptance only whole, so that it never covers more than was meant. */
  readonly config: Config;
  /** The rules that the file names, each where it does. */
  readonly ruleNames: readonly Located<string>[];
  readonly faults: readonly Fault[];
}

/** Reads a gatehouse.yml. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const document = yamlDocument(text);
  const faults: Fault[] = document.faults.map(({ line, column, message, remedy }) => ({
    line,
    column,
    message,
    // The YAML reader speaks of ci.yml.
    remedy: remedy.replace("a pipeline is", "gatehouse.yml is"),
  }));
  const config = readRoot({ document, faults }, configSchema) as Config;
  return { config, ruleNames: ruleNames(document), faults };
}

function ruleNames(document: YamlDocument): Located<string>[] {
  const found: Located<string>[] = [];
  const add = (name: string, node: unknown) => found.push({ value: name, ...document.spot(node) });
  const valueOf = (map: unknown, name: string) =>
    isMap(map) ? pairsOf(document, map).find(({ key }) => keyText(key) === name)?.value : undefined;
  const root = document.resolve(document.root);
  const rules = document.resolve(valueOf(root, "rules"));
  if (isMap(rules)) for (const { key } of pairsOf(document, rules)) add(keyText(key), key);
  const accept = document.resolve(valueOf(root, "accept"));
  for (const item of isSeq(accept) ? accept.items : []) {
    const written = valueOf(document.resolve(item), "rule");
    const rule = document.resolve(written);
    if (isScalar(rule) && typeof rule.value === "string") add(rule.value, written);
  }
  return found;
}
