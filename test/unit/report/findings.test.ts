import assert from "node:assert/strict";
import {
  countsOf,
  distinctFindings,
  findingsReport,
  type ServiceReport,
} from "../../../src/report/findings.ts";
import { byPlace, gravestFirst } from "../../../src/report/findings-order.ts";
import { aFinding } from "../../support/record-builders.ts";

const artifact = {
  serviceDirectory: "sdk/contoso",
  name: "contoso-core",
  safeName: "contosocore",
  package: "contoso-core",
  version: "1.2.0",
  release: true,
};
const aReport = (rest: Partial<ServiceReport> = {}): ServiceReport => ({
  serviceDirectory: "sdk/contoso",
  artifacts: [artifact],
  findings: [],
  accepted: [],
  ...rest,
});
const documented = ["rule", "severity", "message", "remedy", "artifact", "path", "line", "column"];
const config = aFinding({ rule: "config", artifact: null, path: "sdk/gatehouse.yml", line: 2, column: 1 });

describe("gatehouse/findings@1", () => {
  it("counts directories, artifacts, findings and what is accepted", () => {
    const one = aReport({ findings: [aFinding(), aFinding({ severity: "warning" })] });
    const two = aReport({
      artifacts: [artifact, artifact],
      findings: [aFinding(), aFinding({ severity: "note" })],
      accepted: [{ finding: aFinding({ severity: "warning" }), reason: "Known." }],
    });
    const report = findingsReport([one, two]);
    assert.equal(report.schema, "gatehouse/findings@1");
    assert.deepEqual(Object.entries(report.summary), [
      ["serviceDirectories", 2],
      ["artifacts", 3],
      ["errors", 2],
      ["warnings", 1],
      ["notes", 1],
      ["accepted", 1],
    ]);
    assert.deepEqual(Object.keys(report), ["schema", "summary", "artifacts", "findings", "accepted"]);
    assert.deepEqual([report.artifacts.length, report.findings.length], [3, 4]);
    assert.equal(report.accepted[0]?.reason, "Known.");
  });

  it("has a finding's fields as documented, and no other", () => {
    const odd = { internal: true, ...aFinding() };
    const report = findingsReport([aReport({ findings: [odd], accepted: [{ finding: odd, reason: "x" }] })]);
    assert.deepEqual(Object.keys(report.findings[0] ?? {}), documented);
    assert.deepEqual(Object.keys(report.accepted[0] ?? {}), [...documented, "reason"]);
  });

  it("tells once what several service directories share", () => {
    const both = [aReport({ findings: [config] }), aReport({ findings: [config, aFinding()] })];
    assert.deepEqual(
      distinctFindings(both).map(({ findings }) => findings),
      [[config], [aFinding()]],
    );
    assert.equal(countsOf(both).errors, 2);
    const other = { ...config, line: 3 };
    assert.equal(countsOf([aReport({ findings: [config] }), aReport({ findings: [other] })]).errors, 2);
  });

  it("tells every finding of an artifact, however alike", () => {
    assert.equal(countsOf([aReport({ findings: [aFinding(), aFinding()] })]).errors, 2);
  });
});

describe("findings in order", () => {
  const at = (path: string, line: number | null, column: number | null = null) =>
    aFinding({ path, line, column });

  it("stand by file, line and column", () => {
    const expected = [at("a", null), at("a", 2), at("a", 2, 4), at("a", 10), at("b", 1)];
    assert.deepEqual(byPlace(expected.toReversed()), expected);
  });

  it("or gravest first, and else as they were", () => {
    const [note, one, warning, two] = (["note", "error", "warning", "error"] as const).map((severity, line) =>
      aFinding({ severity, line: line + 1 }),
    );
    assert.ok(note && one && warning && two);
    assert.deepEqual(gravestFirst([note, one, warning, two]), [one, two, warning, note]);
  });
});
