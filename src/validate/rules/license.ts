/** The rule about licences (PEP 639). */
import { quote } from "../../ci/quote.ts";
import { readSpdx } from "../../packages/spdx.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { type Packaged, unreleased } from "../subjects.ts";
import { atStated, inMetadata } from "./places.ts";

export const license: Rule = {
  name: "license",
  severity: "error",
  summary: "The licence is an SPDX expression that says it once, and its files are there.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap((subject) => [...expressionFindings(subject), ...otherFindings(subject)]),
};

function expressionFindings({ source, name }: Packaged): RuleFinding[] {
  const { licenseExpression: expression, license: text, classifiers } = source.declared;
  if (expression === null) return [];
  const found: RuleFinding[] = [];
  const verdict = readSpdx(expression.value);
  if ("unknown" in verdict) {
    const what =
      verdict.unknown === null
        ? "no SPDX expression"
        : `no SPDX expression: ${quote(verdict.unknown)} is unknown`;
    const message = `The licence ${quote(expression.value)} of ${quote(name)} is ${what}.`;
    const remedy =
      "Write identifiers of https://spdx.org/licenses, such as `MIT` or `Apache-2.0 OR MIT`; a licence of your own as `LicenseRef-…`.";
    found.push(atStated(expression, { message, remedy }, name));
  } else if (verdict.deprecated.length > 0) {
    const message = `SPDX has given up ${verdict.deprecated.map(quote).join(", ")} in the licence of ${quote(name)}.`;
    const remedy =
      "Write what https://spdx.org/licenses has in its place, such as `-only` or `-or-later` behind a GPL.";
    found.push({ ...atStated(expression, { message, remedy }, name), severity: "warning" });
  }
  if (text !== null) {
    const message = `${quote(name)} has a licence text beside its licence expression; an index takes only one of them.`;
    const finding = atStated(text, { message, remedy: "Remove the text: the expression says it." }, name);
    // setuptools throws the text away, with a warning.
    found.push(isBuiltBy(source, /^setuptools/) ? { ...finding, severity: "warning" } : finding);
  }
  const marks = classifiers.filter(({ value }) => value.startsWith("License ::"));
  return [
    ...found,
    ...marks.map((mark) => {
      const message = `The classifier ${quote(mark.value)} stands beside a licence expression, which replaces it.`;
      const finding = atStated(mark, { message, remedy: "Remove the classifier." }, name);
      // Hatchling and poetry-core build it all the same; setuptools, flit and PDM refuse.
      return isBuiltBy(source, /^(?:hatchling|poetry)/)
        ? { ...finding, severity: "warning" as const }
        : finding;
    }),
  ];
}

function isBuiltBy({ declared }: Packaged["source"], backend: RegExp): boolean {
  return backend.test(declared.build.backend);
}

function otherFindings({ source, name }: Packaged): RuleFinding[] {
  const { declared } = source;
  const missing = declared.missingLicenseFiles.map((pattern) => {
    const message = `The licence file ${quote(pattern.value)} of ${quote(name)} is not there.`;
    const remedy = "Add the file, or correct the name: it is relative to the package's folder.";
    const finding = atStated(pattern, { message, remedy }, name);
    // In pyproject.toml a file must be there (PEP 639); what setup.py and setup.cfg name, setuptools passes over.
    return pattern.at.path.endsWith("pyproject.toml")
      ? finding
      : { ...finding, severity: "warning" as const };
  });
  const says =
    declared.license !== null ||
    declared.licenseExpression !== null ||
    declared.classifiers.some(({ value }) => value.startsWith("License ::")) ||
    declared.unread.some((field) => field.startsWith("license") || field === "classifier");
  if (says) return missing;
  const message = `${quote(name)} does not say its licence.`;
  const remedy = 'Add `license = "MIT"`, or what it is: without one nobody may use it.';
  return [...missing, { ...inMetadata(source, { message, remedy }, name), severity: "warning" }];
}
