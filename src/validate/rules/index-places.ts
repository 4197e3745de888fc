/** What rules about an index look at, and what they say of where they saw it. */
import { isOver, type ReleaseState, releaseState } from "../../index/release-state.ts";
import type { IndexFacts, ProjectState } from "../../index/types.ts";
import type { RuleContext, RuleFinding } from "../rule.ts";
import { packaged, type Packaged } from "../subjects.ts";
import { atVersion, type Words } from "./places.ts";

/** An artifact whose project the index told us of. */
export interface Told extends Packaged {
  readonly project: ProjectState;
  readonly facts: IndexFacts;
  /** Null when the version can't be read, or is none. */
  readonly state: ReleaseState | null;
}

/** An index, and when it was asked: `(https://pypi.org/simple/, seen 2026-11-23 07:10 UTC)`. */
export function seen({ address, seenAt }: IndexFacts): string {
  return `(${address.simple}, seen ${seenAt.toISOString().slice(0, 16).replace("T", " ")} UTC)`;
}

/** Every rule about the index looks at the same. */
const known = new WeakMap<RuleContext["subjects"], readonly Told[]>();

/** The artifacts of which something is known. */
export function told({ subjects, outside: { index } }: RuleContext): readonly Told[] {
  if (index === null) return [];
  const found =
    known.get(subjects) ??
    packaged(subjects).flatMap((subject) => {
      const { project, version } = subject;
      if (project === null) return [];
      const state = version === null ? null : releaseState(project, version, index.seenAt);
      return [{ ...subject, project, facts: index, state }];
    });
  known.set(subjects, found);
  return found;
}

/** Those of them that have something to release: what holds back a release matters to no other. */
export function going(context: RuleContext): Told[] {
  return told(context).filter(({ state }) => state === null || !isOver(state));
}

/** A finding about what the index has, where the package says its version. `message` has no full stop. */
export function onIndex({ source, name, facts }: Told, { message, remedy }: Words): RuleFinding {
  return atVersion(source, { message: `${message} ${seen(facts)}.`, remedy }, name);
}

/** The site of PyPI or TestPyPI, whose limits are known; null for every other index, wherever it is read. */
export function pypiSite({ address }: IndexFacts): "https://pypi.org" | "https://test.pypi.org" | null {
  const [, host] = /^https:\/\/(upload|test)\.pypi\.org\//.exec(address.upload) ?? [];
  if (host === undefined) return null;
  return host === "upload" ? "https://pypi.org" : "https://test.pypi.org";
}
