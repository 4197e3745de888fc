/** The rule about `dependsOn`. */
import { quote } from "../../ci/quote.ts";
import type { CiEntry, Located } from "../../ci/types.ts";
import { inCi } from "./places.ts";
import type { Rule } from "../rule.ts";

/** Pipelines look stages up without regard to case. */
const fold = ({ value }: Located<string>) => value.toLowerCase();

export const dependsOn: Rule = {
  name: "depends-on",
  severity: "error",
  summary: "`dependsOn` names safeNames of this file, and never in a circle.",
  check: (context) => {
    const { entries } = context.service.ci;
    const known = new Set(entries.flatMap(({ safeName }) => (safeName === null ? [] : [fold(safeName)])));
    const strangers = entries.flatMap((entry) => entry.dependsOn.filter((need) => !known.has(fold(need))));
    return [
      ...strangers.map((need) =>
        inCi(context, need, {
          message: `dependsOn names ${quote(need.value)}, which is no safeName in this file.`,
          remedy: "Name the safeName of another entry, not its name; or remove it.",
        }),
      ),
      ...circles(entries).map(({ need, through }) =>
        inCi(context, need, {
          message: `dependsOn goes in a circle: ${through.map(quote).join(" needs ")}.`,
          remedy: "Remove one of these dependsOn: none of them could be released first.",
        }),
      ),
    ];
  },
};

interface Circle {
  /** The reference that closes it. */
  readonly need: Located<string>;
  readonly through: readonly string[];
}

/** Each circle once, found by walking from every entry in its turn. */
function circles(entries: readonly CiEntry[]): Circle[] {
  const found: Circle[] = [];
  const done = new Set<string>();
  const bySafeName = new Map(
    entries.flatMap((entry) => (entry.safeName === null ? [] : [[fold(entry.safeName), entry] as const])),
  );
  const walk = (safeName: string, way: readonly string[]): void => {
    for (const need of bySafeName.get(safeName)?.dependsOn ?? []) {
      const next = fold(need);
      const from = [...way, safeName].indexOf(next);
      if (from !== -1) found.push({ need, through: [...[...way, safeName].slice(from), next] });
      else if (!done.has(next)) walk(next, [...way, safeName]);
    }
    done.add(safeName);
  };
  for (const safeName of bySafeName.keys()) if (!done.has(safeName)) walk(safeName, []);
  return found;
}
