import assert from "node:assert/strict";
import { gather } from "../../../src/release/gather.ts";
import { aBuildSlice, aBuiltEntry, anEntryNotBuilt, aTestSlice } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { recordFolder } from "../../support/record-folders.ts";

const core = aBuiltEntry();
const blob = aBuiltEntry({ name: "contoso-blob" });

describe("gather", () => {
  it("finds slices in the folder and one below, and where each artifact's files are", async () => {
    const files = recordFolder({
      "build.1.json": aBuildSlice([core], { total: 2 }),
      "agent-2/build.2.json": aBuildSlice([blob], { position: 2, total: 2 }),
      "tests-3.9/test.3.9.1.json": aTestSlice([core, blob], { python: "3.9" }),
      "agent-2/deeper/build.3.json": "not looked at",
    });
    const { builds, tests, filesOf } = await gather(files, "/out");
    assert.deepEqual(
      builds.map((slice) => slice.position),
      [1, 2],
    );
    assert.deepEqual(
      tests.map((slice) => slice.python),
      ["3.9"],
    );
    assert.deepEqual(Object.fromEntries(filesOf), {
      "contoso-core": "/out/contoso-core",
      "contoso-blob": "/out/agent-2/contoso-blob",
    });
  });

  it("takes the files of the highest attempt, wherever they are", async () => {
    const again = aBuiltEntry({ salt: "second attempt" });
    for (const [first, second] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      const files = recordFolder({
        [`${first}/build.1.json`]: aBuildSlice([core]),
        [`${second}/build.1.json`]: aBuildSlice([again], { attempt: 2 }),
      });
      const { filesOf } = await gather(files, "/out");
      assert.equal(filesOf.get("contoso-core"), `/out/${second}/contoso-core`);
    }
  });

  it("looks at each slice's own attempt, not at the folder's highest", async () => {
    const files = recordFolder({
      "a/build.1.json": aBuildSlice([core], { total: 2 }),
      "a/build.2.json": aBuildSlice([blob], { position: 2, total: 2, attempt: 3 }),
      "b/build.1.json": aBuildSlice([aBuiltEntry({ salt: "second" })], { total: 2, attempt: 2 }),
    });
    const { filesOf } = await gather(files, "/out");
    assert.equal(filesOf.get("contoso-core"), "/out/b/contoso-core");
    assert.equal(filesOf.get("contoso-blob"), "/out/a/contoso-blob");
  });

  it("knows no files of what was not built", async () => {
    const { tests, ...unbuilt } = anEntryNotBuilt({ name: "contoso-core" });
    assert.equal(tests.outcome, "passed");
    const { filesOf } = await gather(recordFolder({ "build.1.json": aBuildSlice([unbuilt]) }), "/out");
    assert.equal(filesOf.size, 0);
  });

  it("refuses a folder without any build slice", async () => {
    for (const documents of [{}, { "test.3.9.1.json": aTestSlice([core]) }]) {
      await assert.rejects(
        gather(recordFolder(documents), "/out"),
        refusal("record-missing", "build.1.json"),
      );
    }
  });

  it("refuses a slice that is not what Gatehouse wrote, in any folder", async () => {
    const files = recordFolder({ "build.1.json": aBuildSlice([core]), "x/build.1.json": "{}" });
    await assert.rejects(gather(files, "/out"), refusal("record-invalid", "/out/x/build.1.json"));
  });
});
