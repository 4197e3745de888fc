import assert from "node:assert/strict";
import { stagePlace } from "../../../src/task/stage-place.ts";
import { anAgent } from "../../support/record-agent.ts";
import { refusal } from "../../support/record-errors.ts";
import { uuid } from "../../support/azure/ids.ts";

const honest: Record<string, string> = {
  "System.CollectionUri": "https://dev.azure.com/contoso/",
  "System.TeamProjectId": uuid(1),
  "System.HostType": "build",
  "System.StageName": "Release_contosocore",
  "System.StageAttempt": "2",
  "Build.BuildId": "4711",
};

function agent(
  variables: Record<string, string | undefined> = {},
  other: { names?: string[] | null; organization?: string | null } = {},
) {
  const all = Object.entries({ ...honest, ...variables });
  const given = Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== undefined));
  const { names = Object.keys(given), organization = "https://dev.azure.com/contoso/" } = other;
  return { ...anAgent({}, given), variableNames: () => names, organization: () => organization };
}

const refuses = (given: ReturnType<typeof agent>, ...expected: Parameters<typeof refusal>) =>
  assert.throws(() => stagePlace(given), refusal(...expected));

describe("where a gate stands", () => {
  it("is what the agent says", () => {
    const place = { run: 4711, project: uuid(1), stage: "Release_contosocore", attempt: 2 };
    assert.deepEqual(stagePlace(agent()), place);
    const more = [...Object.keys(honest), "System.Debug", "system_stage", "my.variable"];
    assert.deepEqual(stagePlace(agent({}, { names: more })), place);
  });

  it("takes the old form of an organization's address, and one without the last slash", () => {
    const old = "https://contoso.visualstudio.com/";
    stagePlace(agent({ "System.CollectionUri": old }, { organization: old }));
    stagePlace(agent({}, { organization: "https://DEV.azure.com/contoso" }));
    const server = "https://tfs.contoso.example:8443/tfs/Default%20Collection/";
    stagePlace(agent({ "System.CollectionUri": server }, { organization: server }));
  });

  it("is no classic release, and no stage without a name", () => {
    refuses(agent({ "System.HostType": "release" }), "gate-outside-stage", "release");
    for (const variable of [
      "System.StageName",
      "Build.BuildId",
      "System.TeamProjectId",
      "System.CollectionUri",
    ]) {
      refuses(agent({ [variable]: undefined }), "gate-outside-stage", variable);
      refuses(agent({ [variable]: "" }), "gate-outside-stage", variable);
    }
  });

  it("is not known where another variable could have hidden it", () => {
    for (const name of ["System_StageName", "SYSTEM_STAGENAME", "system stagename", "Build_BuildId"]) {
      const names = [...Object.keys(honest), name];
      refuses(agent({}, { names }), "gate-variable", name);
    }
    refuses(agent({}, { names: [...Object.keys(honest), "system.stagename"] }), "gate-variable", "2 times");
    refuses(agent({}, { names: [] }), "gate-variable", "0 times");
    refuses(agent({}, { names: null }), "gate-variable", "VSTS_PUBLIC_VARIABLES");
  });

  it("is not known where run or attempt is no number", () => {
    for (const value of ["0", "-1", "1.5", "1e3", "4711/../1", " 1", "99999999999999999"]) {
      refuses(agent({ "Build.BuildId": value }), "gate-variable", "Build.BuildId");
      refuses(agent({ "System.StageAttempt": value }), "gate-variable", "System.StageAttempt");
    }
  });

  it("is in the organization that the agent works for, and in no other", () => {
    for (const organization of [
      null,
      "https://dev.azure.com/contoso2/",
      "https://dev.azure.com/",
      "http://dev.azure.com/contoso/",
      "https://dev.azure.com:444/contoso/",
      "https://dev.azure.com.evil.example/contoso/",
      "https://user@dev.azure.com/contoso/",
      "https://dev.azure.com/contoso/?x",
      "contoso",
    ])
      refuses(agent({}, { organization }), "gate-variable", "");
    const same = "file:///contoso/";
    refuses(agent({ "System.CollectionUri": same }, { organization: same }), "gate-variable", "");
  });
});
