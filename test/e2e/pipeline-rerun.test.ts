/** *Rerun failed jobs*, at every point of a run: each time the agent of one job is lost after what it did. */
import assert from "node:assert/strict";
import type { PipelineRun } from "../support/pipeline-driver.ts";
import { explain, startTemplateRuns, type TemplateRuns } from "../support/template-run.ts";

describe("a run of the template whose agents get lost", function () {
  this.timeout(300_000);
  let runs: TemplateRuns;
  before(async () => {
    runs = await startTemplateRuns();
  });
  after(() => runs?.[Symbol.asyncDispose]());

  it("goes on from each of its jobs, asks anew, and publishes and tags once", async () => {
    const { sample, index, python } = runs;
    const test = `Test_${python.replace(".", "_")}`;
    const [Build, Collect] = ["Succeeded at 2", "Succeeded at 4"];
    let done: PipelineRun | undefined;
    /** Runs it, or its failed jobs again, until the agent is lost after a step; how the jobs stand then, and who was asked. */
    async function losing(place: string | null) {
      done = await runs.run({
        name: "rerun",
        only: ["contosocore"],
        decisions: { Release_contosocore: "approved" },
        lost: (step) => step === place,
        ...(done === undefined ? {} : { before: done }),
      });
      const jobs = Object.entries(done.jobs).map(([at, { result, attempt }]) => {
        return [at.replace(/^\w+\//, ""), `${result} at ${attempt}`];
      });
      return { ...(Object.fromEntries(jobs) as Record<string, string>), asked: done.asked.length };
    }

    // What was built is handed over, and untested: collect has nothing that it could put together.
    const first = await losing("Build/Build: Hand over what was built");
    assert.deepEqual(first, { Build: "Failed at 1", Collect: "Failed at 1", asked: 0 });
    const second = await losing(`Build/${test}: Test`);
    assert.deepEqual(second, { Build, [test]: "Failed at 1", Collect: "Failed at 2", asked: 0 });
    const tested = { Build, [test]: "Succeeded at 2" };
    const third = await losing("Build/Collect: Take the results of tests");
    assert.deepEqual(third, { ...tested, Collect: "Failed at 3", asked: 0 });
    // It is on the index, and nothing says so but the index.
    const fourth = await losing("Release_contosocore/Publish: Publish");
    assert.deepEqual(fourth, { ...tested, Collect, Publish: "Failed at 1", asked: 1 }, explained());
    // A new attempt of the stage asks anew, and sends nothing that is there.
    const fifth = await losing("Release_contosocore/Tag: Tag");
    const published = { ...tested, Collect, Publish: "Succeeded at 2" };
    assert.deepEqual(fifth, { ...published, Tag: "Failed at 1", asked: 1 }, explained());
    assert.match(explained(), /GatehousePublish@1: Succeeded[^]*was on the index already/);
    const last = await losing(null);
    assert.deepEqual(last, { ...published, Tag: "Succeeded at 2", asked: 1 }, explained());

    assert.deepEqual(done?.results, { Build: "Succeeded", Release_contosocore: "Succeeded" });
    assert.deepEqual(done?.artifacts, [
      "gatehouse-build-1-1",
      "gatehouse-build-1-2",
      "gatehouse-publish-contosocore-2",
      "gatehouse-record-4",
      `gatehouse-test-${python}-1-2`,
    ]);
    const tags = sample.git("ls-remote", "--tags", "--refs", "origin").split("\n");
    assert.deepEqual(
      tags.map((line) => line.split("/").at(-1)),
      ["contoso-core_1.2.0"],
    );
    const page = await (await fetch(`${index.simple}contoso-core/`)).text();
    assert.equal(page.match(/<a /g)?.length, 2);

    function explained(): string {
      return done === undefined ? "" : explain(done);
    }
  });
});
