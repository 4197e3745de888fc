/** What an index is and has. */

/** A package index, resolved from what the user named. */
export interface IndexAddress {
  /** As given: `pypi`, `testpypi`, `local`, a section of .pypirc, or the upload address. */
  readonly name: string;
  /** Where files are sent. */
  readonly upload: string;
  /** Root of the simple repository API (PEP 503, PEP 691), ends in `/`. */
  readonly simple: string;
  /** Root of the JSON API as PyPI has it (`<json>/<project>/<version>/json`), or null. */
  readonly json: string | null;
}

/** A file that an index lists. */
export interface IndexFile {
  readonly name: string;
  /** 64 lower-case hex digits, or null when the index gives none. */
  readonly sha256: string | null;
  /** Absolute. */
  readonly url: string;
  /** Bytes, when the index says. */
  readonly size?: number;
  /** When it was uploaded, when the index says. */
  readonly uploadedAt?: Date;
  /** Whether it was withdrawn (PEP 592), when it was. */
  readonly yanked?: true;
}

/** What an index has of one project. */
export interface ProjectState {
  /** PEP 503 form. */
  readonly package: string;
  readonly exists: boolean;
  readonly files: readonly IndexFile[];
  /** PEP 792, when the index says. */
  readonly status?: "active" | "archived" | "quarantined" | "deprecated";
  /** Users and the organization that own it, when the index says and was asked that. */
  readonly owners?: readonly string[];
}

/** What an index said of the projects of a run. */
export interface IndexFacts {
  readonly address: IndexAddress;
  /** When it was asked. */
  readonly seenAt: Date;
  /** By PEP 503 name. A project that is not here could not be asked for: nothing is known of it. */
  readonly projects: ReadonlyMap<string, ProjectState>;
  /** Why some projects are not there, in words; null when all are. Plain data: threads exchange it. */
  readonly outage: { readonly message: string } | null;
}
