/** The schemas that editors use, on files as they are written. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { rules } from "../../../src/validate/rules.ts";
import { root } from "../../support/root.ts";

/** Where a text does not fit, as paths in it; empty where it does. */
function checker(name: string) {
  const schema = JSON.parse(readFileSync(join(root, "docs", name), "utf8")) as object;
  const fits = new Ajv({ strict: false, allErrors: true }).compile(schema);
  return (text: string) => {
    fits(parse(text));
    return [...new Set((fits.errors ?? []).map(({ instancePath }) => instancePath))];
  };
}

describe("the schema of gatehouse.yml", () => {
  const faults = checker("gatehouse.schema.json");

  it("takes every setting", () => {
    const text = `
index: testpypi
simpleUrl: https://test.example/simple/
requiredOwner: microsoft
ownerContact: owners@contoso.example
artifactNames: hyphens
rules: {${rules.map(({ name }) => `${name}: warning`).join(", ")}}
accept:
  - {rule: config, reason: Known.}
  - {rule: readme, package: "contoso-*", reason: Known.}
tests:
  - {package: "contoso-*", command: [python, -m, unittest]}
  - {command: [python, -m, pytest, "--junitxml={junit}", test]}
`;
    assert.deepEqual(faults(text), []);
  });

  const bad: readonly (readonly [text: string, at: string])[] = [
    ["indx: pypi", ""],
    ["tests: [{command: python -m unittest}]", "/tests/0/command"],
    ["tests: [{command: []}]", "/tests/0/command"],
    ["tests: [{package: contoso-core}]", "/tests/0"],
    ["rules: {no-such-rule: off}", "/rules"],
    ["rules: {readme: of}", "/rules/readme"],
    ["accept: [{rule: readme}]", "/accept/0"],
    ["accept: [{rule: no-such-rule, reason: x}]", "/accept/0/rule"],
    ["accept: [{rule: readme, reason: ' '}]", "/accept/0/reason"],
    ["accept: [{rule: readme, reason: x, package: '{a,b}'}]", "/accept/0/package"],
    ["artifactNames: dots", "/artifactNames"],
  ];
  for (const [text, at] of bad) it(`refuses ${text}`, () => assert.deepEqual(faults(text), [at]));
});

describe("the schema of Artifacts", () => {
  const faults = checker("artifacts.schema.json");
  const inTemplate = (entries: string) =>
    `trigger: none\nextends:\n  template: x.yml\n  parameters:\n    ServiceDirectory: contoso\n    Artifacts: ${entries}\n`;

  it("takes the sample, and entries as real files have them", () => {
    assert.deepEqual(faults(readFileSync(join(root, "samples/sdk/contoso/ci.yml"), "utf8")), []);
    const good = [
      "[{name: azure_core, safeName: azurecore}]",
      "[{name: azure-core, safeName: azurecore, skipVerifyChangeLog: true, triggeringPaths: [/sdk]}]",
      "[{name: azure-core, safeName: azurecore, dependsOn: [azuremgmtcore], somethingNew: {a: 1}}]",
      "[{'${{ if eq(1, 1) }}': [{name: a}]}, {name: b, safeName: b}]",
      "${{ parameters.Artifacts }}",
    ];
    for (const entries of good) assert.deepEqual(faults(inTemplate(entries)), [], entries);
  });

  it("leaves all the rest of a file open", () => {
    const others = [
      "parameters: [{name: Artifacts, type: object}]",
      "extends: {parameters: {CondaArtifacts: [{name: 1}], MatrixConfigs: [{Name: x}]}}",
      "stages: '${{ parameters.Stages }}'\njobs: [{job: a, steps: [{script: x}]}]",
    ];
    for (const text of others) assert.deepEqual(faults(text), [], text);
  });

  it("refuses what can't be released", () => {
    const bad = [
      "[]",
      "{name: a, safeName: a}",
      "[azure_core]",
      "[{name: azure_core}]",
      "[{name: azure_core, safeName: azure-core}]",
      "[{name: azure core, safeName: azurecore}]",
      "[{name: 1, safeName: a}]",
      "[{name: a, safeName: a, dependsOn: [1]}]",
    ];
    for (const entries of bad) {
      assert.ok(
        faults(inTemplate(entries)).some((at) => at.startsWith("/extends/parameters/Artifacts")),
        entries,
      );
    }
  });

  it("finds the list below stages and jobs, and at the top", () => {
    const entry = "Artifacts: [{name: azure_core}]";
    for (const [text, at] of [
      [`stages: [{template: x.yml, parameters: {${entry}}}]`, "/stages/0/parameters/Artifacts/0"],
      [
        `stages: [{stage: a, jobs: [{template: x.yml, parameters: {${entry}}}]}]`,
        "/stages/0/jobs/0/parameters/Artifacts/0",
      ],
      [`jobs: [{template: x.yml, parameters: {${entry}}}]`, "/jobs/0/parameters/Artifacts/0"],
      [`parameters: {${entry}}`, "/parameters/Artifacts/0"],
      [entry, "/Artifacts/0"],
    ] as const) {
      assert.ok(faults(text).includes(at), text);
    }
  });
});
