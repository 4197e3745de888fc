/** Rules about readmes. An artifact whose version is on the index already is left in peace by them. */
import { quote } from "../../ci/quote.ts";
import { insidePath, lastPart } from "../../packages/paths.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { type Packaged, unreleased } from "../subjects.ts";
import { lackingFinding } from "./lacking.ts";
import { inMetadata } from "./places.ts";
import { readmeLinks } from "./readme-links.ts";
import { readmeRenders } from "./readme-renders.ts";
import { templateText } from "./readme-template.ts";

const readme: Rule = {
  name: "readme",
  severity: "error",
  summary: "There is a readme, the metadata declares it, and it holds more than a template.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap((subject) => {
      const declared = undeclared(subject);
      if (declared.length > 0) return declared;
      const { description } = subject.source.declared;
      // A text that stands in the metadata itself needs no file.
      const isLiteral = description !== null && description.files.length === 0;
      const lacking = isLiteral
        ? []
        : lackingFinding(
            subject,
            "readme",
            "README.md",
            "Write a README.md in UTF-8: it is the package's page on the index.",
          );
      return lacking.length > 0 ? lacking : leftOver(subject);
    }),
};

/** What is wrong with how the metadata names the readme. */
function undeclared({ source, name }: Packaged): RuleFinding[] {
  const { declared, readme: found } = source;
  const { description } = declared;
  if (description !== null)
    return (description.missing ?? []).map(({ value, at }) => {
      const where = { artifact: name, path: at.path, line: at.line, column: null };
      if (insidePath(value) === null) {
        const message = `The description is to come from ${quote(value)}, outside of the package's folder.`;
        const remedy = "Put the file into the package's folder: an sdist holds nothing else.";
        return { message, remedy, ...where };
      }
      const message = `The metadata declares the readme ${quote(value)}, which is not there.`;
      const remedy =
        found === null
          ? "Write that file, or declare the one that is meant."
          : `Declare ${quote(lastPart(found.path))}, which is there; names are told apart by case.`;
      return { message, remedy, ...where };
    });
  if (found === null || found.problem !== undefined || found.text.trim() === "") return [];
  if (source.problem !== undefined || declared.unread.includes("description")) return [];
  const message = `The metadata of ${quote(name)} declares no readme: the package's page on the index will be empty.`;
  const file = lastPart(found.path);
  const remedy = source.metadata.path.endsWith("setup.py")
    ? `Pass \`long_description\` with the text of ${quote(file)} and \`long_description_content_type\` to \`setup()\`.`
    : `Declare it: \`readme = ${quote(file)}\` under \`[project]\`.`;
  return [{ ...inMetadata(source, { message, remedy }, name), severity: "warning" }];
}

/** What a template left in the readme. */
function leftOver({ source, name }: Packaged): RuleFinding[] {
  const { readme: found } = source;
  const left = found === null ? null : templateText(found.text);
  if (found === null || left === null) return [];
  const message = `The readme still holds a text of ${left.origin}: ${quote(left.text)}.`;
  const remedy = "Say there what the package does, or remove the section.";
  const finding = { message, remedy, artifact: name, path: found.path, line: left.line, column: null };
  return [left.certain ? finding : { ...finding, severity: "warning" }];
}

export const readmeRules: readonly Rule[] = [readme, readmeRenders, readmeLinks];
