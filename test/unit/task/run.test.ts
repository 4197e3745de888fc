import assert from "node:assert/strict";
import { jobFolder, recordPath, sendingOf } from "../../../src/task/run.ts";
import { shareOf } from "../../../src/task/share.ts";
import { anAgent } from "../../support/record-agent.ts";
import { refusal } from "../../support/record-errors.ts";

const share = (variables: Record<string, string>) => shareOf(anAgent({}, variables));
const parallel = { "System.ParallelExecutionType": "MultiMachine" };

describe("a job's share", () => {
  it("is all of it, when nothing is said", () => {
    assert.deepEqual(share({}), { position: 1, total: 1, attempt: 1 });
  });

  it("is its position under strategy parallel, at its attempt", () => {
    const variables = {
      ...parallel,
      "System.TotalJobsInPhase": "4",
      "System.JobPositionInPhase": "3",
      "System.JobAttempt": "2",
    };
    assert.deepEqual(share(variables), { position: 3, total: 4, attempt: 2 });
  });

  it("is all of it in a matrix, which sets the totals too", () => {
    for (const type of ["MultiConfiguration", "None", ""]) {
      const variables = {
        "System.ParallelExecutionType": type,
        "System.TotalJobsInPhase": "4",
        "System.JobPositionInPhase": "3",
        "System.JobAttempt": "2",
      };
      assert.deepEqual(share(variables), { position: 1, total: 1, attempt: 2 });
    }
  });

  it("is never what no slice could say", () => {
    for (const odd of ["", "0", "-1", "x", "NaN"]) {
      const variables = { ...parallel, "System.TotalJobsInPhase": odd, "System.JobAttempt": odd };
      assert.deepEqual(share(variables), { position: 1, total: 1, attempt: 1 });
    }
  });

  it("is refused beyond the total", () => {
    const variables = { ...parallel, "System.TotalJobsInPhase": "2", "System.JobPositionInPhase": "3" };
    assert.throws(() => share(variables), refusal("slices-refused", "3 of 2"));
  });
});

describe("folders of a job", () => {
  const workspace = { "Pipeline.Workspace": "/agent/1", "Agent.TempDirectory": "/agent/tmp" };

  it("are the record's as given, else below the workspace", () => {
    assert.equal(recordPath(anAgent({ recordPath: "/r" }, workspace)), "/r");
    assert.equal(recordPath(anAgent({}, workspace)), "/agent/1/gatehouse");
    assert.equal(recordPath(anAgent({ recordPath: "$(Nothing)/r" }, workspace)), "/agent/1/gatehouse");
  });

  it("must be known", () => {
    assert.throws(() => recordPath(anAgent()), refusal("input-missing", "recordPath"));
  });

  it("are temporary where the agent wipes", () => {
    assert.equal(jobFolder(anAgent({}, workspace)), "/agent/tmp/gatehouse");
  });
});

describe("what is sent of an artifact's files", () => {
  it("is told in whole per cents of them all, once each, and never goes back", () => {
    const told: string[] = [];
    const agent = {
      ...anAgent(),
      progress: (percent: number, text: string) => told.push(`${percent} ${text}`),
    };
    const sent = sendingOf(agent, [
      { name: "a", size: 150 },
      { name: "b", size: 50 },
    ]);
    for (const [name, bytes] of [
      ["a", 1],
      ["a", 75],
      ["b", 25],
      ["b", 25],
      // Another try begins anew.
      ["a", 10],
      ["a", 150],
      ["b", 50],
    ] as const)
      sent(name, bytes);
    assert.deepEqual(told, ["37 a", "50 b", "87 a", "100 b"]);
  });
});
