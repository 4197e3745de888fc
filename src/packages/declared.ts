/** A package whose metadata says nothing. */
import type { Declared } from "./types.ts";

export const nothingDeclared: Declared = {
  requires: [],
  extraRequires: [],
  requiresPython: null,
  classifiers: [],
  summary: null,
  license: null,
  licenseExpression: null,
  missingLicenseFiles: [],
  urls: [],
  description: null,
  unread: [],
  build: { backend: "setuptools.build_meta", requires: [] },
};
