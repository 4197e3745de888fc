import assert from "node:assert/strict";
import { recordSummary } from "../../../src/report/summary.ts";
import { aCollected, anEntryNotBuilt, aRecord, commit } from "../../support/record-builders.ts";

/** The cells of a table's row. */
const cells = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

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
