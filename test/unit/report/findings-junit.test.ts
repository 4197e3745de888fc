import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { validateXML } from "xmllint-wasm";
import type { Finding } from "../../../src/release/record.ts";
import type { ServiceReport } from "../../../src/report/findings.ts";
import { findingsJunit } from "../../../src/report/findings-junit.ts";
import { aFinding } from "../../support/record-builders.ts";
import { root } from "../../support/root.ts";

const schema = readFileSync(join(root, "test/fixtures/junit.xsd"), "utf8");
const artifact = (name: string) => ({
  serviceDirectory: "sdk/contoso",
  name,
  safeName: null,
  package: name,
  version: null,
  release: true,
});
const aReport = (
  findings: readonly Finding[],
  names: readonly string[] = ["contoso-core"],
): ServiceReport => ({
  serviceDirectory: "sdk/contoso",
  artifacts: names.map(artifact),
  findings,
  accepted: [],
});

/** Each test case: its name, `failed` or `passed`, and the text inside. */
function casesOf(document: string): [name: string, outcome: string, text: string][] {
  const cases: [string, string, string][] = [];
  const parser = new Parser(
    {
      onopentag(tag, { name = "" }) {
        const last = cases.at(-1);
        if (tag === "testcase") cases.push([name, "passed", ""]);
        else if (tag === "failure" && last !== undefined) last[1] = "failed";
      },
      ontext(text) {
        const last = cases.at(-1);
        if (last !== undefined) last[2] += text.trim() === "" ? "" : text;
      },
    },
    { xmlMode: true },
  );
  parser.end(document);
  return cases;
}

async function problems(documents: readonly string[]): Promise<readonly unknown[]> {
  const xml = documents.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema: [schema] });
  return valid ? [] : errors;
}

describe("findings as JUnit", () => {
  it("have a passed test for what is in order, and a failed one for each error", () => {
    const report = aReport(
      [
        aFinding({ line: 3 }),
        aFinding({ rule: "name", path: "a", line: null }),
        aFinding({ severity: "warning", message: "Mind this." }),
        aFinding({ severity: "note", artifact: "contoso-blob", message: "By the way." }),
      ],
      ["contoso-core", "contoso-blob", "contoso-mgmt"],
    );
    const document = findingsJunit([report]);
    const cases = casesOf(document);
    assert.deepEqual(
      cases.map(([name, outcome]) => [name, outcome]),
      [
        ["sdk/contoso as a whole", "passed"],
        ["version sdk/contoso/contoso-core/setup.py:3", "failed"],
        ["name a", "failed"],
        ["contoso-blob", "passed"],
        ["contoso-mgmt", "passed"],
      ],
    );
    assert.match(document, /<testsuite name="sdk\/contoso" tests="5" failures="2" errors="0" skipped="0">/u);
    assert.match(cases[1]?.[2] ?? "", /The version is odd.*\n.*to do: Write another.*Mind this\./su);
    assert.match(cases[3]?.[2] ?? "", /By the way\./u);
  });

  it("have failed tests for what belongs to no artifact", () => {
    const cases = casesOf(
      findingsJunit([aReport([aFinding({ artifact: null, rule: "artifacts", path: "ci.yml" })])]),
    );
    assert.deepEqual(
      cases.map(([name, outcome]) => [name, outcome]),
      [
        ["artifacts ci.yml:3", "failed"],
        ["contoso-core", "passed"],
      ],
    );
  });

  it("fit the schema that Jenkins uses, whatever findings hold", async () => {
    const foreign = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("]]>", "<!--", '"/><x y="', "&bogus;", "\u0000\uFFFE\uD800", "a\r\n\tb"),
    );
    const finding = fc
      .record({
        rule: foreign,
        message: foreign,
        remedy: foreign,
        path: foreign,
        artifact: fc.option(foreign),
        severity: fc.constantFrom("error", "warning", "note"),
        line: fc.option(fc.integer({ min: 1 })),
      })
      .map((rest) => aFinding(rest));
    const report = fc
      .tuple(fc.array(finding, { maxLength: 4 }), foreign)
      .map(([findings, name]) => aReport(findings, [name]));
    const documents = fc.sample(fc.array(report, { maxLength: 3 }), 200).map(findingsJunit);
    assert.deepEqual(await problems(documents), []);
  });

  it("would not fit it with an element that it does not know", async () => {
    const broken = findingsJunit([aReport([aFinding()])]).replaceAll("failure", "failing");
    assert.notDeepEqual(await problems([broken]), []);
  });
});
