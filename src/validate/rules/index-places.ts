/** What rules about an index say of where they saw it. */
import type { IndexFacts } from "../../index/types.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { packaged, type Packaged } from "../subjects.ts";
import { atVersion, type Words } from "./places.ts";

/** An index, and when it was asked: `(https://pypi.org/simple/, seen 2026-11-23 07:10 UTC)`. */
export function seen({ address, seenAt }: IndexFacts): string {
  return `(${address.simple}, seen ${seenAt.toISOString().slice(0, 16).replace("T", " ")} UTC)`;
}

/** An artifact whose project the index told us of. */
export interface Told extends Packaged {
  readonly project: NonNullable<Packaged["project"]>;
  readonly facts: IndexFacts;
}

/** Those of which something is known. */
export function told({ subjects, outside }: Parameters<Rule["check"]>[0]): Told[] {
  const { index } = outside;
  if (index === null) return [];
  return packaged(subjects).flatMap((subject) =>
    subject.project === null ? [] : [{ ...subject, project: subject.project, facts: index }],
  );
}

/** A finding about what the index has, where the package says its version. `message` has no full stop. */
export function onIndex({ source, name, facts }: Told, { message, remedy }: Words): RuleFinding {
  return atVersion(source, { message: `${message} ${seen(facts)}.`, remedy }, name);
}

/** Whether it is PyPI or TestPyPI, whose limits are known. */
export function isPypi({ address }: IndexFacts): boolean {
  return address.json !== null;
}
