/** Rules about packages: that each artifact has one, and that its name and version can be released. */
import { quote } from "../ci/quote.ts";
import type { SourcePackage } from "../packages/types.ts";
import { isArtifactName, normalizeName } from "../release/name.ts";
import { canonicalVersion, hasLocalPart } from "../release/version.ts";
import { inCi } from "./ci-rules.ts";
import { nearest } from "./nearest.ts";
import type { Rule, RuleFinding } from "./rule.ts";
import { hasName, isReleased, packaged } from "./subjects.ts";

type Words = Pick<RuleFinding, "message" | "remedy">;

/** A finding where a package's metadata stands. */
function inMetadata({ metadata }: SourcePackage, words: Words, artifact: string | null): RuleFinding {
  return { ...words, artifact, path: metadata.path, line: metadata.line, column: null };
}

/** A finding where a package's version stands. */
export function atVersion(source: SourcePackage, words: Words, artifact: string): RuleFinding {
  const { path, line } = source.versionAt ?? source.metadata;
  return { ...words, artifact, path, line, column: null };
}

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
  check: ({ service, index }) => {
    // A list that could not be read in full says nothing about what it lacks.
    if (service.ci.faults.length > 0) return [];
    const listed = new Set(service.ci.entries.filter(hasName).map(({ name }) => normalizeName(name.value)));
    return service.packages
      .filter((source) => !listed.has(source.package) && !source.unlisted)
      .map((source) => {
        const version = source.version === null ? null : canonicalVersion(source.version);
        const retired = isReleased(index?.get(source.package) ?? null, version);
        const safeName = source.package.replaceAll("-", "");
        const finding = inMetadata(
          source,
          {
            message: `No entry of ${service.ci.path} names the package ${quote(source.name)}, so it is never released.`,
            remedy: `Add \`- name: ${source.package}\` with \`safeName: ${safeName}\`, or mark it with the classifier \`Private :: Do Not Upload\`.`,
          },
          null,
        );
        return retired ? { ...finding, severity: "note" } : finding;
      });
  },
};

const metadata: Rule = {
  name: "metadata",
  severity: "note",
  summary: "Name and version can be read without running code.",
  check: ({ subjects }) =>
    packaged(subjects).flatMap(({ source, name }): RuleFinding[] => {
      if (source.problem !== undefined) {
        const message = `The metadata of ${quote(name)} can't be read: ${quote(source.problem)}.`;
        const remedy = "Correct the file: no tool can build the package as it is.";
        return [{ ...inMetadata(source, { message, remedy }, name), severity: "error" }];
      }
      if (source.version !== null) return [];
      const message = `The version of ${quote(name)} can't be read without running code; it is known once it is built.`;
      const remedy =
        "Nothing has to be done. A version written out, in the metadata or in a file of its own, is checked here already.";
      return [inMetadata(source, { message, remedy }, name)];
    }),
};

const packageName: Rule = {
  name: "name",
  severity: "error",
  summary: "The name in the metadata is a package name (PEP 508), and no other package here has it.",
  check: ({ subjects, service }) =>
    packaged(subjects).flatMap(({ source, name }) => {
      const twins = service.packages.filter((other) => other !== source && other.package === source.package);
      const odd = isArtifactName(source.name)
        ? []
        : [
            {
              message: `The metadata calls the package ${quote(source.name)}, which no index takes.`,
              remedy:
                "Use ASCII letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.",
            },
          ];
      const doubled = twins.map((twin) => ({
        message: `${twin.path} has the name ${quote(twin.name)} too: it can't be told which of the two to release.`,
        remedy: "Rename one of the two packages.",
      }));
      return [...odd, ...doubled].map((words) => inMetadata(source, words, name));
    }),
};

const version: Rule = {
  name: "version",
  severity: "error",
  summary: "The version is a canonical PEP 440 version without a local part.",
  check: ({ subjects }) =>
    packaged(subjects).flatMap(({ source, name }) => {
      if (source.version === null) return [];
      const canonical = canonicalVersion(source.version);
      const finding = (message: string, remedy: string) => atVersion(source, { message, remedy }, name);
      const written = `The version ${quote(source.version)} of ${quote(name)}`;
      if (canonical === null)
        return [
          finding(`${written} is no version (PEP 440).`, "Write it as `1.2.3`, or `1.2.3b1` for a beta."),
        ];
      if (hasLocalPart(canonical))
        return [
          finding(
            `${written} has a local part, which no public index takes.`,
            `Write \`${canonical.split("+")[0]}\`.`,
          ),
        ];
      if (canonical === source.version) return [];
      const odd = finding(
        `${written} is not canonical: it is released as ${canonical}.`,
        `Write \`${canonical}\`.`,
      );
      return [{ ...odd, severity: "warning" as const }];
    }),
};

export const packageRules: readonly Rule[] = [
  artifactUnknown,
  packageNotListed,
  metadata,
  packageName,
  version,
];
