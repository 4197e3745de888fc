import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import type { Finding } from "../../../src/release/record.ts";
import type { ServiceReport } from "../../../src/report/findings.ts";
import { sarifReport } from "../../../src/report/sarif.ts";
import { aFinding } from "../../support/record-builders.ts";
import { root as here } from "../../support/root.ts";

const schema = JSON.parse(
  readFileSync(join(here, "test/fixtures/sarif-2.1.0.schema.json"), "utf8"),
) as object;
const fits = new Ajv.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
const rules = [
  { name: "name", severity: "error", summary: "It has a name." },
  { name: "version", severity: "warning", summary: "It has a version." },
] as const;

function sarif(findings: readonly Finding[], rest: Partial<ServiceReport> = {}, root = "") {
  const report = { serviceDirectory: "sdk/contoso", artifacts: [], findings, accepted: [], ...rest };
  const log = sarifReport([report], { version: "1.2.3", rules, root });
  // What is checked is what a reader of the file gets.
  const read = JSON.parse(JSON.stringify(log)) as typeof log;
  assert.ok(fits(read), JSON.stringify(fits.errors, null, 1));
  return read.runs[0];
}
const uris = (findings: readonly Finding[], root?: string) =>
  sarif(findings, {}, root).results.map(
    ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
  );
const prints = (findings: readonly Finding[]) =>
  sarif(findings).results.map(({ partialFingerprints }) => partialFingerprints["gatehouseFinding/v1"]);

describe("the SARIF log", () => {
  it("has the tool, every rule, and a result for each finding", () => {
    const { tool, results, columnKind } = sarif([
      aFinding({ line: 3, column: 5 }),
      aFinding({ severity: "note" }),
    ]);
    assert.deepEqual(
      [tool.driver.name, tool.driver.version, columnKind],
      ["Gatehouse", "1.2.3", "utf16CodeUnits"],
    );
    assert.deepEqual(
      tool.driver.rules.map(({ id, shortDescription, defaultConfiguration }) => [
        id,
        shortDescription.text,
        defaultConfiguration.level,
      ]),
      rules.map(({ name, summary, severity }) => [name, summary, severity]),
    );
    const [first, second] = results;
    assert.ok(first);
    assert.deepEqual([first.ruleId, first.ruleIndex, first.level], ["version", 1, "error"]);
    assert.equal(first.message.text, "The version is odd. To do: Write another.");
    assert.deepEqual(first.locations[0]?.physicalLocation, {
      artifactLocation: { uri: "sdk/contoso/contoso-core/setup.py", uriBaseId: "%SRCROOT%" },
      region: { startLine: 3, startColumn: 5 },
    });
    assert.deepEqual(first.suppressions, []);
    assert.equal(second?.level, "note");
  });

  it("leaves out what is not known", () => {
    const { results } = sarif([
      aFinding({ line: null, column: 4 }),
      aFinding({ column: null }),
      aFinding({ rule: "x" }),
    ]);
    assert.deepEqual(
      results.map(({ locations }) => Object.keys(locations[0]?.physicalLocation ?? {})),
      [["artifactLocation"], ["artifactLocation", "region"], ["artifactLocation", "region"]],
    );
    assert.deepEqual(results[1]?.locations[0]?.physicalLocation.region, { startLine: 3 });
    assert.ok(!("ruleIndex" in (results[2] ?? {})));
  });

  it("has what is accepted as suppressed, with the reason", () => {
    const { results } = sarif([aFinding()], {
      accepted: [{ finding: aFinding({ path: "a" }), reason: "Known." }],
    });
    assert.deepEqual(
      results.map(({ suppressions }) => suppressions),
      [[], [{ kind: "external", status: "accepted", justification: "Known." }]],
    );
  });

  it("gives paths from the repository's root, as URIs", () => {
    const at = (path: string) => [aFinding({ path })];
    assert.deepEqual(uris(at("contoso/ci.yml"), "sdk"), ["sdk/contoso/ci.yml"]);
    assert.deepEqual(uris(at("../gatehouse.yml"), "sdk"), ["gatehouse.yml"]);
    assert.deepEqual(uris(at("./a b/ü#?%.md")), ["a%20b/%C3%BC%23%3F%25.md"]);
    assert.deepEqual(uris(at("javascript:x")), ["javascript%3Ax"]);
    assert.deepEqual(uris(at("../x")), ["../x"]);
  });

  it("knows a finding again when lines move, and two of one kind apart", () => {
    const before = prints([
      aFinding({ line: 3 }),
      aFinding({ line: 9 }),
      aFinding({ artifact: "contoso-blob" }),
    ]);
    const after = prints([
      aFinding({ line: 13 }),
      aFinding({ line: 19, message: "x" }),
      aFinding({ artifact: "contoso-blob" }),
    ]);
    assert.deepEqual(before, after);
    assert.equal(new Set(before).size, 3);
  });

  it("makes no link of what a finding says", () => {
    const { results } = sarif([aFinding({ message: "[click](https://evil.example)" })]);
    assert.doesNotMatch(results[0]?.message.text ?? "", /\]\(/u);
  });

  it("fits the schema, whatever findings hold", () => {
    const foreign = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom(
        "\uD800",
        "\u0000\u001B[2J",
        "<script>",
        "a](b)",
        "%",
        "C:\\x",
        "//x/y",
        "..",
        "##vso[x]",
      ),
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
        column: fc.option(fc.integer({ min: 1 })),
      })
      .map((rest) => aFinding(rest));
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 4 }), finding, foreign, (findings, accepted, reason) => {
        const run = sarif(findings, { accepted: [{ finding: accepted, reason }] }, "sdk");
        const text = JSON.stringify(run);
        assert.doesNotMatch(text, /\\u(?:00[01]|d[89a-f])/u, "no control character, no lone surrogate");
        for (const { locations } of run.results) {
          const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? "";
          assert.match(uri, /^[\w.!~*'()%/-]+$/u);
          assert.doesNotThrow(() => decodeURIComponent(uri));
        }
      }),
      { numRuns: 500 },
    );
  });
});
