/** What a ci.yml says, with the places where it says it. */

/** A value and where it stands; line and column from 1. */
export interface Located<T> {
  readonly value: T;
  readonly line: number;
  readonly column: number;
}

/** One entry of `Artifacts`, as written; what is missing or of another type is null. */
export interface CiEntry {
  readonly line: number;
  readonly column: number;
  readonly name: Located<string> | null;
  readonly safeName: Located<string> | null;
  /** safeNames of siblings. */
  readonly dependsOn: readonly Located<string>[];
  /** Every key of the entry, as written. */
  readonly keys: readonly Located<string>[];
}

/** A fault that keeps the file, or an entry, from being used. `rule` is the rule of validate that reports it. */
export interface CiFault {
  readonly rule: "ci-yaml" | "artifacts" | "artifact-name" | "artifact-key" | "safe-name";
  readonly message: string;
  readonly remedy: string;
  readonly line: number | null;
  readonly column: number | null;
  /** The line of the entry that lacks something, where that is the fault. */
  readonly entry?: number;
}

/** A ci.yml, read leniently: what could be read is there, beside the faults. */
export interface CiFile {
  /** As users should see it: relative, with `/`. */
  readonly path: string;
  readonly entries: readonly CiEntry[];
  /** The template that the list is a parameter of, where it is a text. */
  readonly template: Located<string> | null;
  /** The names of all parameters beside the list, and its own, as written. */
  readonly parameters: readonly Located<string>[];
  /** The parameter `ServiceDirectory` beside the list, where it is a text. */
  readonly serviceDirectory: Located<string> | null;
  readonly faults: readonly CiFault[];
}

/** An artifact whose names can be used. */
export interface CiArtifact {
  readonly name: string;
  readonly safeName: string;
  /** PEP 503 form of the name. */
  readonly package: string;
  readonly dependsOn: readonly string[];
  readonly line: number;
  readonly column: number;
}
