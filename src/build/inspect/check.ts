/** What a check of a built file is, and what it looks at. */
import type { Contents } from "../../distributions/contents.ts";
import type { CoreMetadata } from "../../distributions/core-metadata.ts";
import type { DistributionName } from "../../release/filename.ts";

/** A built file, read once. */
export interface Inspected {
  /** File name. */
  readonly file: string;
  readonly parsed: DistributionName;
  readonly metadata: CoreMetadata;
  readonly contents: Contents;
  /** The `py.typed` files of the source, relative to the package's folder, with `/`. */
  readonly typed: readonly string[];
}

/** What is wrong; names in it are foreign text. */
export interface Flaw {
  readonly message: string;
  readonly remedy: string;
}

/** A named check. The name never changes. */
export interface Check {
  readonly name: string;
  /** An error leaves the artifact out: the index would refuse it, or nobody should ever have it. */
  readonly severity: "error" | "warning";
  readonly summary: string;
  /** Pure. */
  readonly check: (inspected: Inspected) => readonly Flaw[];
}

/** The first names of many, for a message. */
export function some(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.slice(0, 5).join(", ")}${more}`;
}

/** One flaw about all these names, or none when there are none. */
export function about(
  names: readonly string[],
  message: (names: string) => string,
  remedy: string,
): readonly Flaw[] {
  return names.length === 0 ? [] : [{ message: message(some(names)), remedy }];
}
