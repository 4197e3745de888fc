/** The rule about `dependsOn`. */
import { quote } from "../../ci/quote.ts";
import type { CiEntry, Located } from "../../ci/types.ts";
import { inCi } from "./places.ts";
import { silentRequirements } from "./required-siblings.ts";
import type { Rule } from "../rule.ts";

/** Pipelines look stages up without regard to case. */
const fold = ({ value }: Located<string>) => value.toLowerCase();

export const dependsOn: Rule = {
  name: "depends-on",
  severity: "error",
  summary: "`dependsOn` names the siblings of this file that an artifact requires, and never in a circle.",
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
      ...silentRequirements(context).map(({ subject, siblings }) => {
        const names = siblings.map(({ name }) => quote(name)).join(", ");
        const safeNames = siblings.map(({ safeName }) => safeName);
        const message = `${quote(subject.name)} requires ${names}, released here too, and does not say so.`;
        const remedy = `Add \`dependsOn: [${safeNames.join(", ")}]\`, so that its stage waits. \`--fix\` does it.`;
        const fix = { kind: "add-depends-on" as const, entry: subject.entry.line, safeNames };
        const finding = inCi(context, subject.entry.name, { message, remedy }, subject.name);
        return { ...finding, severity: "warning" as const, fix };
      }),
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
