/** What the documents show: every YAML sample is read by what it is for, every command line by the command's own definitions, and every link leads somewhere. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";
import { readArtifactsInput, readCi } from "../../src/ci/read-ci.ts";
import { program } from "../../src/cli/program.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { root } from "../support/root.ts";

const within = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const documents = [".", "docs", "docs/rules", "python", "samples"].flatMap(within);

interface Sample {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

/** The fenced samples of a document, also those within a list. */
function samplesIn(path: string): Sample[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", kind = "", body = ""] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return { at: `${path}:${line}`, kind, text: body.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}

// The pages of the rules show what is wrong, too; the rules' own tests read them.
const samples = documents.filter((path) => !path.startsWith("docs/rules")).flatMap(samplesIn);

interface Task {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly required?: boolean }[];
}
const tasks = new Map(
  readdirSync(join(root, "tasks")).map((name) => [
    name,
    JSON.parse(readFileSync(join(root, "tasks", name, "task.json"), "utf8")) as Task,
  ]),
);
const stages = parse(readFileSync(join(root, "templates/stages.yml"), "utf8")) as {
  parameters: { name: string }[];
};

interface Step {
  readonly task: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** Every step with a task, wherever it stands. */
function stepsIn(value: unknown): Step[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (typeof value !== "object" || value === null) return [];
  const below = Object.values(value).flatMap(stepsIn);
  return "task" in value ? [value as Step, ...below] : below;
}

function checkSteps(at: string, steps: readonly Step[]): void {
  for (const { task: reference, inputs = {} } of steps) {
    const [name = "", version] = reference.split("@");
    const task = tasks.get(name);
    if (task === undefined) {
      assert.doesNotMatch(name, /^Gatehouse/, at);
      continue;
    }
    assert.equal(version, "1", at);
    const known = new Set(task.inputs.map((input) => input.name));
    for (const input of Object.keys(inputs)) assert.ok(known.has(input), `${at}: ${name} takes no ${input}`);
    for (const input of task.inputs.filter(({ required }) => required === true))
      assert.ok(Object.hasOwn(inputs, input.name), `${at}: ${name} wants ${input.name}`);
  }
}

function checkPipeline(at: string, text: string, parameters: { readonly Artifacts?: unknown }): void {
  const known = new Set(stages.parameters.map(({ name }) => name));
  for (const name of Object.keys(parameters)) assert.ok(known.has(name), `${at}: no parameter ${name}`);
  if (!Array.isArray(parameters.Artifacts)) return;
  const { entries, faults } = readCi(text, at);
  assert.deepEqual(faults, [], at);
  assert.ok(entries.length > 0, at);
}

describe("YAML in the documents", () => {
  for (const { at, text } of samples.filter(({ kind }) => kind === "yaml")) {
    it(`is what it claims to be, ${at}`, () => {
      const document = parse(text) as { readonly extends?: { readonly parameters: object } };
      const steps = stepsIn(document);
      if (Array.isArray(document)) assert.deepEqual(readArtifactsInput(text).faults, [], at);
      else if (document.extends !== undefined) checkPipeline(at, text, document.extends.parameters);
      else if (steps.length > 0) checkSteps(at, steps);
      else assert.deepEqual(parseConfig(text).faults, [], at);
    });
  }
});

const scripts = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }).scripts;

/** The words of a line of shell, without quotes; what follows a pipe or redirects is left out. */
function words(line: string): string[] {
  const all = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const end = all.findIndex((word) => /^(?:\||>|#|&&)/.test(word));
  return (end < 0 ? all : all.slice(0, end)).map((word) => word.replaceAll(/['"]/g, ""));
}

/** A command line against what the command is defined to take; nothing is run. */
function checkCommand(at: string, given: readonly string[]): void {
  const first = program.commands.find((one) => one.name() === given[0]);
  const nested = first?.commands.find((one) => one.name() === given[1]);
  const command = nested ?? first;
  assert.ok(command !== undefined, `${at}: no command ${given[0]}`);
  const { operands, unknown } = command.parseOptions(given.slice(nested === undefined ? 1 : 2));
  assert.deepEqual(unknown, [], at);
  const wanted = command.registeredArguments.filter(({ required }) => required).length;
  assert.ok(operands.length >= wanted, `${at}: too few arguments`);
  if (!command.registeredArguments.some(({ variadic }) => variadic))
    assert.ok(operands.length <= command.registeredArguments.length, `${at}: too many arguments`);
  for (const { long, mandatory } of command.options)
    if (mandatory) assert.ok(given.includes(long ?? ""), `${at}: ${long} is missing`);
}

function checkLine(at: string, line: string): void {
  const [first = "", ...rest] = words(line.replace(/^(?:\w+=\S+ )+/, ""));
  const ours = rest[0]?.endsWith("gatehouse.js") === true || rest[0] === "$GATEHOUSE";
  if (first === "gatehouse") checkCommand(at, rest);
  else if (first === "node" && ours) checkCommand(at, rest.slice(1));
  else if (first === "npm" && rest[0] === "run")
    assert.ok(Object.hasOwn(scripts, rest.find((word) => !/^(?:run|-)/.test(word)) ?? ""), `${at}: ${line}`);
  else if (first === "npx" || first === "node")
    for (const path of rest.filter((word) => /^[\w./-]+\.(?:ts|mjs)$/.test(word)))
      assert.ok(existsSync(join(root, path)), `${at}: ${path}`);
}

describe("command lines in the documents", () => {
  for (const { at, text } of samples.filter(({ kind }) => kind === "sh")) {
    it(`are such as the programs take, ${at}`, () => {
      for (const line of text.replaceAll("\\\n", " ").split("\n")) checkLine(at, line.trim());
    });
  }
});

/** The anchor of a heading, as repositories' pages make it. */
function anchor(heading: string): string {
  const text = heading.toLowerCase().replaceAll(/[`*]/g, "");
  return text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
}

describe("links in the documents", () => {
  for (const path of documents) {
    it(`lead somewhere, ${path}`, () => {
      const text = readFileSync(join(root, path), "utf8").replaceAll(/^( *)```[\s\S]*?^\1```$/gm, "");
      for (const [, target = ""] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
        const [file = "", fragment] = target.split("#");
        const full = file === "" ? join(root, path) : join(root, dirname(path), file);
        assert.ok(existsSync(full), `${target}: there is no ${relative(root, full)}`);
        if (fragment === undefined || !full.endsWith(".md")) continue;
        const headings = [...readFileSync(full, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
          anchor(heading),
        );
        assert.ok(headings.includes(fragment), `${target}: no such heading`);
      }
    });
  }
});
