/** The form that artifacts' names are written in: `azure-core` or `azure_core`, the same package. */
import { quote } from "../../ci/quote.ts";
import type { CiEntry } from "../../ci/types.ts";
import type { Settings } from "../../config/settings.ts";
import type { Rule } from "../rule.ts";
import { hasName } from "../subjects.ts";
import { inCi } from "./places.ts";

type Form = NonNullable<Settings["artifactNames"]>;

/** A name in a form. */
export function inForm(name: string, form: Form): string {
  return form === "hyphens" ? name.replaceAll("_", "-") : name.replaceAll("-", "_");
}

/** The form to write names in: the one that is set, else that of most names, else hyphens. */
export function formOf(
  entries: readonly CiEntry[],
  { artifactNames }: Pick<Settings, "artifactNames">,
): Form {
  if (artifactNames !== null) return artifactNames;
  const names = entries.filter(hasName).map(({ name }) => name.value);
  const count = (mark: string) => names.filter((name) => name.includes(mark)).length;
  return count("_") > count("-") ? "underscores" : "hyphens";
}

export const artifactNameForm: Rule = {
  name: "artifact-name-form",
  severity: "warning",
  summary: "The names in one ci.yml are written in one form, with `-` or with `_`.",
  check: (context) => {
    const entries = context.service.ci.entries.filter(hasName);
    const uses = (mark: string) => entries.some(({ name }) => name.value.includes(mark));
    const { artifactNames } = context.settings;
    if (artifactNames === null && !(uses("-") && uses("_"))) return [];
    const form = formOf(entries, context.settings);
    const why =
      artifactNames === null
        ? "as the other names here are"
        : `as gatehouse.yml wants (\`artifactNames: ${form}\`)`;
    return entries
      .filter(({ name }) => inForm(name.value, form) !== name.value)
      .map(({ name, line }) => {
        const next = inForm(name.value, form);
        const message = `${quote(name.value)} is not written with ${form}, ${why}.`;
        const remedy = `Write \`${next}\`: it is the same package. \`--fix\` does it.`;
        const finding = inCi(context, name, { message, remedy }, name.value);
        return { ...finding, fix: { kind: "set-name" as const, entry: line, name: next } };
      });
  },
};
