/** Rules about packages: that each artifact has one, and that its name and version can be released. */
import { quote } from "../../ci/quote.ts";
import { isArtifactName } from "../../release/name.ts";
import { canonicalVersion, hasLocalPart } from "../../release/version.ts";
import { buildBackend } from "./build-backend.ts";
import { classifiers, privatePackage, versionClassifier } from "./classifiers.ts";
import { license } from "./license.ts";
import { projectUrls, requiresPython, summary } from "./metadata-fields.ts";
import { atVersion, inMetadata } from "./places.ts";
import { directRequirement, siblingRequirement } from "./requirements.ts";
import type { Rule } from "../rule.ts";
import { packaged } from "../subjects.ts";

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
  packageName,
  version,
  versionClassifier,
  requiresPython,
  privatePackage,
  license,
  summary,
  projectUrls,
  classifiers,
  directRequirement,
  siblingRequirement,
  buildBackend,
];
