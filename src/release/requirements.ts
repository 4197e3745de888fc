/** What artifacts of one release need of each other, read from the metadata of what was built. */
import { parsePipRequirementsLine } from "pip-requirements-js";
import { normalizeName } from "./name.ts";

/** A requirement on another project. */
export interface Requirement {
  /** PEP 503 form. */
  readonly package: string;
  /** PEP 440 specifier, `>=1.2,<2`; empty when any version will do. */
  readonly specifier: string;
}

/**
 * Reads one `Requires-Dist` line (PEP 508). Null for what asks for nothing by default (an extra's), for a direct
 * reference by address, and for what can't be read: PyPI refuses the last two.
 */
export function parseRequirement(line: string): Requirement | null {
  if (/;[^;]*\bextra\b/.test(line)) return null;
  try {
    const parsed = parsePipRequirementsLine(line);
    if (parsed?.type !== "ProjectName") return null;
    const specifier = (parsed.versionSpec ?? []).map((s) => `${s.operator}${s.version}`).join(",");
    return { package: normalizeName(parsed.name), specifier };
  } catch {
    return null;
  }
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
