/** Looks into a built file: what is in it is proof, what the source said was a claim. */
import { type Contents, readContents } from "../../distributions/contents.ts";
import { type CoreMetadata, parseCoreMetadata } from "../../distributions/core-metadata.ts";
import type { Files } from "../../ports.ts";
import type { DistributionName } from "../../release/filename.ts";
import { memberDuplicate, memberLink, memberMethod, memberName } from "./archive.ts";
import type { Check, Flaw } from "./check.ts";
import { description, descriptionMissing, descriptionUntyped } from "./description.ts";
import { wheelEntryPoints } from "./entry-points.ts";
import { shippedCache, shippedSecret, testSecret } from "./leaks.ts";
import { metadata as metadataFields } from "./metadata.ts";
import { sdistLicense, sdistRoot } from "./sdist.ts";
import { wheelLicense, wheelNamespace, wheelPlatform, wheelRecord, wheelTags, wheelTyped } from "./wheel.ts";
import { wheelEmpty, wheelImportable, wheelTopLevel } from "./wheel-modules.ts";

/** Every check, in the order in which they are told. */
export const checks: readonly Check[] = [
  memberName,
  memberDuplicate,
  memberLink,
  memberMethod,
  sdistRoot,
  sdistLicense,
  wheelTags,
  wheelRecord,
  wheelLicense,
  wheelPlatform,
  wheelEntryPoints,
  metadataFields,
  description,
  shippedSecret,
  descriptionMissing,
  descriptionUntyped,
  testSecret,
  shippedCache,
  wheelTopLevel,
  wheelImportable,
  wheelEmpty,
  wheelNamespace,
  wheelTyped,
];

/** Whether a finding of this rule comes from looking into a built file. */
export function isInspected(rule: string): boolean {
  return checks.some(({ name }) => name === rule);
}

export interface Inspection {
  readonly metadata: CoreMetadata;
  readonly flaws: readonly (Flaw & Pick<Check, "name" | "severity">)[];
}

/**
 * Reads the file at `path` (absolute, of `size` bytes) once, and applies every check. Returns what is wrong, half a
 * sentence, when it is no archive of its kind or has no metadata.
 */
export async function inspect(
  files: Files,
  {
    path,
    size,
    parsed,
    typed,
  }: { path: string; size: number; parsed: DistributionName; typed: readonly string[] },
): Promise<Inspection | { readonly problem: string }> {
  let contents: Contents;
  try {
    contents = await readContents(files, path, parsed.kind, size);
  } catch (error) {
    return { problem: `it can't be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const metadata = metadataOf(contents, parsed.kind);
  if ("problem" in metadata) return metadata;
  const inspected = { file: path.slice(path.lastIndexOf("/") + 1), parsed, metadata, contents, typed };
  const flaws = checks.flatMap(({ name, severity, check }) =>
    check(inspected).map((flaw) => ({ name, severity, ...flaw })),
  );
  return { metadata, flaws };
}

function metadataOf(
  { documents }: Contents,
  kind: "sdist" | "wheel",
): CoreMetadata | { readonly problem: string } {
  const name = kind === "wheel" ? "METADATA" : "PKG-INFO";
  const found = [...documents].filter(([member]) => member.endsWith(`/${name}`));
  const [first] = found;
  if (first === undefined) return { problem: `it has no ${name}` };
  return found.length > 1 ? { problem: "it has more than one metadata file" } : parseCoreMetadata(first[1]);
}
