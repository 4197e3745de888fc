/** The expanded templates against the official schema of pipelines, with our tasks in it. Needs the contracts. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getLanguageService } from "azure-pipelines-language-service";
import { parse } from "azure-pipelines-language-service/lib/parser/yamlParser.js";
import { stringify } from "yaml";
import { expandTemplate } from "../support/expand-template.ts";
import { root } from "../support/root.ts";

const contracts = process.env["GATEHOUSE_CONTRACTS"] ?? "";

interface TaskDefinition {
  properties: { task: { anyOf: object[] } };
  anyOf: object[];
}

/** The schema, in which a task of ours takes the inputs that its task.json declares and no others. */
function schemaWithOurTasks(): object {
  const text = readFileSync(join(contracts, "azure-pipelines/service-schema.json"), "utf8");
  const schema = JSON.parse(text.replace(/^\uFEFF/, "")) as { definitions: { task: TaskDefinition } };
  for (const name of readdirSync(join(root, "tasks"))) {
    const { inputs } = JSON.parse(readFileSync(join(root, "tasks", name, "task.json"), "utf8")) as {
      inputs: { name: string }[];
    };
    const task = { enum: [`${name}@1`], ignoreCase: "value" };
    const properties = Object.fromEntries(
      inputs.map((input) => [input.name, { type: ["string", "number", "boolean"], ignoreCase: "key" }]),
    );
    schema.definitions.task.properties.task.anyOf.push({ ...task, doNotSuggest: false });
    schema.definitions.task.anyOf.push({
      properties: { task, inputs: { type: "object", properties, additionalProperties: false } },
      required: ["task"],
      firstProperty: ["task"],
    });
  }
  return schema;
}

/** What the language service finds wrong, with the lines. */
async function faults(text: string): Promise<string[]> {
  const schema = schemaWithOurTasks();
  const service = getLanguageService(
    async () => schema,
    [],
    async () => "s://schema",
    { resolveRelativePath: (path: string) => path },
    // Its own type of promises is older than the language's.
    Promise as never,
  );
  service.configure({ validate: true });
  const lines = text.split("\n");
  const starts = lines.map((_, at) => lines.slice(0, at).join("\n").length + (at === 0 ? 0 : 1));
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const document = {
    uri: "file:///pipeline.yml",
    languageId: "yaml",
    version: 1,
    lineCount: lines.length,
    getText: () => text,
    positionAt: (offset: number) => ({
      line: lineOf(offset),
      character: offset - (starts[lineOf(offset)] ?? 0),
    }),
    offsetAt: ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character,
  };
  const found = await service.doValidation(document, parse(text));
  return found.map(({ message, range }) => `${JSON.stringify(message)}: ${lines[range.start.line]?.trim()}`);
}

describe("the templates and the official schema of pipelines", function () {
  this.timeout(30_000);
  const artifacts = [
    { name: "contoso_core", safeName: "contosocore" },
    { name: "contoso_blob", safeName: "contosoblob", dependsOn: ["contosocore"] },
  ];
  const expanded = (more: object, reason: string) =>
    stringify(
      expandTemplate(
        join(root, "templates/release.yml"),
        { ServiceDirectory: "contoso", Artifacts: artifacts, ...more },
        { "Build.Reason": reason, "Build.SourceBranch": "refs/heads/main" },
      ),
      { aliasDuplicateObjects: false, lineWidth: 0 },
    );

  it("agree on a release", async () => assert.deepEqual(await faults(expanded({}, "Manual")), []));

  it("agree on a pull request, and on shared work", async () =>
    assert.deepEqual(
      await faults(expanded({ BuildJobs: 3, TestPythonVersions: ["3.9", "3.12"] }, "PullRequest")),
      [],
    ));

  it("are judged by a schema that says no", async () => {
    const wrong = expanded({}, "Manual").replace("serviceDirectory:", "nope:");
    assert.match((await faults(wrong)).join("\n"), /nope/);
  });
});
