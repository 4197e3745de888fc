/** Names of tags: `packagename_version`, such as `azure-mgmt-compute_2.0.0`. */
import { isArtifactName, normalizeName } from "../release/name.ts";
import { canonicalVersion } from "../release/version.ts";

/** What a tag's name says. */
export interface TagName {
  /** PEP 503 form: it holds no `_`, so the one in the tag divides. */
  readonly package: string;
  /** Canonical PEP 440 version. */
  readonly version: string;
}

/** The tag's name. Inverse of {@link parseTagName}. */
export function formatTagName({ package: name, version }: TagName): string {
  return `${name}_${version}`;
}

/** Reads a tag's name; null when it is not exactly what {@link formatTagName} writes. */
export function parseTagName(tag: string): TagName | null {
  const [name, version, ...rest] = tag.split("_");
  if (name === undefined || version === undefined || rest.length > 0) return null;
  const isName = isArtifactName(name) && normalizeName(name) === name;
  return isName && canonicalVersion(version) === version ? { package: name, version } : null;
}
