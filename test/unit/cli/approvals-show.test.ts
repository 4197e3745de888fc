import assert from "node:assert/strict";
import type { Candidate } from "../../../src/azure/survey.ts";
import { detailLines, waitingTable } from "../../../src/cli/approvals/show.ts";
import { tableLines } from "../../../src/cli/table.ts";
import { aCollected } from "../../support/record-builders.ts";

const now = new Date("2026-05-06T12:00:00Z");
const artifact = aCollected({ changelog: Array.from({ length: 12 }, (_, at) => `- ${at}`).join("\n") });

function candidate(rest: Partial<Candidate["waiting"]> = {}, about: Partial<Candidate> = {}): Candidate {
  const run = { id: 4711, definition: { id: 8, name: "python - contoso" }, sourceBranch: "refs/heads/main" };
  const waiting = {
    run,
    resource: "environment package-publish",
    since: "2026-05-06T11:58:00Z",
    approvers: ["Rosa Diaz"],
    needed: 1,
    ...rest,
  } as unknown as Candidate["waiting"];
  return { waiting, name: artifact.name, artifact, problem: null, ...about };
}
const row = (one: Candidate) => waitingTable([one], now)[1] ?? "";

describe("approvals that are shown", () => {
  for (const [since, words] of [
    ["2026-05-06T11:58:00.1234567Z", "2026-05-06 11:58 UTC (1 min)"],
    ["2026-05-06T12:10:00Z", "2026-05-06 12:10 UTC (0 min)"],
    ["2026-05-05T10:00:00Z", "2026-05-05 10:00 UTC (26 h)"],
    ["2026-05-01T10:00:00Z", "2026-05-01 10:00 UTC (5 d)"],
    ["soon", "?"],
    [null, "?"],
  ] as const)
    it(`wait since ${words}`, () => assert.ok(row(candidate({ since })).includes(`  ${words}  `)));

  it("say who may decide, and how many must", () => {
    assert.match(
      row(candidate({ approvers: ["Rosa", "[x]\\Group"], needed: 2 })),
      /Rosa, \[x\]\\Group \(2 approvals needed\)$/,
    );
    assert.match(row(candidate({ approvers: [] })), /nobody that Azure DevOps names$/);
  });

  it("say what they know where the record is not known", () => {
    const unknown = candidate({}, { artifact: null, name: "contosocore" });
    assert.match(row(unknown), /contosocore +\? /);
    assert.deepEqual(detailLines(unknown), [
      "contosocore",
      "  run 4711, python - contoso, refs/heads/main, environment package-publish",
    ]);
  });

  it("cut what is long, and say so", () => {
    const lines = detailLines(candidate());
    assert.equal(lines[0], "contoso-core (nothing yet) → 1.2.0");
    assert.ok(lines.includes("             - 7"));
    assert.ok(!lines.some((line) => line.includes("- 8")));
    assert.equal(lines.at(-1), "             … 4 more lines");
  });

  it("stand below one another", () => {
    assert.deepEqual(
      tableLines([
        ["a", "bb", "c"],
        ["aaa", "b", "\u001b[31mlong"],
      ]),
      ["a    bb  c", "aaa  b   [31mlong"],
    );
    assert.deepEqual(tableLines([]), []);
  });
});
