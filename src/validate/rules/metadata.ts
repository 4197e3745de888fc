/** The rule about metadata that can't be read. */
import { quote } from "../../ci/quote.ts";
import type { Outside, Rule, RuleFinding } from "../rule.ts";
import { packaged } from "../subjects.ts";
import { inMetadata, type Words } from "./places.ts";

const writtenOut =
  "A version written out, in the metadata or in a file of its own, is checked here without running code.";

export const metadata: Rule = {
  name: "metadata",
  severity: "note",
  summary: "Name and version can be read without running code, or the build back end says them.",
  check: ({ subjects, outside }) =>
    packaged(subjects).flatMap(({ source, name }): RuleFinding[] => {
      if (source.problem !== undefined) {
        const message = `The metadata of ${quote(name)} can't be read: ${quote(source.problem)}.`;
        const remedy = "Correct the file: no tool can build the package as it is.";
        return [{ ...inMetadata(source, { message, remedy }, name), severity: "error" }];
      }
      if (source.version !== null) return [];
      const answer = outside.backEnds?.get(source.folder);
      if (answer !== undefined && "problem" in answer) {
        const message = `The build back end refuses ${quote(name)}: ${quote(lastWords(answer.problem))}.`;
        const remedy =
          "Make `python -m build` work on a copy of the package's folder alone, without git: the release builds it so.";
        return [{ ...inMetadata(source, { message, remedy }, name), severity: "error" }];
      }
      const why = answer !== undefined && "unasked" in answer ? answer.unasked : outside.pythonProblem;
      return [inMetadata(source, unasked(name, why), name)];
    }),
};

function unasked(name: string, why: Outside["pythonProblem"]): Words {
  if (why === null)
    return {
      message: `The version of ${quote(name)} can't be read without running code; it is known once it is built.`,
      remedy: `Nothing has to be done. ${writtenOut}`,
    };
  return {
    message: `The version of ${quote(name)} takes running code, and its build back end could not be asked: ${quote(lastWords(why))}.`,
    remedy: `Validate again once that is mended. ${writtenOut}`,
  };
}

const longest = 180;

/** The last line of what a program said: it is where Python names the error. */
function lastWords(said: string): string {
  const line = said.trimEnd().split("\n").at(-1)?.trim() ?? "";
  return line.length > longest ? `…${line.slice(-longest)}` : line;
}
