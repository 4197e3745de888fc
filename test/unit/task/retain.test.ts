/** What becomes of the run of a release: kept, or a warning, and never a failure. */
import assert from "node:assert/strict";
import { retainRun } from "../../../src/task/retain.ts";
import { anAgent } from "../../support/record-agent.ts";

const variables = {
  "System.TeamProjectId": "a-project",
  "Build.BuildId": "4711",
  "System.DefinitionId": "12",
};

describe("the run of a release", () => {
  /** What was asked for, and what was told. `problem`: what stands in the way. */
  async function retain(retainDays: string, { problem = null as string | null, known = variables } = {}) {
    const asked: object[] = [];
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      warn: (text: string) => void warnings.push(text),
      debug: () => undefined,
    };
    const retention = (project: string) =>
      Promise.resolve({
        keep(lease: object) {
          if (problem === "thrown") return Promise.reject(new Error("no way"));
          asked.push({ project, ...lease });
          return Promise.resolve(problem);
        },
      });
    await retainRun({ agent: anAgent({ retainDays }, known), log, retention }, "contoso-core_1.2.0");
    return { asked, warnings };
  }

  it("is kept for as many days as were asked for", async () => {
    const owner = "Gatehouse: contoso-core_1.2.0";
    const { asked, warnings } = await retain("365");
    assert.deepEqual(asked, [{ project: "a-project", run: 4711, pipeline: 12, days: 365, owner }]);
    assert.deepEqual(warnings, []);
  });

  for (const nothing of ["", "0", "$(days)"])
    it(`is left to the project's settings: ${JSON.stringify(nothing)}`, async () => {
      assert.deepEqual(await retain(nothing), { asked: [], warnings: [] });
    });

  for (const [why, given, words] of [
    [
      "a refusal",
      { problem: "the job token has no permission for it" },
      /not kept .* no permission for it\./,
    ],
    ["a fault", { problem: "thrown" }, /not kept .* no way/],
    ["no run", { known: { ...variables, "Build.BuildId": "" } }, /does not say which run/],
  ] as const)
    it(`is not kept, which is a warning: ${why}`, async () => {
      const { warnings } = await retain("30", given);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", words);
      assert.match(warnings[0] ?? "", /To do: /);
    });

  it("is not kept for what is no number of days", async () => {
    for (const odd of ["-1", "1.5", "for ever", "1000000"])
      assert.match((await retain(odd)).warnings.join(), /no number of days/);
  });
});
