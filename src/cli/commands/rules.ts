/** `gatehouse rules`: every rule of validate, with its severity. */
import { rules } from "../../validate/rules.ts";
import type { Context } from "../context.ts";

export interface RulesOptions {
  readonly json?: true;
}

/** Prints a table, or with `--json` the document `gatehouse/rules@1`. Exit code 0. */
export function listRules({ print, printJson }: Context, { json }: RulesOptions): Promise<number> {
  const listed = rules.map(({ name, severity, summary }) => ({ name, severity, summary }));
  if (json === true) printJson({ schema: "gatehouse/rules@1", rules: listed });
  else {
    const [names, severities] = [listed.map(({ name }) => name), listed.map(({ severity }) => severity)];
    const width = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
    for (const { name, severity, summary } of listed) {
      print(`${name.padEnd(width(names))}  ${severity.padEnd(width(severities))}  ${summary}`);
    }
  }
  return Promise.resolve(0);
}
