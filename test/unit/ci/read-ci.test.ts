import assert from "node:assert/strict";
import fc from "fast-check";
import { readArtifactsInput, readCi } from "../../../src/ci/read-ci.ts";
import type { CiFile } from "../../../src/ci/types.ts";

const path = "sdk/contoso/ci.yml";
const names = (ci: CiFile) => ci.entries.map(({ name }) => name?.value ?? null);
const places = (ci: CiFile) => ci.faults.map(({ rule, line, column }) => `${rule} ${line}:${column}`);

const extending = `trigger:
  branches:
    include: [main]

extends:
  template: ../../eng/pipelines/templates/stages/archetype-sdk-client.yml
  parameters:
    ServiceDirectory: contoso
    # the proxy
    TestProxy: true
    MatrixConfigs:
      - Name: Linux
        Path: eng/matrix.json
    CondaArtifacts:
      - name: azure-core
        checkout:
          - package: azure-core
            version: 1.0.0
    Artifacts:
    - name: contoso_core
      safeName: contosocore
    - name: contoso-storage-blob
      safename: contosostorageblob
      dependsOn: [contosocore]
      skipVerifyChangeLog: true`;

describe("ci/read-ci: the shapes of real files", () => {
  it("extends", () => {
    const ci = readCi(extending, path);
    assert.deepEqual(ci.faults, []);
    assert.deepEqual(ci.entries[0], {
      line: 20,
      column: 7,
      name: { value: "contoso_core", line: 20, column: 13 },
      safeName: { value: "contosocore", line: 21, column: 17 },
      dependsOn: [],
      keys: [
        { value: "name", line: 20, column: 7 },
        { value: "safeName", line: 21, column: 7 },
      ],
    });
    assert.equal(ci.entries[1]?.keys.at(-1)?.value, "skipVerifyChangeLog");
    assert.equal(ci.entries[1]?.safeName?.value, "contosostorageblob");
    assert.deepEqual(ci.entries[1]?.dependsOn, [{ value: "contosocore", line: 24, column: 19 }]);
  });

  const list = "Artifacts: [{name: a, safeName: a}]";
  for (const [shape, text] of Object.entries({
    stages: `resources: {}\nstages:\n- template: x.yml\n  parameters:\n    ${list}`,
    "stages without parameters beside": `stages:\n- template: y.yml\n- template: x.yml\n  parameters:\n    ${list}`,
    jobs: `jobs:\n- template: x.yml\n  parameters: {${list}}`,
    "jobs of a stage": `stages:\n- stage: A\n  jobs:\n  - template: x.yml\n    parameters: {${list}}`,
    "stages of extends": `extends:\n  parameters:\n    stages: []\n    ${list}`,
    "parameters at the top": `parameters:\n  ${list}`,
    "the list at the top": list,
    "another case": "artifacts: [{Name: a, SAFENAME: a}]",
    "queue-time parameters": `parameters:\n- name: b\n  type: string\nextends:\n  parameters:\n    ${list}`,
    CRLF: `extends:\r\n  parameters:\r\n    Artifacts:\r\n    - name: a\r\n      safeName: a\r\n`,
    "byte order mark": `\uFEFF${list}`,
    "five blanks": "extends:\n  parameters:\n    Artifacts:\n     - name: a\n       safeName: a",
    anchors: "x: &l\n- &e {name: a, safeName: a}\nextends: {parameters: {Artifacts: *l}}",
    "an anchored entry": "x: &e {name: a, safeName: a}\nArtifacts: [*e]",
    "merge keys": "x: &e {name: b, safeName: a}\nArtifacts:\n- <<: *e\n  name: a",
    "merge keys, many": "x: &e {safeName: a}\ny: &f {safeName: b, name: a}\nArtifacts:\n- <<: [*e, *f]",
    "the same list twice by an alias":
      "stages:\n- template: a\n  parameters: {Artifacts: &l [{name: a, safeName: a}]}\n- template: b\n  parameters: {Artifacts: *l}",
    "an expression beside": `parameters:\n  \${{ if eq(1, 1) }}:\n    Other: 1\n  ${list}`,
  })) {
    it(shape, () => {
      const ci = readCi(text, path);
      assert.deepEqual(ci.faults, []);
      assert.deepEqual(names(ci), ["a"]);
      assert.equal(ci.entries[0]?.safeName?.value, "a");
    });
  }

  it("a task's input: YAML, JSON, or a whole text", () => {
    for (const text of [
      "- name: a\n  safeName: b",
      '[\n\t{ "name": "a", "safeName": "b" }\n]',
      "Artifacts:\n- name: a\n  safeName: b",
    ]) {
      const ci = readArtifactsInput(text);
      assert.deepEqual([ci.path, places(ci), names(ci)], ["artifacts", [], ["a"]]);
    }
    assert.deepEqual(places(readCi("- name: a\n  safeName: b", path)), ["artifacts 1:1"]);
  });
});

