import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { type Origin, prepareOut } from "../../../src/build/build-slice.ts";
import type { BuildSlice } from "../../../src/release/record.ts";
import {
  writeApproveSlice,
  writeBuildSlice,
  writePublishSlice,
  writeRecord,
  writeTestSlice,
} from "../../../src/release/record-folder.ts";
import {
  aBuildSlice,
  aBuiltEntry,
  aCollected,
  anApproval,
  aPublication,
  aRecord,
  aTestSlice,
  commit,
  otherCommit,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

const core = aBuiltEntry();
const origin: Origin = {
  commit,
  dirty: false,
  serviceDirectory: "sdk/contoso",
  index: "pypi",
  simpleUrl: null,
};

/** A folder as a build of `state` left it, with a file of the user's own beside. */
async function builtFolder(state: Partial<BuildSlice> = {}) {
  const folder = await temporaryFolder();
  const { path } = folder;
  await writeBuildSlice(nodeFiles, path, aBuildSlice([core], state));
  await writeTestSlice(nodeFiles, path, aTestSlice([core]));
  const { commit: built = commit, dirty = false, serviceDirectory = "sdk/contoso" } = state;
  await writeRecord(nodeFiles, path, aRecord([aCollected()], { commit: built, dirty, serviceDirectory }));
  await mkdir(`${path}/contoso-core`);
  await writeFile(`${path}/contoso-core/contoso_core-1.2.0.tar.gz`, "bytes");
  await writeFile(`${path}/notes.txt`, "mine");
  return folder;
}

const all = ["build.1.json", "contoso-core", "notes.txt", "release.json", "test.3.11.1.json"];

describe("the folder of a record before a build", () => {
  it("may be new", async () => {
    await using folder = await temporaryFolder();
    assert.deepEqual(await prepareOut(nodeFiles, `${folder.path}/new`, origin), []);
  });

  it("keeps what the same commit left", async () => {
    await using folder = await builtFolder();
    assert.deepEqual(await prepareOut(nodeFiles, folder.path, origin), [core]);
    assert.deepEqual(await readdir(folder.path), all);
  });

  it("keeps the slice of a build that died before there was a record", async () => {
    await using folder = await builtFolder();
    await nodeFiles.remove(`${folder.path}/release.json`);
    assert.deepEqual(await prepareOut(nodeFiles, folder.path, origin), [core]);
  });

  it("keeps a commit's files beside its decisions", async () => {
    await using folder = await builtFolder();
    await writeApproveSlice(nodeFiles, folder.path, "contosocore", anApproval(core));
    assert.deepEqual(await prepareOut(nodeFiles, folder.path, origin), [core]);
  });

  for (const [what, built, now] of [
    ["another commit", { commit: otherCommit }, {}],
    ["another service directory", { serviceDirectory: "sdk/other" }, {}],
    ["no commit", { commit: null }, { commit: null }],
    ["uncommitted changes then", { dirty: true }, {}],
    ["uncommitted changes now", {}, { dirty: true }],
    ["uncommitted changes then and now", { dirty: true }, { dirty: true }],
  ] as const) {
    it(`is cleared of what was built from ${what}, and of nothing else`, async () => {
      await using folder = await builtFolder(built);
      assert.deepEqual(await prepareOut(nodeFiles, folder.path, { ...origin, ...now }), []);
      assert.deepEqual(await readdir(folder.path), ["notes.txt"]);
    });
  }

  for (const kind of ["approve", "publish"] as const) {
    it(`of another commit is refused when it holds a slice of ${kind}, and nothing is removed`, async () => {
      await using folder = await builtFolder({ commit: otherCommit });
      if (kind === "approve")
        await writeApproveSlice(nodeFiles, folder.path, "contosocore", anApproval(core));
      else await writePublishSlice(nodeFiles, folder.path, "contosocore", aPublication(core));
      const before = await readdir(folder.path);
      await assert.rejects(
        prepareOut(nodeFiles, folder.path, origin),
        refusal("out-in-use", `contosocore.${kind}.json`, otherCommit.slice(0, 12), commit.slice(0, 12)),
      );
      assert.deepEqual(await readdir(folder.path), before);
    });
  }
});
