/** `npm run docs`: writes what is generated in docs/, or with `--check` says whether it is current. */
import { readFileSync, writeFileSync } from "node:fs";
import { configSchema } from "../src/config/schema.ts";
import { errorTable } from "../src/error-table.ts";
import { ReleaseRecord } from "../src/release/record.ts";
import { rules } from "../src/validate/rules.ts";
import { artifactsSchema } from "./artifacts-schema.ts";
import { commandsPage } from "./commands-page.ts";
import { tasksPage } from "./tasks-page.ts";

const meanings = {
  1: "the answer is no",
  2: "called wrongly, or an input can't be read",
  3: "the world outside failed; run again",
};

/** docs/errors.md: every code, with what it says and what to do. */
function errorsPage(): string {
  const sections = Object.entries(errorTable).map(([code, { exit, message, remedy }]) =>
    [
      `## ${code}`,
      "",
      quote(message),
      "",
      remedy.replace(/^\{\w+\}$/, "It says itself what to do."),
      "",
      `Exit code ${exit}: ${meanings[exit]}.`,
      "",
    ].join("\n"),
  );
  const head = [
    "# When something failed",
    "",
    "Every way Gatehouse says no. The code stands in brackets, `error[index-conflict]`, and in a pipeline with the issue of the run; look for it here. `{…}` stands for what it was",
    "about. Made by `npm run docs` from `src/error-table.ts`.",
    "",
    "| exit code | so |",
    "|---|---|",
    "| 1: the answer is no | something has to change first: a file, a version, a decision |",
    "| 2: called wrongly, or an input can't be read | correct the call or the input |",
    "| 3: the world outside failed | run the same again, in a pipeline *Rerun failed jobs*; nothing is lost, and nothing is sent twice |",
    "",
    "What became of a release that went wrong half-way, and what can be done about one that should not have been: [after a mistake](undo.md). Findings of `validate` are [rules](rules/README.md), not errors.",
    "",
  ].join("\n");
  return [head, ...sections].join("\n");
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** docs/gatehouse.schema.json: gatehouse.yml, for editors. It knows the rules by name. */
function settingsSchema(): object {
  const { rules: severities, accept, ...others } = configSchema.properties;
  const severity = severities.additionalProperties;
  const byName = rules.map(({ name, severity: own, summary }) => [
    name,
    { ...severity, description: `${summary} (${own})` },
  ]);
  const { rule, ...rest } = accept.items.properties;
  const names = { enum: rules.map(({ name }) => name), description: rule.description };
  return {
    // What editors know best.
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "gatehouse.yml",
    ...configSchema,
    properties: {
      ...others,
      rules: {
        type: "object",
        description: severities.description,
        properties: Object.fromEntries(byName) as object,
        additionalProperties: false,
      },
      accept: { ...accept, items: { ...accept.items, properties: { rule: names, ...rest } } },
    },
  };
}

/** The rule that begins each part of the list. */
const parts: Readonly<Record<string, string>> = {
  config: "gatehouse.yml",
  "ci-yaml": "ci.yml",
  metadata: "Packages",
  readme: "Documents",
  "already-released": "The index",
};

/** docs/rules/README.md: every rule, in the order of the code. */
function rulesPage(): string {
  const lost = Object.keys(parts).filter((name) => !rules.some((rule) => rule.name === name));
  if (lost.length > 0) throw new Error(`no part of the list can begin with ${lost.join(", ")}`);
  const lines = rules.flatMap(({ name, severity, summary }) => {
    const part = parts[name];
    const head =
      part === undefined
        ? []
        : ["", `## ${part}`, "", "| Rule | Severity | What must hold |", "|---|---|---|"];
    return [...head, `| [${name}](${name}.md) | ${severity} | ${summary.replaceAll("|", "\\|")} |`];
  });
  return [
    "# The rules of validate",
    "",
    "Every rule has a stable name, which stands in each finding, and a severity. An *error* that belongs to one artifact",
    "holds back that artifact, and what needs it; an error that belongs to none (in `ci.yml`, in `gatehouse.yml`) holds",
    "back all. *Warnings* and *notes* hold back nothing. Some cases of a rule are milder than the rule; its page says which.",
    "",
    "Severities are set, and single findings accepted, in [gatehouse.yml](../configuration.md#rules). From a terminal:",
    "`gatehouse rules`, and `gatehouse explain <rule>` for one of these pages.",
    ...lines,
    "",
  ].join("\n");
}

const documents = {
  "docs/errors.md": errorsPage(),
  // The record, for other programs.
  "docs/record.schema.json": json({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...ReleaseRecord,
  }),
  "docs/gatehouse.schema.json": json(settingsSchema()),
  "docs/artifacts.schema.json": json(artifactsSchema),
  "docs/rules/README.md": rulesPage(),
  "docs/commands.md": commandsPage(),
  "docs/tasks.md": tasksPage(),
};
for (const [name, text] of Object.entries(documents)) {
  const path = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${name} is not current: npm run docs`);
    process.exitCode = 1;
  }
}
