/** docs/tasks.md: each task's inputs and outputs, from its manifest. */
import { readdirSync, readFileSync } from "node:fs";

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly helpMarkDown: string;
  readonly version: { readonly Major: number };
  readonly inputs: readonly { name: string; helpMarkDown: string }[];
  readonly outputVariables?: readonly { name: string; description: string }[];
  /** Other variables that it may set: one for each artifact. */
  readonly restrictions: { readonly settableVariables: { readonly allowed: readonly string[] } };
}

/** In the order of a release. */
const order = ["Validate", "Build", "Test", "Collect", "Gate", "Publish", "Tag"];
const folder = new URL("../tasks/", import.meta.url);

export function tasksPage(): string {
  const known = new Set(order.map((name) => `Gatehouse${name}`));
  const lost = readdirSync(folder).filter((name) => !known.has(name));
  if (lost.length > 0) throw new Error(`docs/tasks.md has no place for ${lost.join(", ")}`);
  const sections = [...known].map((name) =>
    section(JSON.parse(readFileSync(new URL(`${name}/task.json`, folder), "utf8")) as Manifest),
  );
  const head =
    "# The tasks\n\nEvery input and output, as the pipeline editor shows them. Made by `npm run docs` from `tasks/*/task.json`. How they stand together in a\npipeline is in [the stage template](template.md).\n";
  return [head, ...sections].join("\n");
}

function section(manifest: Manifest): string {
  const { name, version, description, helpMarkDown, inputs, outputVariables = [], restrictions } = manifest;
  const declared = outputVariables.map((variable) => item(variable.name, variable.description));
  const more = restrictions.settableVariables.allowed.filter((pattern) => pattern.includes("*"));
  const each = more.map((pattern) => `- \`${pattern.replace("*", "<safeName>")}\`, for each artifact`);
  return [
    `## ${name}@${version.Major}`,
    "",
    description,
    "",
    helpMarkDown,
    "",
    "Inputs:",
    "",
    ...inputs.map((input) => item(input.name, input.helpMarkDown)),
    "",
    ...(declared.length + each.length === 0 ? [] : ["Output variables:", "", ...declared, ...each, ""]),
  ].join("\n");
}

/** One item of a list; what has several paragraphs stays within it. */
function item(name: string, text: string): string {
  const [first = "", ...rest] = text.split("\n");
  return [`- \`${name}\`: ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}
