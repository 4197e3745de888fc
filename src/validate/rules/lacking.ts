/** A document that must be there. */
import { quote } from "../../ci/quote.ts";
import { below } from "../../packages/paths.ts";
import type { PackageText } from "../../packages/types.ts";
import type { RuleFinding } from "../rule.ts";
import type { Packaged } from "../subjects.ts";

/** What is wrong with a text that must be there, or null. */
function lacking(document: PackageText | null, what: string): string | null {
  if (document === null) return `There is no ${what}.`;
  if (document.problem !== undefined) return `The ${what} can't be read: ${quote(document.problem)}.`;
  return document.text.trim() === "" ? `The ${what} is empty.` : null;
}

/** The finding of a document that is missing, unreadable or empty; none when it is not. */
export function lackingFinding(
  subject: Packaged,
  what: "readme" | "changelog",
  file: string,
  remedy: string,
): RuleFinding[] {
  const { source, name } = subject;
  const message = lacking(source[what], what);
  const path = source[what]?.path ?? below(source.path, file);
  return message === null ? [] : [{ message, remedy, artifact: name, path, line: null, column: null }];
}
