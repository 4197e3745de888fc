/** What the files of a package say of it, before a version kept elsewhere is followed. */
import type { PythonValue } from "./python-values.ts";

/** A text and its line. */
export interface FoundText {
  readonly value: string;
  readonly line: number | null;
}

/** How files that are no code get into a wheel, as setuptools is told. */
export interface PackageData {
  /** `include_package_data`; null when nothing is said. */
  readonly include: boolean | null;
  /** Patterns of `package_data`, whatever package they are for. */
  readonly patterns: readonly string[];
  /** Patterns of `exclude_package_data`. */
  readonly excluded: readonly string[];
}

/** Metadata as one file gives it. */
export interface Metadata {
  /** Name of the file, in the package's folder. */
  readonly file: string;
  readonly text: string;
  /** Null when it can't be read without running code. */
  readonly name: FoundText | null;
  /** Null when the file says none. */
  readonly version: PythonValue | null;
  /** Folders of top-level modules, the preferred first. */
  readonly roots: readonly string[];
  readonly requires: readonly string[];
  readonly classifiers: readonly string[];
  /** Whether setup.py and setup.cfg say what this file leaves out. */
  readonly asksSetup: boolean;
  /** Why the file can't be read, with its line. */
  readonly problem: FoundText | null;
}
