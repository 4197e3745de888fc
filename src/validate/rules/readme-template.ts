/** Text of templates that nobody meant to publish. */
import { lineAt } from "../../packages/paths.ts";

/** Sentences that stand in a template and nowhere else; each with where it is from. */
const certain: readonly (readonly [sentence: string, origin: string])[] = [
  // https://github.com/Azure/azure-sdk-for-python/tree/main/sdk/template/azure-template
  ["This template package matches necessary patterns", "the Azure SDK's template package"],
  ["Bullet point list of your library's main concepts", "the Azure SDK's template package"],
  ["Examples of some of the key concepts for your library.", "the Azure SDK's template package"],
  ["This section should contain details as to what to do there.", "the Azure SDK's template package"],
  ["More sample code should go here, along with links out", "the Azure SDK's template package"],
  ["{{package_pprint_name}}", "the Azure SDK's generator"],
  // https://github.com/Azure/azure-sdk/blob/main/docs/README-TEMPLATE.md
  ["Use the guidelines in each section of this template", "the Azure SDK's readme template"],
  ["The introduction appears directly under the title (H1)", "the Azure SDK's readme template"],
  [
    "This section should include everything a developer needs to do to install",
    "the Azure SDK's readme template",
  ],
  ["TODO: Give a short introduction of your project.", "Azure Repos' first readme"],
  ["TODO: Guide users through getting your code up and running", "Azure Repos' first readme"],
  ["To make it easy for you to get started with GitLab", "GitLab's first readme"],
  ["Python Boilerplate contains all the boilerplate you need", "cookiecutter-pypackage"],
];

/** Signs that something was left to be written, where it may be meant. */
const likely: readonly (readonly [sign: string, origin: string])[] = [
  ["<!-- write necessary description of service -->", "the Azure SDK's generator"],
  ["Add your description here", "`uv init`"],
  ["{{ cookiecutter.", "a cookiecutter template"],
  ["Lorem ipsum dolor sit amet", "filler text"],
];

export interface TemplateText {
  /** As the template writes it. */
  readonly text: string;
  readonly origin: string;
  /** From 1. */
  readonly line: number;
  /** Whether it can be nothing else. */
  readonly certain: boolean;
}

/** The first template text in a readme, one that is certain before any other; null when there is none. */
export function templateText(readme: string): TemplateText | null {
  return first(readme, certain, true) ?? first(readme, likely, false);
}

function first(readme: string, texts: typeof certain, isCertain: boolean): TemplateText | null {
  let found: (TemplateText & { readonly at: number }) | null = null;
  for (const [text, origin] of texts) {
    const at = readme.indexOf(text);
    if (at !== -1 && (found === null || at < found.at))
      found = { text, origin, at, line: lineAt(readme, at), certain: isCertain };
  }
  return found;
}
