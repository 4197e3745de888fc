/** A package in a service directory, as its files say without running any of them. */

/** A text file of a package. */
export interface PackageText {
  /** As users should see it: relative, with `/`. */
  readonly path: string;
  /** Empty when it can't be read. */
  readonly text: string;
  /** Why it can't be read, when it can't. */
  readonly problem?: string;
}

export interface SourcePackage {
  /** Absolute folder. */
  readonly folder: string;
  /** Folder as users should see it: relative, with `/`. */
  readonly path: string;
  /** As the metadata writes it. */
  readonly name: string;
  /** PEP 503 form of the name. */
  readonly package: string;
  /** As written where the version stands, or null when it can't be read without running code. */
  readonly version: string | null;
  /** Where name and version stand: file, and line from 1. */
  readonly metadata: { readonly path: string; readonly line: number | null };
  readonly versionAt: { readonly path: string; readonly line: number | null } | null;
  /** `Requires-Dist`-like lines, as far as they can be read. */
  readonly requires: readonly string[];
  /** Marked `Private :: Do Not Upload`, or `Development Status :: 7 - Inactive`. */
  readonly unlisted: boolean;
  readonly readme: PackageText | null;
  readonly changelog: PackageText | null;
  /** Why the metadata can't be read at all, when it can't: the name is then that of the folder. */
  readonly problem?: string;
}
