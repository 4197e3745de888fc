/** What the schema of a record can't say about its artifacts. */
import { digestOf } from "./digest.ts";
import { parseFileName } from "./filename.ts";
import { isArtifactName, isSafeName, normalizeName } from "./name.ts";
import type { BuildEntry } from "./record.ts";
import { isBuilt } from "./stages.ts";

/**
 * Names that may become paths, expressions and arguments, and that no two artifacts
 * share. Returns one sentence for each fault.
 */
export function nameFaults(
  artifacts: readonly { name: string; safeName: string; package: string }[],
): string[] {
  const faults: string[] = [];
  const seen = new Map<string, string>();
  for (const { name, safeName, package: project } of artifacts) {
    if (!isArtifactName(name)) faults.push(`${JSON.stringify(name)} is not a package name (PEP 508)`);
    if (!isSafeName(safeName)) faults.push(`safeName ${JSON.stringify(safeName)} is not [A-Za-z0-9_]{1,80}`);
    for (const key of [`name ${project}`, `safeName ${safeName.toLowerCase()}`]) {
      const other = seen.get(key);
      if (other !== undefined) faults.push(`${other} and ${name} share the ${key}`);
      seen.set(key, name);
    }
  }
  return faults;
}

/** What is wrong with an artifact besides its shape, or null. */
export async function artifactProblem(artifact: BuildEntry): Promise<string | null> {
  const { name, version, digest, files } = artifact;
  if (artifact.package !== normalizeName(name))
    return `${name}'s package is not the PEP 503 form of its name`;
  if (!isBuilt(artifact)) {
    if (files.length > 0 || digest !== null) return `${name} has files without a digest or a version`;
    return artifact.release ? `${name} is to be released and was not built` : null;
  }
  const odd = files.find((file) => {
    const parsed = parseFileName(file.name);
    return parsed?.kind !== file.kind || parsed.package !== artifact.package || parsed.version !== version;
  });
  if (odd !== undefined) return `${odd.name} is no file name of ${name} ${artifact.version}`;
  const computed = await digestOf({ name, version: artifact.version, files });
  return computed === digest ? null : `the digest of ${name} is not that of its files`;
}
