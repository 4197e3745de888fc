/** Findings at the places that rules speak of. */
import type { CiFault } from "../../ci/types.ts";
import type { SourcePackage, Stated } from "../../packages/types.ts";
import type { RuleContext, RuleFinding } from "../rule.ts";

/** What a finding says. */
export type Words = Pick<RuleFinding, "message" | "remedy">;

/** A finding where a package's metadata stands. */
export function inMetadata({ metadata }: SourcePackage, words: Words, artifact: string | null): RuleFinding {
  return { ...words, artifact, path: metadata.path, line: metadata.line, column: null };
}

/** A finding where a package's version stands. */
export function atVersion(source: SourcePackage, words: Words, artifact: string): RuleFinding {
  const { path, line } = source.versionAt ?? source.metadata;
  return { ...words, artifact, path, line, column: null };
}

/** A finding where something is stated. */
export function atStated({ at }: Stated<unknown>, { message, remedy }: Words, artifact: string): RuleFinding {
  return { message, remedy, artifact, path: at.path, line: at.line, column: null };
}

/** A finding at a place in ci.yml. */
export function inCi(
  { service }: Pick<RuleContext, "service">,
  place: Pick<CiFault, "line" | "column">,
  { message, remedy }: Words,
  artifact: string | null = null,
): RuleFinding {
  return { message, remedy, artifact, path: service.ci.path, line: place.line, column: place.column };
}
