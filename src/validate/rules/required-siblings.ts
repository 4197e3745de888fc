/** Which `dependsOn` of siblings are missing. */
import { isSafeName } from "../../release/name.ts";
import { parseRequirement } from "../../release/requirements.ts";
import type { RuleContext } from "../rule.ts";
import { type Packaged, unreleased } from "../subjects.ts";

/** An artifact that requires siblings of the same release and does not say so. */
export interface Silent {
  readonly subject: Packaged;
  readonly siblings: readonly { readonly name: string; readonly safeName: string }[];
}

/**
 * The artifacts whose metadata requires a sibling that `dependsOn` does not lead to. One that would close a circle is
 * left out: within a circle of requirements there is no right order.
 */
export function silentRequirements({ subjects }: Pick<RuleContext, "subjects">): Silent[] {
  const going = unreleased(subjects);
  const ways = new Map(
    subjects.map(({ entry, name }) => [
      fold(entry.safeName?.value ?? name),
      entry.dependsOn.map(({ value }) => fold(value)),
    ]),
  );
  const leads = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (ways.get(from) ?? []).some((next) => leads(next, to, seen));
  };
  const bySafeName = new Map(going.map((subject) => [subject.source.package, subject]));
  return going.flatMap((subject) => {
    const own = fold(subject.entry.safeName?.value ?? subject.name);
    const siblings: Silent["siblings"][number][] = [];
    for (const { value } of subject.source.declared.requires) {
      const sibling = bySafeName.get(parseRequirement(value)?.package ?? "");
      const safeName = sibling?.entry.safeName?.value;
      if (
        sibling === undefined ||
        safeName === undefined ||
        // One that can't be used is the rule `safe-name`'s.
        !isSafeName(safeName) ||
        leads(own, fold(safeName)) ||
        leads(fold(safeName), own)
      )
        continue;
      siblings.push({ name: sibling.name, safeName });
      ways.set(own, [...(ways.get(own) ?? []), fold(safeName)]);
    }
    return siblings.length === 0 ? [] : [{ subject, siblings }];
  });
}

/** Pipelines look stages up without regard to case. */
function fold(safeName: string): string {
  return safeName.toLowerCase();
}
