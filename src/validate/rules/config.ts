/** The rule about gatehouse.yml: a misspelt setting must not be passed over. */
import { quote } from "../../ci/quote.ts";
import { nearest } from "../../release/nearest.ts";
import type { Rule } from "../rule.ts";

const own = "config";

/** The rule `config`. It gets the names of all others, to know which are none. */
export function configRule(others: readonly string[]): Rule {
  const names = [own, ...others];
  const known = new Set(names);
  return {
    name: own,
    severity: "error",
    summary: "gatehouse.yml is readable, and every key, value and rule in it exists.",
    check: ({ settings, configFaults = [] }) => [
      ...configFaults.map((fault) => ({ ...fault, artifact: null })),
      ...settings.ruleNames
        .filter(({ value }) => !known.has(value))
        .map(({ value, path, line, column }) => {
          const meant = nearest(value, names);
          const remedy =
            meant === null ? "`gatehouse rules` lists every rule." : `Did you mean \`${meant}\`?`;
          return { message: `There is no rule ${quote(value)}.`, remedy, artifact: null, path, line, column };
        }),
    ],
  };
}
