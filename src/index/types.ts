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
}

/** What an index has of one project. */
export interface ProjectState {
  /** PEP 503 form. */
  readonly package: string;
  readonly exists: boolean;
  readonly files: readonly IndexFile[];
}
