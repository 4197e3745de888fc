import assert from "node:assert/strict";
import { findingsReport } from "../../../src/report/findings.ts";
import { findingsSummary, recordSummary } from "../../../src/report/summary.ts";
import { aCollected, aFinding, anEntryNotBuilt, aRecord, commit } from "../../support/record-builders.ts";

/** The cells of a table's row. */
const cells = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

describe("the summary of findings", () => {
  it("has a row for each", () => {
    const lines = findingsSummary("sdk/contoso", [
      aFinding(),
      aFinding({ line: null, severity: "note" }),
    ]).split("\n");
    const rows = lines.filter((line) => line.startsWith("|")).slice(2);
    assert.equal(rows.length, 2);
    assert.equal(cells(rows[0] ?? "")[0], "error");
    assert.match(rows[0] ?? "", /The version is odd&#46;<br>Write another&#46;/);
    assert.match(rows[0] ?? "", /&#58;3 /);
    assert.doesNotMatch(rows[1] ?? "", /&#58;/);
  });

  it("says that there are none", () => assert.match(findingsSummary("sdk/contoso", []), /No findings\./));

  it("stays a table, whatever a finding says", () => {
    const evil = "x | y\n| z |\n<img src=x>";
    const finding = aFinding({ message: evil, remedy: evil, path: evil, rule: evil });
    const text = findingsSummary(evil, [finding]);
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    assert.deepEqual(
      rows.map((row) => cells(row).length),
      [4, 4, 4],
    );
    assert.doesNotMatch(text, /<img/);
  });
});

describe("the summary of a record", () => {
  it("says of each artifact whether it goes, why, and at which digest", () => {
    const core = aCollected();
    const held = anEntryNotBuilt({ name: "contoso-blob", version: null, reason: "it makes | no wheel" });
    const text = recordSummary(aRecord([core, held]));
    const [first, second] = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .slice(2)
      .map(cells);
    assert.equal(first?.[2], "release");
    assert.equal(first[5], `\`${core.digest}\``);
    assert.deepEqual(
      [second?.[1], second?.[2], second?.[3], second?.[5]],
      ["?", "leave", "it makes &#124; no wheel", ""],
    );
    assert.ok(text.includes(commit));
  });

  it("knows records from outside git", () => {
    assert.match(recordSummary(aRecord([], { commit: null })), /no commit/);
  });
});

describe("gatehouse/findings@1", () => {
  const artifact = {
    serviceDirectory: "sdk/contoso",
    name: "contoso-core",
    safeName: "contosocore",
    package: "contoso-core",
    version: "1.2.0",
    release: true,
  };

  it("counts directories, artifacts, errors and warnings", () => {
    const one = {
      artifacts: [artifact],
      findings: [aFinding(), aFinding({ severity: "warning" })],
      accepted: [],
    };
    const two = {
      artifacts: [artifact, artifact],
      findings: [aFinding(), aFinding({ severity: "note" })],
      accepted: [],
    };
    const report = findingsReport([one, two]);
    assert.equal(report.schema, "gatehouse/findings@1");
    assert.deepEqual(report.summary, { serviceDirectories: 2, artifacts: 3, errors: 2, warnings: 1 });
    assert.deepEqual([report.artifacts.length, report.findings.length], [3, 4]);
  });

  it("has a finding's fields as documented, and no other", () => {
    const odd = { internal: true, ...aFinding() };
    const [finding] = findingsReport([{ artifacts: [], findings: [odd], accepted: [] }]).findings;
    const documented = ["rule", "severity", "message", "remedy", "artifact", "path", "line", "column"];
    assert.deepEqual(Object.keys(finding ?? {}), documented);
  });
});
