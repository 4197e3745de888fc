/** Rules about the list and the packages: that each names the other. */
import { quote } from "../../ci/quote.ts";
import { isInactive, isPrivate } from "../../packages/marks.ts";
import { normalizeName } from "../../release/name.ts";
import { canonicalVersion } from "../../release/version.ts";
import type { Rule } from "../rule.ts";
import { hasName, isReleased } from "../subjects.ts";
import { nearest } from "../../release/nearest.ts";
import { formOf, inForm } from "./artifact-name-form.ts";
import { inCi, inMetadata } from "./places.ts";
import { newSafeName, takenSafeNames } from "./safe-names.ts";

const artifactUnknown: Rule = {
  name: "artifact-unknown",
  severity: "error",
  summary: "Each artifact is a package of this service directory.",
  check: (context) => {
    const { subjects, service } = context;
    const listed = new Set(service.ci.entries.filter(hasName).map(({ name }) => normalizeName(name.value)));
    const free = service.packages.filter((source) => !listed.has(source.package));
    return subjects
      .filter(({ source }) => source === null)
      .map(({ entry, name }) => {
        const meant = nearest(
          normalizeName(name),
          free.map((source) => source.package),
        );
        const remedy =
          meant === null
            ? "Correct the name, add the package, or remove the entry."
            : `Did you mean ${quote(free.find((source) => source.package === meant)?.name ?? meant)}?`;
        return inCi(
          context,
          entry.name,
          { message: `There is no package ${quote(name)} in this service directory.`, remedy },
          name,
        );
      });
  },
};

const packageNotListed: Rule = {
  name: "package-not-listed",
  severity: "warning",
  summary:
    "Each package of this service directory is an artifact, unless it is marked as not to be uploaded.",
  check: ({ service, settings, outside }) => {
    const { entries, faults } = service.ci;
    // A list whose names could not all be read says nothing about what it lacks.
    if (faults.some(({ rule }) => rule !== "safe-name" && rule !== "artifact-key")) return [];
    const taken = takenSafeNames(entries);
    const listed = new Set(service.ci.entries.filter(hasName).map(({ name }) => normalizeName(name.value)));
    return service.packages
      .filter((source) => !listed.has(source.package) && !isPrivate(source) && !isInactive(source))
      .map((source) => {
        const version = source.version === null ? null : canonicalVersion(source.version);
        const retired = isReleased(
          outside.index?.projects.get(source.package) ?? null,
          version,
          outside.index?.seenAt ?? null,
        );
        const name = inForm(source.package, formOf(entries, settings));
        const safeName = newSafeName(name, taken);
        const finding = inMetadata(
          source,
          {
            message: `No entry of ${service.ci.path} names the package ${quote(source.name)}, so it is never released.`,
            remedy: `Add \`- name: ${name}\` with \`safeName: ${safeName}\`, or mark it with the classifier \`Private :: Do Not Upload\`.`,
          },
          null,
        );
        const about = { ...finding, package: source.package };
        // One package in ten is retired on purpose: it has nothing to release.
        if (retired) return { ...about, severity: "note" };
        return { ...about, fix: { kind: "add-entry", name, safeName } };
      });
  },
};

export const artifactRules: readonly Rule[] = [artifactUnknown, packageNotListed];
