import assert from "node:assert/strict";
import { findingLines } from "../../../src/cli/print-findings.ts";
import { aFinding } from "../../support/record-builders.ts";

describe("a finding on a line", () => {
  it("has its place as far as it is known, severity and rule, and the remedy below", () => {
    const place = (rest: Parameters<typeof aFinding>[0]) => findingLines(aFinding(rest))[0]?.split(": ")[0];
    assert.equal(place({ path: "ci.yml", line: 3, column: 5 }), "ci.yml:3:5");
    assert.equal(place({ path: "ci.yml", line: 3, column: null }), "ci.yml:3");
    assert.equal(place({ path: "ci.yml", line: null, column: 5 }), "ci.yml");
    assert.deepEqual(findingLines(aFinding({ path: "a", line: null })), [
      "a: error[version] The version is odd.",
      "    to do: Write another.",
    ]);
  });
});
