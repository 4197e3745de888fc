/** A package in a service directory, as its files say without running any of them. */

/** Where something stands. */
export interface Place {
  /** As users should see it: relative, with `/`. */
  readonly path: string;
  /** From 1; null where only the file is known. */
  readonly line: number | null;
}

/** Something that a file says, and where. */
export interface Stated<T = string> {
  readonly value: T;
  readonly at: Place;
}

/** A text file of a package. */
export interface PackageText {
  /** As users should see it: relative, with `/`. */
  readonly path: string;
  /** Empty when it can't be read. */
  readonly text: string;
  /** Why it can't be read, when it can't. */
  readonly problem?: string;
}

/** A link or an image of a readme that leads to a file of the repository, not to an address. */
export interface RelativeTarget {
  readonly kind: "link" | "image";
  /** As written. */
  readonly target: string;
  /** Where the link or image begins, both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface Readme extends PackageText {
  /** Each target once, in order; left out when they were not looked for. */
  readonly relativeTargets?: readonly RelativeTarget[];
}

/** Where a long description comes from (`readme`, `long_description`). */
export interface Description {
  /** The files it is put together from, in order, as declared: relative to the package's folder. Empty for a literal text. */
  readonly files: readonly Stated[];
  /** As declared, `text/markdown`; null when none is. */
  readonly contentType: Stated | null;
  /** Its length in characters, all files together; null when it can't be told. */
  readonly length: number | null;
  /** Those of `files` that are not there; left out until they were looked for. */
  readonly missing?: readonly Stated[];
}

/** A `py.typed` file of the package. */
export interface TypedMarker {
  readonly at: Place;
  /** Why a wheel built from here would lack it, as half a sentence; null when it would not, or that can't be told. */
  readonly unshipped: string | null;
}

/** What the metadata says beyond name and version, as far as it can be read without running code. */
export interface Declared {
  /** Requirements, PEP 508, one each. */
  readonly requires: readonly Stated[];
  /** Those that only an extra asks for. */
  readonly extraRequires: readonly Stated[];
  /** `Requires-Python`, a PEP 440 specifier. */
  readonly requiresPython: Stated | null;
  readonly classifiers: readonly Stated[];
  readonly summary: Stated | null;
  /** The older `License`: free text. Of one that stands in a file (`license = { file = … }`) the file's name. */
  readonly license: Stated | null;
  /** `License-Expression` (PEP 639): SPDX. */
  readonly licenseExpression: Stated | null;
  /** License files or patterns that are declared and match no file. */
  readonly missingLicenseFiles: readonly Stated[];
  readonly urls: readonly Stated<{ readonly label: string; readonly url: string }>[];
  /** Null when none is declared, or it can't be read without running code. */
  readonly description: Description | null;
  /** Names of fields that are declared `dynamic`, or whose value takes running code: silence about them proves nothing. */
  readonly unread: readonly string[];
  readonly build: {
    /** `build-backend`; setuptools when none is named (PEP 517). */
    readonly backend: string;
    /** `[build-system] requires`. */
    readonly requires: readonly Stated[];
  };
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
  /** Where name and version stand. */
  readonly metadata: Place;
  readonly versionAt: Place | null;
  /** Versions that the package's own code says elsewhere: `__version__` beside a version in pyproject.toml. */
  readonly versionCopies: readonly Stated[];
  readonly declared: Declared;
  readonly typed: readonly TypedMarker[];
  readonly readme: Readme | null;
  readonly changelog: PackageText | null;
  /** Why the metadata can't be read at all, when it can't: the name is then that of the folder. */
  readonly problem?: string;
}

/** What a build back end says of a package (PEP 517 `prepare_metadata_for_build_wheel`). */
export type BackEndAnswer =
  | { readonly name: string; readonly version: string; readonly requires: readonly string[] }
  /** Why it refuses, foreign text. */
  | { readonly problem: string }
  /** Why it could not be asked, foreign text: nothing is known of it then. */
  | { readonly unasked: string };

/** Why an index would not show a long description. */
export interface RenderProblem {
  /** Foreign text, half a sentence. */
  readonly problem: string;
  readonly at: Place;
}