describe("ci/read-ci: mistakes, each with its place", () => {
  const faults: Record<string, [text: string, ...expected: string[]]> = {
    "an empty file": ["", "artifacts 1:1"],
    "only comments": ["# nothing\n", "artifacts 1:1"],
    "no list": ["trigger: none\npr: none\n", "artifacts 1:1"],
    "a template call without parameters": ["extends:\n  template: x.yml\n", "artifacts 1:1"],
    "a null list": ["extends:\n  parameters:\n    Artifacts:\n", "artifacts 3:5"],
    "an empty list": ["Artifacts: []", "artifacts 1:12"],
    "a list that is a mapping": ["Artifacts:\n  name: a\n", "artifacts 2:3"],
    "a list that is text": ["Artifacts: azure_core\n", "artifacts 1:12"],
    "a list that is an expression": ["Artifacts: ${{ parameters.Artifacts }}\n", "artifacts 1:12"],
    "an entry that is text": ["Artifacts:\n- azure_core\n", "artifacts 2:3"],
    "an entry that is nothing": ["Artifacts:\n-\n- name: a\n  safeName: a", "artifacts 2:2"],
    "an entry that is an expression": [
      "Artifacts:\n- ${{ if eq(1, 1) }}:\n  - name: a\n    safeName: a\n",
      "artifacts 2:3",
    ],
    "an entry that is an expression's value": ["Artifacts:\n- ${{ parameters.a }}\n", "artifacts 2:3"],
    "a list under an expression": [
      "extends:\n  parameters:\n    ${{ if eq(1, 1) }}:\n      Artifacts:\n      - name: a\n",
      "artifacts 4:7",
    ],
    "a template under an expression": [
      "stages:\n- ${{ if eq(1, 1) }}:\n  - template: a\n    parameters:\n      Artifacts: []\n",
      "artifacts 5:7",
    ],
    "two lists": ["Artifacts: [{name: a, safeName: a}]\nartifacts: []\n", "artifacts 2:1"],
    "no name": ["Artifacts:\n- safeName: a\n", "artifact-name 2:3"],
    "a name that is empty": ["Artifacts:\n- name:\n  safeName: a\n", "artifact-name 2:3"],
    "a name that is a number": ["Artifacts:\n- name: 1.0\n  safeName: a\n", "artifact-name 2:9"],
    "a name that is a list": ["Artifacts:\n- name: [a]\n  safeName: a\n", "artifact-name 2:9"],
    "a name that is an expression": ["Artifacts:\n- name: ${{ x }}\n  safeName: a\n", "artifact-name 2:9"],
    "no safeName": ["Artifacts:\n- name: a\n", "safe-name 2:3"],
    "safeName with nothing after it": ["Artifacts:\n- name: a\n  safeName:\n", "safe-name 3:3"],
    "safeName that is true": ["Artifacts:\n- name: a\n  safeName: true\n", "safe-name 3:13"],
    "two spellings of one key": ["Artifacts:\n- name: a\n  safeName: a\n  safename: b\n", "artifact-key 4:3"],
    "dependsOn with a mapping": [
      "Artifacts:\n- name: a\n  safeName: a\n  dependsOn: [{a: b}]\n",
      "artifacts 4:15",
    ],
    "one entry indented more": [
      "Artifacts:\n- name: a\n  safeName: a\n - name: b\n   safeName: b\n",
      "ci-yaml 4:2",
    ],
    "two entries on one line": [
      "Artifacts:\n- name: a\n  safeName: a    - name: b\n      safeName: b\n",
      "ci-yaml 3:13",
    ],
    tabs: ["Artifacts:\n\t- name: a\n", "ci-yaml 2:1"],
    "a quote that is not closed": ['Artifacts:\n- name: "a\n  safeName: a\n', "ci-yaml 4:1"],
    "a key twice": ["Artifacts:\n- name: a\n  name: b\n  safeName: a\n", "ci-yaml 3:3"],
    "a key twice elsewhere": ["pr: none\npr: none\nArtifacts: [{name: a, safeName: a}]", "ci-yaml 2:1"],
    "an alias of nothing": ["Artifacts: *nowhere\n", "ci-yaml 1:12"],
    "two documents": ["Artifacts: [{name: a, safeName: a}]\n---\nx: 1\n", "ci-yaml 2:1"],
    "a list that holds itself": ["Artifacts: &a [*a]\n", "artifacts 1:16"],
  };
  for (const [mistake, [text, ...expected]] of Object.entries(faults)) {
    it(mistake, () => {
      const ci = readCi(text, path);
      assert.deepEqual(places(ci), expected, JSON.stringify(ci.faults));
      for (const { message, remedy } of ci.faults) {
        assert.match(message, /^\S.*\.$/su);
        assert.match(remedy, /^\S.*\.$/su);
      }
    });
  }

  it("says at most a handful about a text that is no YAML", () => {
    assert.equal(readCi(`Artifacts: [\n${",\n".repeat(1000)}`, path).faults.length, 5);
  });

  it("refuses a list that no one can mean", () => {
    const ci = readCi(`Artifacts:\n${"- {name: a, safeName: a}\n".repeat(1001)}`, path);
    assert.deepEqual(places(ci), ["artifacts 2:1"]);
  });

  it("ends soon on aliases of aliases and merges of merges", () => {
    const lists = Array.from({ length: 60 }, (_, at) => `l${at}: &l${at} [${`*l${at - 1},`.repeat(9)}]`);
    const maps = Array.from(
      { length: 60 },
      (_, at) => `m${at}: &m${at} {<<: [*m${at - 1}, *m${at - 2}], k${at}: 1}`,
    );
    const text = (lines: string[], last: string) => `${lines.slice(2).join("\n")}\nArtifacts: [${last}]`;
    const first = "l1: &l1 [x]\n";
    assert.deepEqual(places(readCi(first + text(lists, "*l59"), path)), ["artifacts 60:13"]);
    const merging = readCi(
      `m0: &m0 {name: a}\nm1: &m1 {safeName: b}\n${text(maps, "{<<: *m59, name: x}")}`,
      path,
    );
    assert.deepEqual(names(merging), ["x"]);
    readCi("[".repeat(10_000), path);
    readCi("- ".repeat(10_000), path);
  });
});

