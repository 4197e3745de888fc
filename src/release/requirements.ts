/** What artifacts of one release need of each other, read from the metadata of what was built. */
import { normalizeName } from "./name.ts";

/** A requirement on another project. */
export interface Requirement {
  /** PEP 503 form. */
  readonly package: string;
  /** PEP 440 specifier, `>=1.2,<2`; empty when any version will do. */
  readonly specifier: string;
}

/** A requirement as it is written (PEP 508). */
export interface RequirementLine extends Requirement {
  /** The address of a direct reference, `name @ https://…`; null for a requirement by version. */
  readonly url: string | null;
  /** What stands behind the `;`, or null. */
  readonly marker: string | null;
}

/** No requirement is longer; a longer line is not looked at. */
const longest = 2000;
const parts =
  /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\][;@]*\]\s*)?(?:@\s*(\S+)(?:\s+;([^]*)|\s*)|(?:\(([^();@]*)\)|([^();@]*))\s*(?:;([^]*))?)$/;
const clause = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*([A-Za-z0-9_.*+!-]+)\s*$/;

/**
 * Reads one requirement (https://packaging.python.org/en/latest/specifications/dependency-specifiers/). Null for what is
 * none. The marker is not judged. Thousands are read at a time: a full grammar would take a hundred times as long.
 */
export function readRequirement(line: string): RequirementLine | null {
  const found = line.length > longest ? null : parts.exec(line);
  if (found === null) return null;
  const [, name = "", url, urlMarker, bracketed, bare = "", marker] = found;
  const written = bracketed ?? bare;
  const clauses = written.trim() === "" ? [] : written.split(",");
  const specifiers = clauses.map((part) => clause.exec(part));
  if (specifiers.includes(null)) return null;
  return {
    package: normalizeName(name),
    specifier: specifiers.map((one) => `${one?.[1]}${one?.[2]}`).join(","),
    url: url ?? null,
    marker: (urlMarker ?? marker)?.trim() ?? null,
  };
}

/**
 * Reads one `Requires-Dist` line. Null for what asks for nothing by default (an extra's), for a direct reference by
 * address, and for what can't be read: PyPI refuses the last two.
 */
export function parseRequirement(line: string): Requirement | null {
  const read = readRequirement(line);
  if (read === null || read.url !== null || /\bextra\b/.test(read.marker ?? "")) return null;
  return { package: read.package, specifier: read.specifier };
}

/** The requirements of `artifact` that name one of `siblings`, in order of their names. */
export function siblingRequirements(
  artifact: { readonly package: string; readonly requiresDist: readonly string[] },
  siblings: readonly { readonly package: string }[],
): Requirement[] {
  const names = new Set(siblings.map((sibling) => sibling.package));
  return artifact.requiresDist
    .map(parseRequirement)
    .filter((r): r is Requirement => r !== null && names.has(r.package) && r.package !== artifact.package)
    .toSorted((a, b) => (a.package < b.package ? -1 : 1));
}

/** Whether `artifact`'s `dependsOn` names the sibling; stages are looked up without regard to case. */
export function dependsOnSibling(
  artifact: { readonly dependsOn: readonly string[] },
  { safeName }: { readonly safeName: string },
): boolean {
  return artifact.dependsOn.some((need) => need.toLowerCase() === safeName.toLowerCase());
}

/** Those of `siblings` that `artifact` needs: by a requirement of its metadata, or by its `dependsOn`. */
export function neededSiblings<T extends { readonly package: string; readonly safeName: string }>(
  artifact: {
    readonly package: string;
    readonly requiresDist: readonly string[];
    readonly dependsOn: readonly string[];
  },
  siblings: readonly T[],
): T[] {
  // Its requirements are read once: there may be a hundred siblings.
  const required = new Set(artifact.requiresDist.map((line) => parseRequirement(line)?.package));
  required.delete(artifact.package);
  return siblings.filter((sibling) => required.has(sibling.package) || dependsOnSibling(artifact, sibling));
}

/** `artifact` and every sibling it needs, directly or through others; itself first. Cycles end. */
export function withSiblings<
  T extends { readonly package: string; readonly requiresDist: readonly string[] },
>(artifact: T, siblings: readonly T[]): T[] {
  const found = [artifact];
  for (const next of found) {
    for (const { package: name } of siblingRequirements(next, siblings)) {
      const sibling = siblings.find((candidate) => candidate.package === name);
      if (sibling !== undefined && !found.includes(sibling)) found.push(sibling);
    }
  }
  return found;
}
