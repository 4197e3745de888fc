/** The manifests of the tasks against the code, and against what was agreed for all of them. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root.ts";

interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly inputs: { name: string; defaultValue?: string; required?: boolean; helpMarkDown?: string }[];
  readonly outputVariables?: { name: string; description: string }[];
  readonly execution: Record<string, { target: string }>;
  readonly restrictions: { settableVariables: { allowed: string[] } };
}

const names = readdirSync(join(root, "tasks"));
const manifests = names.map(
  (name) => JSON.parse(readFileSync(join(root, "tasks", name, "task.json"), "utf8")) as Manifest,
);

const extension = JSON.parse(readFileSync(join(root, "vss-extension.json"), "utf8")) as {
  readonly scopes: readonly string[];
  readonly files: readonly { path: string; addressable?: boolean }[];
  readonly contributions: readonly {
    id: string;
    type: string;
    properties: { name: string; uri?: string; supportsTasks?: unknown };
  }[];
};

describe("task manifests", () => {
  it("are seven, with the names of their folders and ids of their own", () => {
    assert.deepEqual(
      manifests.map(({ name }) => name),
      names,
    );
    assert.equal(names.length, 7);
    assert.equal(new Set(manifests.map(({ id }) => id)).size, 7);
  });

  for (const { name, inputs, execution, restrictions, outputVariables = [] } of manifests) {
    it(`${name} runs on both Nodes, documents every input, and takes recordPath`, () => {
      assert.deepEqual(Object.keys(execution).toSorted(), ["Node20_1", "Node24"]);
      for (const input of inputs)
        assert.ok((input.helpMarkDown ?? "").length > 20, `${input.name} has no help`);
      const recordPath = inputs.find((input) => input.name === "recordPath");
      assert.equal(recordPath?.defaultValue, "$(Pipeline.Workspace)/gatehouse");
      const wanted = inputs.find(({ name: input }) => input === "artifactName");
      if (["GatehouseGate", "GatehousePublish", "GatehouseTag"].includes(name))
        assert.equal(wanted?.required, true);
    });

    it(`${name} may set the variables it declares`, () => {
      for (const { name: variable } of outputVariables) {
        assert.ok(restrictions.settableVariables.allowed.includes(variable), variable);
      }
    });

    it(`${name} has an entry of at most 15 lines, and an icon`, () => {
      const entry = readFileSync(join(root, "tasks", name, "index.ts"), "utf8");
      assert.ok(entry.trimEnd().split("\n").length <= 15);
      assert.ok(existsSync(join(root, "tasks", name, "icon.png")));
    });
  }

  it("declare every input that the code asks for", () => {
    const source = readFileSync(join(root, "src/task/inputs.ts"), "utf8");
    const asked = [...source.matchAll(/^ {2}\| "(\w+)"/gm)].map((match) => match[1]);
    const declared = new Set(manifests.flatMap(({ inputs }) => inputs.map((input) => input.name)));
    assert.ok(asked.length > 10);
    for (const input of asked) assert.ok(declared.has(input ?? ""), input);
  });

  it("are all in the extension", () => {
    const tasks = extension.contributions.filter(({ type }) => type === "ms.vss-distributed-task.task");
    assert.deepEqual(
      tasks.map(({ properties }) => properties.name.split("/").at(-1) ?? "").toSorted(),
      names,
    );
  });
});

describe("the extension's pages", () => {
  const pages = extension.contributions.filter(({ properties }) => properties.uri !== undefined);

  it("are a tab on every run and a hub, and their files are there", () => {
    assert.deepEqual(
      pages.map(({ id, type }) => [id, type]),
      [
        ["release-tab", "ms.vss-build-web.build-results-tab"],
        ["releases-hub", "ms.vss-web.hub"],
      ],
    );
    for (const { properties } of pages) {
      const html = readFileSync(join(root, "src", properties.uri ?? ""), "utf8");
      assert.match(html, /<body data-home="(?:run|hub)" /);
      // With it the tab has stayed hidden until the run was over; it matters before.
      assert.equal(properties.supportsTasks, undefined);
    }
  });

  it("are served over HTTP, and nothing else is", () => {
    assert.deepEqual(
      extension.files.filter(({ addressable }) => addressable).map(({ path }) => path),
      ["page"],
    );
  });

  it("ask for the scopes that docs/page.md gives a reason for, and no more", () => {
    const page = readFileSync(join(root, "docs/page.md"), "utf8");
    const reasons = [...page.matchAll(/^\| `(vso\.[\w.]+)` \|/gm)].map((match) => match[1]);
    assert.deepEqual(extension.scopes, reasons);
  });
});
