/** Rules about what packages require. */
import { quote } from "../../ci/quote.ts";
import { readRequirement } from "../../release/requirements.ts";
import { versionSatisfies } from "../../release/version.ts";
import { versionsOf } from "../../index/versions.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { type Subject, unreleased } from "../subjects.ts";
import { atStated } from "./places.ts";

export const directRequirement: Rule = {
  name: "direct-requirement",
  severity: "error",
  summary: "Requirements name versions, never addresses.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }) =>
      [...source.declared.requires, ...source.declared.extraRequires].flatMap((stated) => {
        // Only what holds an address has to be taken apart.
        if (!stated.value.includes("@")) return [];
        const read = readRequirement(stated.value);
        if (read === null || read.url === null) return [];
        const message = `${quote(stated.value)} is a requirement by address, and PyPI refuses the upload.`;
        const remedy = `Release ${quote(read.package)} to the index, and require it by version.`;
        return [atStated(stated, { message, remedy }, name)];
      }),
    ),
};

export const siblingRequirement: Rule = {
  name: "sibling-requirement",
  severity: "error",
  summary: "A sibling is required in a version that the index has, or that is in this release.",
  check: (context) => unreleased(context.subjects).flatMap((subject) => missingSiblings(context, subject)),
};

function missingSiblings(
  { service, subjects, outside }: RuleContext,
  subject: ReturnType<typeof unreleased>[number],
): RuleFinding[] {
  const { source, name } = subject;
  return source.declared.requires.flatMap((stated) => {
    const first = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(stated.value)?.[1] ?? "";
    const own = first.replace(/[-_.]+/g, "-").toLowerCase();
    const sibling = service.packages.find((other) => other.package === own && other !== source);
    const required = sibling === undefined ? null : readRequirement(stated.value);
    if (sibling === undefined || required === null || required.url !== null || required.specifier === "")
      return [];
    const going = subjects.find(({ source: other, released }) => other === sibling && !released);
    const project = outside.index?.projects.get(own) ?? null;
    if (
      isThere(required.specifier, {
        going,
        sibling: sibling.version,
        versions: project === null ? null : versionsOf(project),
      })
    )
      return [];
    const has = sibling.version ?? "an unknown version";
    const message = `${quote(name)} requires ${quote(stated.value.trim())}; here it is ${has}, and no version that fits is ${project === null ? "in this release" : "on the index or in this release"}.`;
    const remedy = "Correct the requirement, or raise and release the sibling first, or with it.";
    const finding = atStated(stated, { message, remedy }, name);
    // Without an index an older version of the sibling may well be there.
    return [project === null && going === undefined ? { ...finding, severity: "warning" as const } : finding];
  });
}

function isThere(
  specifier: string,
  {
    going,
    sibling,
    versions,
  }: { going: Subject | undefined; sibling: string | null; versions: readonly string[] | null },
): boolean {
  // What can't be read is known once it is built.
  if (going !== undefined && sibling === null) return true;
  if (going !== undefined && sibling !== null && versionSatisfies(sibling, specifier)) return true;
  if (versions !== null) return versions.some((version) => versionSatisfies(version, specifier));
  // Not asked: an older one may be on the index, a newer one than the source has can't be.
  return sibling === null || isOlderPossible(sibling, specifier);
}

/**
 * Whether some version up to `version` satisfies the specifier. The versions that it names, and what follows each of
 * them at once, stand for all.
 */
function isOlderPossible(version: string, specifier: string): boolean {
  const named = specifier.split(",").flatMap((clause) => {
    const bound = clause.replace(/^[=<>~!]+\s*/, "").replace(/\.\*$/, "");
    const release = /^v?[\d!.]*\d/.exec(bound)?.[0] ?? bound;
    return [bound, release, `${release}.1`, `${release}.0.1`];
  });
  return [version, "0", ...named].some(
    (candidate) => versionSatisfies(candidate, `<=${version}`) && versionSatisfies(candidate, specifier),
  );
}
