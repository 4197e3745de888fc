/** Rules about ci.yml itself. What they find keeps every door from using the file, so it belongs to no artifact. */
import { quote } from "../../ci/quote.ts";
import type { CiFault, Located } from "../../ci/types.ts";
import { isArtifactName, isSafeName, normalizeName } from "../../release/name.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { hasName } from "../subjects.ts";
import { artifactKey } from "./artifact-key.ts";
import { artifactNameForm } from "./artifact-name-form.ts";
import { inCi } from "./places.ts";
import { newSafeName, takenSafeNames } from "./safe-names.ts";
import { serviceDirectory } from "./service-directory.ts";
import { templateParameter } from "./template-parameter.ts";

/** The faults that reading the file found, of one rule. */
function faults(context: RuleContext, rule: CiFault["rule"]): RuleFinding[] {
  return context.service.ci.faults
    .filter((fault) => fault.rule === rule)
    .map((fault) => inCi(context, fault, { message: fault.message, remedy: fault.remedy }));
}

/** Those of `items` whose key an earlier one has, each with that earlier one. */
function doubles<T>(items: readonly T[], keyOf: (item: T) => string): { first: T; second: T }[] {
  const seen = new Map<string, T>();
  return items.flatMap((second) => {
    const key = keyOf(second);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, second);
    return first === undefined ? [] : [{ first, second }];
  });
}

const names = ({ service }: RuleContext): Located<string>[] =>
  service.ci.entries.filter(hasName).map(({ name }) => name);
const safeNames = ({ service }: RuleContext): Located<string>[] =>
  service.ci.entries.flatMap(({ safeName }) => (safeName === null ? [] : [safeName]));

const ciYaml: Rule = {
  name: "ci-yaml",
  severity: "error",
  summary: "ci.yml is YAML.",
  check: (context) => faults(context, "ci-yaml"),
};

const artifacts: Rule = {
  name: "artifacts",
  severity: "error",
  summary: "ci.yml has one list `Artifacts`, whose entries are mappings.",
  check: (context) => faults(context, "artifacts"),
};

const artifactName: Rule = {
  name: "artifact-name",
  severity: "error",
  summary: "Each artifact has a `name`, and it is a package name (PEP 508).",
  check: (context) => [
    ...faults(context, "artifact-name"),
    ...names(context)
      .filter(({ value }) => !isArtifactName(value))
      .map((name) =>
        inCi(context, name, {
          message: `${quote(name.value)} can't be an artifact's name.`,
          remedy:
            "Use ASCII letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit; it may not end in `.json`.",
        }),
      ),
  ],
};

const artifactDuplicate: Rule = {
  name: "artifact-duplicate",
  severity: "error",
  summary: "No two artifacts are the same package.",
  check: (context) =>
    doubles(names(context), ({ value }) => normalizeName(value)).map(({ first, second }) =>
      inCi(context, second, {
        message: `${quote(second.value)} is the package of line ${first.line} again.`,
        remedy:
          "Remove one of the two entries: `-`, `_`, `.` and capitals make no difference in a package's name.",
      }),
    ),
};

const safeName: Rule = {
  name: "safe-name",
  severity: "error",
  summary: "Each artifact has a `safeName` that can end the name of its stage.",
  check: (context) => [
    ...missingSafeNames(context),
    ...safeNames(context)
      .filter(({ value }) => !isSafeName(value))
      .map((found) =>
        inCi(context, found, {
          message: `${quote(found.value)} can't be a safeName: the stage would be called Release_ and that.`,
          remedy: "Use letters, digits and `_` only, at most 80: by custom the name without its hyphens.",
        }),
      ),
  ],
};

/** Entries without a safeName, each with the one that it could have. */
function missingSafeNames(context: RuleContext): RuleFinding[] {
  const { entries, faults } = context.service.ci;
  const taken = takenSafeNames(entries);
  return faults
    .filter((fault) => fault.rule === "safe-name")
    .map((fault) => {
      const entry = entries.find(({ line }) => line === fault.entry);
      const name = entry?.name?.value;
      if (entry === undefined || name === undefined) return inCi(context, fault, fault);
      const safeName = newSafeName(name, taken);
      const words = { message: fault.message, remedy: `Write \`safeName: ${safeName}\`. \`--fix\` does it.` };
      return {
        ...inCi(context, fault, words),
        fix: { kind: "set-safe-name" as const, entry: entry.line, safeName },
      };
    });
}

const safeNameUnique: Rule = {
  name: "safe-name-unique",
  severity: "error",
  summary: "No two artifacts have the same `safeName`, capitals aside.",
  check: (context) =>
    doubles(safeNames(context), ({ value }) => value.toLowerCase()).map(({ first, second }) =>
      inCi(context, second, {
        message: `The safeName ${quote(second.value)} is taken by line ${first.line}.`,
        remedy: "Give each artifact a safeName of its own: a pipeline can't have two stages of one name.",
      }),
    ),
};

export const ciRules: readonly Rule[] = [
  ciYaml,
  artifacts,
  artifactName,
  artifactNameForm,
  artifactDuplicate,
  safeName,
  safeNameUnique,
  artifactKey,
  templateParameter,
  serviceDirectory,
];
