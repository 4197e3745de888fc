/** The rule about metadata that can't be read. */
import { quote } from "../../ci/quote.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { packaged } from "../subjects.ts";
import { inMetadata } from "./places.ts";

export const metadata: Rule = {
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
