/** What the files of a package say of it, before what they keep elsewhere is followed. */
import type { PythonValue } from "./python-values.ts";

/** A text and its line, from 1. */
export interface FoundText {
  readonly value: string;
  readonly line: number | null;
}

/** How files that are no code get into a wheel, as setuptools is told. */
export interface PackageData {
  /** `include_package_data`; null when nothing is said. */
  readonly include: boolean | null;
  /** Patterns of `package_data`, whatever package they are for; `**` stands for those that take running code. */
  readonly patterns: readonly string[];
  /** Patterns of `exclude_package_data`. */
  readonly excluded: readonly string[];
}

export const noPackageData: PackageData = { include: null, patterns: [], excluded: [] };

/** Fields beside name and version: core metadata's names (of `Provides-Extra` what the extras ask for). */
export const fieldNames = [
  "requires-dist",
  "provides-extra",
  "requires-python",
  "classifier",
  "summary",
  "license",
  "license-expression",
  "license-file",
  "project-url",
  "description",
  "description-content-type",
] as const;
export type FieldName = (typeof fieldNames)[number];

/** A file that a field names: the first of `paths` that is there, relative to the package's folder. */
export interface NamedFile {
  readonly paths: readonly string[];
  /** Names of the variables that hold the value, the preferred first; without them it is the file's text. */
  readonly attributes?: readonly string[];
  readonly line: number | null;
}

/** What a file says of a field. */
export interface Said {
  /** Its values; of `project-url` as core metadata writes them: `label, address`. */
  readonly texts: readonly FoundText[];
  /** Files that hold its value, or lines of it. */
  readonly files: readonly NamedFile[];
  /** False when some of it takes running code. */
  readonly whole: boolean;
}

/** By field; one that is missing is not mentioned. */
export type Fields = ReadonlyMap<FieldName, Said>;

/** Metadata as one file gives it. */
export interface Metadata {
  /** Name of the file, in the package's folder. */
  readonly file: string;
  readonly text: string;
  /** Null when the file says none. */
  readonly name: PythonValue | null;
  readonly version: PythonValue | null;
  /** Folders of top-level modules, the preferred first. */
  readonly roots: readonly string[];
  readonly fields: Fields;
  readonly packageData: PackageData;
  /** Whether setup.py and setup.cfg are read too. */
  readonly asksSetup: boolean;
  /** Fields that these may say. */
  readonly leaves: readonly FieldName[];
  /** Why the file can't be read, with its line. */
  readonly problem: FoundText | null;
}

/** One value. */
export function saidText(value: string, line: number | null): Said {
  return { texts: [{ value, line }], files: [], whole: true };
}

/** A value that takes running code. */
export const unsaid: Said = { texts: [], files: [], whole: false };
