import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import type { ServiceReport } from "../../../src/report/findings.ts";
import { findingLines, findingsText, summaryLine } from "../../../src/report/findings-text.ts";
import { plain } from "../../../src/report/plain.ts";
import type { Finding } from "../../../src/release/record.ts";
import { aFinding } from "../../support/record-builders.ts";

const reportOf = (findings: readonly Finding[], rest: Partial<ServiceReport> = {}): ServiceReport => ({
  serviceDirectory: "sdk/contoso",
  artifacts: [],
  findings,
  accepted: [],
  ...rest,
});
const text = (findings: readonly Finding[], sources: Record<string, string> = {}, colour = false) =>
  findingsText([reportOf(findings)], { colour, sourceOf: (path) => sources[path] ?? null });

describe("a finding on a line", () => {
  it("has its place as far as it is known, severity and rule, and the remedy below", () => {
    const place = (rest: Partial<Finding>) => findingLines(aFinding(rest))[0]?.split(": ")[0];
    assert.equal(place({ path: "ci.yml", line: 3, column: 5 }), "ci.yml:3:5");
    assert.equal(place({ path: "ci.yml", line: 3, column: null }), "ci.yml:3");
    assert.equal(place({ path: "ci.yml", line: null, column: 5 }), "ci.yml");
    assert.deepEqual(findingLines(aFinding({ path: "a", line: null })), [
      "a: error[version] The version is odd.",
      "    to do: Write another.",
    ]);
  });
});

describe("the report as text", () => {
  it("goes by file and line, and frames the first of each rule", () => {
    const source = "one\ntwo\nthree\nfour\n";
    const findings = [
      aFinding({ path: "b", line: 1, rule: "name" }),
      aFinding({ path: "a", line: 4, column: 2 }),
      aFinding({ path: "a", line: 2, column: 1, severity: "note" }),
    ];
    assert.equal(
      text(findings, { a: source, b: "x" }),
      [
        "a:2:1: note[version] The version is odd.",
        "    to do: Write another.",
        "    1 | one",
        "    2 | two",
        "      | ^",
        "    3 | three",
        "a:4:2: error[version] The version is odd.",
        "    to do: Write another.",
        "",
        "b:1: error[name] The version is odd.",
        "    to do: Write another.",
        "    1 | x",
        "      | ^",
        "",
        "0 artifacts in 1 service directory: 2 errors, 0 warnings, 1 note",
        "",
      ].join("\n"),
    );
  });

  it("asks for no source where a finding has no line, and does without one that is not there", () => {
    const asked: string[] = [];
    const sourceOf = (path: string) => (asked.push(path), null);
    const findings = [
      aFinding({ path: "a", line: null }),
      aFinding({ path: "b", line: 9 }),
      aFinding({ path: "c" }),
    ];
    const report = findingsText([reportOf(findings)], { colour: false, sourceOf });
    assert.deepEqual(asked, ["b"]);
    assert.doesNotMatch(report, /\|/u);
  });

  it("is one line where there is nothing to tell", () => {
    assert.equal(text([]), "0 artifacts in 1 service directory: 0 errors, 0 warnings, 0 notes\n");
  });

  it("ends with the counts", () => {
    const counts = { serviceDirectories: 1, artifacts: 3, errors: 1, warnings: 2, notes: 1, accepted: 2 };
    assert.equal(
      summaryLine(counts),
      "3 artifacts in 1 service directory: 1 error, 2 warnings, 1 note (2 accepted)",
    );
    assert.equal(
      summaryLine({ ...counts, serviceDirectories: 2, artifacts: 1, accepted: 0 }),
      "1 artifact in 2 service directories: 1 error, 2 warnings, 1 note",
    );
  });

  it("says in colour what it says without", () => {
    const findings = [aFinding({ path: "a", line: 1 }), aFinding({ path: "a", severity: "warning" })];
    const coloured = text(findings, { a: "x" }, true);
    assert.ok(coloured.includes("\u001B[1;31merror[version]\u001B[0m"));
    assert.equal(stripVTControlCharacters(coloured), text(findings, { a: "x" }));
  });

  it("is harmless, whatever findings and sources hold", () => {
    const foreign = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("##vso[task.complete]x", "a\n##[error]b", "\u001B[2J", "\u202E", "##\u200Bvso[x]"),
    );
    const finding = fc
      .record({
        path: foreign,
        message: foreign,
        remedy: foreign,
        rule: foreign,
        line: fc.integer({ min: 1, max: 3 }),
      })
      .map((rest) => aFinding(rest));
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), foreign, (findings, source) => {
        const report = findingsText([reportOf(findings)], { colour: false, sourceOf: () => source });
        for (const line of report.split("\n")) assert.equal(plain(line, 10_000), line);
      }),
      { numRuns: 500 },
    );
  });
});
