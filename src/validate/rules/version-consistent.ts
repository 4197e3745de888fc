/** The rule about versions that a package says in several places. */
import { quote } from "../../ci/quote.ts";
import { canonicalVersion } from "../../release/version.ts";
import type { Rule } from "../rule.ts";
import { packaged } from "../subjects.ts";

export const versionConsistent: Rule = {
  name: "version-consistent",
  severity: "warning",
  summary: "What the package's own code says of its version is what its metadata says.",
  check: ({ subjects }) =>
    packaged(subjects).flatMap(({ source, name, version }) => {
      if (version === null) return [];
      return source.versionCopies
        .filter(({ value }) => canonicalVersion(value) !== version)
        .map(({ value, at }) => {
          const message = `${quote(value)} stands here, but ${quote(name)} is released as ${version}.`;
          const where = source.versionAt === null ? "the metadata" : source.versionAt.path;
          const remedy = `Write \`${version}\`, or let one place read the other: the version counts that ${where} says.`;
          return { message, remedy, artifact: name, path: at.path, line: at.line, column: null };
        });
    }),
};
