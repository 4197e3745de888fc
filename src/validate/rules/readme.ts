/** Rules about readmes. An artifact whose version is on the index already is left in peace by them. */
import type { Rule } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { lackingFinding } from "./lacking.ts";

const readme: Rule = {
  name: "readme",
  severity: "error",
  summary: "There is a readme, and it is not empty.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap((subject) =>
      lackingFinding(
        subject,
        "readme",
        "README.md",
        "Write a README.md in UTF-8: it is the package's page on the index.",
      ),
    ),
};

export const readmeRules: readonly Rule[] = [readme];
