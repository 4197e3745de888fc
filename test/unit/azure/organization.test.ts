import assert from "node:assert/strict";
import { parseOrganization } from "../../../src/azure/organization.ts";
import { refusal } from "../../support/record-errors.ts";

describe("the organization", () => {
  const cloud = {
    organization: "https://dev.azure.com/contoso/",
    graph: "https://vssps.dev.azure.com/contoso/",
  };
  const old = {
    organization: "https://contoso.visualstudio.com/",
    graph: "https://contoso.vssps.visualstudio.com/",
  };
  const server = "https://tfs.contoso.example:8443/tfs/Main/";
  for (const [given, expected] of [
    ["contoso", cloud],
    [" contoso ", cloud],
    ["https://dev.azure.com/contoso", cloud],
    ["dev.azure.com/contoso/", cloud],
    ["https://contoso.visualstudio.com", old],
    ["https://contoso.visualstudio.com/DefaultCollection/", old],
    ["https://tfs.contoso.example:8443/tfs/Main", { organization: server, graph: server }],
  ] as const)
    it(`may be given as ${given}`, () => assert.deepEqual(parseOrganization(given), expected));

  for (const [given, problem] of [
    ["", "letters"],
    ["con toso", "letters"],
    ["-contoso", "letters"],
    ["https://dev.azure.com/", "letters"],
    ["https://dev.azure.com/contoso/internal", "--project"],
    ["https://contoso.visualstudio.com/internal", "--project"],
    ["http://dev.azure.com/contoso", "https"],
    ["http://contoso.example/tfs", "https"],
    ["ftp://127.0.0.1/contoso", "https"],
    ["https://dev.azure.com/contoso?x=1", "after"],
    ["https://rosa:hunter2@dev.azure.com/contoso", "a user or a password"],
    ["https://", "no address"],
  ] as const)
    it(`may not be ${JSON.stringify(given)}`, () =>
      assert.throws(
        () => parseOrganization(given),
        (error: Error) => {
          assert.doesNotMatch(error.message, /hunter2/);
          return refusal("azure-organization", problem)(error);
        },
      ));

  it("may be on this machine without https", () => {
    assert.equal(
      parseOrganization("http://127.0.0.1:81/contoso").organization,
      "http://127.0.0.1:81/contoso/",
    );
  });
});
