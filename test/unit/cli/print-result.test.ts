import assert from "node:assert/strict";
import { printResult } from "../../../src/cli/release/print-result.ts";
import { releaseResult } from "../../../src/cli/release/result.ts";
import type { Context } from "../../../src/cli/context.ts";
import type { ArtifactState } from "../../../src/report/view.ts";
import { aCollected, aFinding, aRecord } from "../../support/record-builders.ts";
import { aDesk } from "../../support/record-desk.ts";

const remedy = "After the first release ask `rosa` to add `contoso-owners` as an owner.";

function printed(state: ArtifactState, { named = "pypi", previous = null as string | null } = {}): string {
  const core = aCollected({ previous, findings: [aFinding({ rule: "owner", remedy })] });
  const desk = aDesk([core], { decisions: { [core.name]: "approved" } });
  desk.update(core.name, { state });
  const lines: string[] = [];
  const result = releaseResult(desk, "https://pypi.org/simple/", new Set());
  const context = { print: (line: string) => void lines.push(line) } as Context;
  printResult(context, result, { folder: "/out", named, record: aRecord([core]) });
  return lines.join("\n");
}

describe("the end of a release, on a terminal", () => {
  it("says who must own a project that is new on the index", () => {
    assert.ok(printed("published").includes(remedy));
  });
  it("says nothing of owners of one that is not new, that did not get there, or that is on a local index", () => {
    for (const text of [
      printed("published", { previous: "1.1.0" }),
      printed("failed"),
      printed("rejected"),
      printed("published", { named: "local" }),
    ])
      assert.ok(!text.includes("owner"), text);
  });
});
