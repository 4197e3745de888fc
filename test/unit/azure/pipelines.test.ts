import assert from "node:assert/strict";
import { pipelineName } from "../../../src/azure/pipelines.ts";
import { refOf, runAddress, selectArtifacts } from "../../../src/azure/queue-run.ts";
import type { CiArtifact } from "../../../src/ci/types.ts";
import { refusal } from "../../support/record-errors.ts";

const artifact = (name: string, dependsOn: string[] = []): CiArtifact => ({
  name,
  safeName: name.replaceAll("_", ""),
  package: name.replaceAll("_", "-"),
  dependsOn,
  line: 1,
  column: 1,
});

describe("what is queued", () => {
  for (const [given, expected] of [
    ["storage", "python - storage"],
    ["sdk/storage", "python - storage"],
    ["./sdk/storage/", "python - storage"],
    ["sdk\\storage", "python - storage"],
    ["sdk/ai/search", "python - ai - search"],
  ] as const)
    it(`is *${expected}* for ${given}`, () => assert.equal(pipelineName(given), expected));

  it("is a branch, or any ref", () => {
    assert.equal(refOf("main"), "refs/heads/main");
    assert.equal(refOf("hotfix/1"), "refs/heads/hotfix/1");
    assert.equal(refOf("refs/tags/v1"), "refs/tags/v1");
  });

  it("leaves out the stages of what was not chosen, and says what is missing then", () => {
    const all = [artifact("a_core"), artifact("a_blob", ["acore"]), artifact("b")];
    const { chosen, stagesToSkip, lacking } = selectArtifacts(all, ["a-blob", "b"]);
    assert.deepEqual(
      chosen.map(({ name }) => name),
      ["a_blob", "b"],
    );
    assert.deepEqual(stagesToSkip, ["Release_acore"]);
    assert.deepEqual(lacking, [{ name: "a_blob", needs: ["a_core"] }]);
    assert.deepEqual(selectArtifacts(all, ["*"]).stagesToSkip, []);
    assert.throws(() => selectArtifacts(all, ["a*", "c"]), refusal("glob-no-match", '"c"'));
  });

  it("has a page", () => {
    const place = { azure: { organization: "https://dev.azure.com/contoso/" }, project: "my project" };
    assert.equal(
      runAddress(place, 7),
      "https://dev.azure.com/contoso/my%20project/_build/results?buildId=7&view=results",
    );
  });
});
