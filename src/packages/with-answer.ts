/** A package together with what its build back end says of it. */
import { normalizeName } from "../release/name.ts";
import type { BackEndAnswer, SourcePackage, Stated } from "./types.ts";

/** Whether only the build back end can say the version, and it has not been asked yet. */
export function needsBackEnd({ version, problem }: Pick<SourcePackage, "version" | "problem">): boolean {
  return version === null && problem === undefined;
}

/**
 * The package as if its files said what the back end says. What they do say stays, since it has exact lines; a
 * refusal changes nothing.
 */
export function withAnswer(source: SourcePackage, answer: BackEndAnswer | undefined): SourcePackage {
  if (answer === undefined || !("version" in answer) || !needsBackEnd(source)) return source;
  const { declared, metadata } = source;
  const isRead = declared.requires.length > 0 && !declared.unread.includes("requires-dist");
  const state = (value: string): Stated => ({ value, at: metadata });
  const forExtra = (requirement: string) => /;.*\bextra\s*==/.test(requirement);
  const requirements = {
    requires: answer.requires.filter((requirement) => !forExtra(requirement)).map(state),
    extraRequires: answer.requires.filter(forExtra).map(state),
  };
  return {
    ...source,
    name: answer.name,
    package: normalizeName(answer.name),
    version: answer.version,
    declared: {
      ...declared,
      ...(isRead ? {} : requirements),
      unread: declared.unread.filter((field) => field !== "version" && (isRead || field !== "requires-dist")),
    },
  };
}