describe("ci/read-ci: properties", () => {
  const piece = fc.constantFrom(
    "Artifacts:",
    "- ",
    "name: ",
    "safeName: ",
    "\n",
    "  ",
    "&a ",
    "*a",
    "<<: ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "${{ if }}:",
    "extends:\n  ",
    "parameters:\n    ",
    "\t",
    "\r\n",
    "x",
    "!",
    "? ",
    "|",
    "\uFEFF",
    "---\n",
    ", ",
    "%",
  );
  it("never throws, and every fault has a place and a remedy", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const ci of [readCi(any, path), readArtifactsInput(any)]) {
          assert.ok(ci.faults.length > 0 || ci.entries.length > 0);
          for (const { line, column, remedy } of ci.faults)
            assert.ok((line ?? 0) > 0 && (column ?? 0) > 0 && remedy !== "");
        }
      }),
      { numRuns: 1000 },
    );
  });

  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}([-_.][a-z][a-z0-9]{0,9}){0,3}$/);
  const entry = fc.record({ name: word, safeName: word, before: fc.constantFrom("", "# comment\n", "\n") });
  it("a list comes back with the lines it was written on", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        (entries, end) => {
          let text = "extends:\n  parameters:\n    Artifacts:\n";
          const expected = entries.map(({ name, safeName, before }) => {
            text += before;
            const line = text.split("\n").length;
            text += `    - name: "${name}"\n      safeName: '${safeName}'\n`;
            return [name, safeName, line, line + 1];
          });
          const ci = readCi(text.replaceAll("\n", end), path);
          assert.deepEqual(ci.faults, []);
          assert.deepEqual(
            ci.entries.map(({ name, safeName, line }) => [
              name?.value,
              safeName?.value,
              line,
              safeName?.line,
            ]),
            expected,
          );
        },
      ),
    );
  });
});
