/** The rule about `py.typed`. */
import { quote } from "../../ci/quote.ts";
import type { Rule } from "../rule.ts";
import { unreleased } from "../subjects.ts";

export const typed: Rule = {
  name: "typed",
  severity: "warning",
  summary: "A package with a `py.typed` ships it.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }) =>
      source.typed.flatMap(({ at, unshipped }) => {
        if (unshipped === null) return [];
        const message = `${quote(name)} has a py.typed, but its wheel would not: ${unshipped}.`;
        const remedy =
          "Ship it, or type checkers ignore the package's types: ask for `setuptools>=69` or name `py.typed` in `package_data`.";
        return [{ message, remedy, artifact: name, path: at.path, line: at.line, column: null }];
      }),
    ),
};
