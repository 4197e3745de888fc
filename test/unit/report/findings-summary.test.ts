import assert from "node:assert/strict";
import { findingsSummary } from "../../../src/report/findings-summary.ts";
import { aFinding } from "../../support/record-builders.ts";

/** The rows below the heads of tables, as cells. */
function rowsOf(text: string): string[][] {
  const lines = text.split("\n");
  const isRow = (line: string) => line.startsWith("|");
  return lines
    .filter((line, at) => isRow(line) && isRow(lines[at - 1] ?? "") && !line.startsWith("| ---"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("the summary of findings", () => {
  it("has counts, and a row for each, gravest first", () => {
    const text = findingsSummary("sdk/contoso", [aFinding({ line: null, severity: "note" }), aFinding()]);
    assert.match(text, /^1 error, 0 warnings, 1 note\.$/mu);
    const rows = rowsOf(text);
    assert.deepEqual(
      rows.map(([severity]) => severity),
      ["error", "note"],
    );
    assert.match(rows[0]?.[3] ?? "", /^The version is odd&#46;<br>Write another&#46;$/);
    assert.match(rows[0]?.[2] ?? "", /&#58;3$/);
    assert.doesNotMatch(rows[1]?.[2] ?? "", /&#58;/);
  });

  it("says that there are none", () => {
    assert.match(findingsSummary("sdk/contoso", []), /^No findings\.$/mu);
  });

  it("folds away what is accepted, with its reason", () => {
    const text = findingsSummary("sdk/contoso", [], [{ finding: aFinding(), reason: "Since 2019." }]);
    assert.match(text, /^No findings, 1 accepted\.$/mu);
    const [before, inside] = text.split("<details>");
    assert.doesNotMatch(before ?? "", /\|/);
    assert.equal(rowsOf(inside ?? "").length, 1);
    assert.match(inside ?? "", /<br>Since 2019&#46;.*\n\n<\/details>\n$/u);
  });

  it("stays a table, whatever a finding says", () => {
    const evil = "x | y\n| z |\n</details><img src=x>";
    const finding = aFinding({ message: evil, remedy: evil, path: evil, rule: evil });
    const text = findingsSummary(evil, [finding], [{ finding, reason: evil }]);
    assert.deepEqual(
      rowsOf(text).map((row) => row.length),
      [4, 4],
    );
    assert.doesNotMatch(text, /<img/);
    assert.equal(text.split("</details>").length, 2);
  });

  it("stays below what Azure DevOps shows, and says how many are left out", () => {
    const long = aFinding({ message: "§".repeat(500), remedy: "§".repeat(500) });
    const findings = Array.from({ length: 1000 }, () => long);
    const text = findingsSummary("sdk/contoso", findings, [{ finding: long, reason: "x" }]);
    assert.ok(Buffer.byteLength(text) < 1024 * 1024);
    const shown = rowsOf(text).length;
    assert.ok(shown > 300 && shown < 1000);
    assert.ok(text.includes(`\n${1000 - shown} more: `));
    assert.ok(text.includes("\n1 more: "));
  });
});
