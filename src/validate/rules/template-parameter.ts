/** The parameters that a ci.yml hands to Gatehouse's template. */
import { quote } from "../../ci/quote.ts";
import { ignoredParameters, isOwnTemplate, readParameters } from "../../ci/template-parameters.ts";
import type { Located } from "../../ci/types.ts";
import { nearest } from "../../release/nearest.ts";
import type { Rule, RuleContext, RuleFinding } from "../rule.ts";
import { inCi } from "./places.ts";

const lower = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
const [read, ignored] = [lower(readParameters), lower(ignoredParameters)];

export const templateParameter: Rule = {
  name: "template-parameter",
  severity: "note",
  summary: "Every parameter that ci.yml hands to Gatehouse's template is one of it, and has an effect.",
  check: (context) => {
    const { template, parameters } = context.service.ci;
    if (template === null || !isOwnTemplate(template.value)) return [];
    const isIgnored = ({ value }: Located<string>) => ignored.has(value.toLowerCase());
    const isKnown = (one: Located<string>) => isIgnored(one) || read.has(one.value.toLowerCase());
    return [
      ...withoutEffect(context, parameters.filter(isIgnored)),
      ...parameters.filter((one) => !isKnown(one)).map((one) => unknown(context, one)),
    ];
  },
};

/** One finding for all: such files have a dozen of them. */
function withoutEffect(context: RuleContext, parameters: readonly Located<string>[]): RuleFinding[] {
  const [first] = parameters;
  if (first === undefined) return [];
  const names = parameters.map(({ value }) => quote(value)).join(", ");
  const verb = parameters.length === 1 ? "has" : "have";
  const message = `${names} ${verb} no effect: the template takes what the Azure SDK's files pass, and makes nothing of it.`;
  return [inCi(context, first, { message, remedy: "Remove it when the file is next changed." })];
}

function unknown(context: RuleContext, parameter: Located<string>): RuleFinding {
  const meant = nearest(parameter.value, readParameters);
  const message = `${quote(parameter.value)} is no parameter of the template: Azure Pipelines refuses to compile the run.`;
  const remedy = meant === null ? "Remove it." : `Did you mean \`${meant}\`?`;
  return { ...inCi(context, parameter, { message, remedy }), severity: "warning" };
}
