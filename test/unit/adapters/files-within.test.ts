import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { filesWithin, treeAround } from "../../../src/adapters/files-within.ts";

describe("adapters/files-within", () => {
  let folder: string;
  let root: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-within-")));
    root = join(folder, "repository");
    mkdirSync(join(root, ".git"), { recursive: true });
    mkdirSync(join(root, "sdk/a/src"), { recursive: true });
    mkdirSync(join(folder, "outside"));
    writeFileSync(join(folder, "outside/secret.txt"), "secret");
    writeFileSync(join(root, "LICENSE"), "MIT");
    writeFileSync(join(root, "sdk/a/README.md"), "# A");
    symlinkSync("../../LICENSE", join(root, "sdk/a/LICENSE"));
    symlinkSync("../../../outside/secret.txt", join(root, "sdk/a/CHANGELOG.md"));
    symlinkSync("../../../../outside", join(root, "sdk/a/src/out"));
    symlinkSync("..", join(root, "sdk/a/src/up"));
    symlinkSync("nowhere", join(root, "sdk/a/broken"));
    symlinkSync("circle", join(root, "sdk/a/circle"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("follows a link inside the tree, and none that leads out, to nowhere or in a circle", async () => {
    const files = filesWithin(nodeFiles, root);
    const read = (path: string) => files.readText(join(root, "sdk/a", path));
    assert.equal(await read("README.md"), "# A");
    assert.equal(await read("LICENSE"), "MIT");
    for (const path of ["CHANGELOG.md", "src/out/secret.txt", "broken", "circle", "nothing"]) {
      assert.equal(await read(path), null, path);
      assert.equal(await files.kind(join(root, "sdk/a", path)), null, path);
    }
    assert.deepEqual(await files.list(join(root, "sdk/a/src/out")), []);
  });

  it("lists a file behind a link as a file, and everything else behind one as it is", async () => {
    const listed = await filesWithin(nodeFiles, root).list(join(root, "sdk/a"));
    assert.deepEqual(
      listed.map(({ name, kind }) => `${name} ${kind}`),
      ["CHANGELOG.md other", "LICENSE file", "README.md file", "broken other", "circle other", "src folder"],
    );
    const inside = await filesWithin(nodeFiles, root).list(join(root, "sdk/a/src"));
    assert.deepEqual(
      inside.map(({ name, kind }) => `${name} ${kind}`),
      ["out other", "up other"],
    );
  });

  it("leaves what lies outside as it is, and a tree that is itself behind a link", async () => {
    assert.equal(await filesWithin(nodeFiles, root).readText(join(folder, "outside/secret.txt")), "secret");
    const alias = join(folder, "alias");
    symlinkSync(root, alias);
    const files = filesWithin(nodeFiles, alias);
    assert.equal(await files.readText(join(alias, "sdk/a/LICENSE")), "MIT");
    assert.equal(await files.readText(join(alias, "sdk/a/CHANGELOG.md")), null);
  });

  it("finds the repository around a folder", () => {
    assert.equal(treeAround(join(root, "sdk/a")), root);
    assert.equal(treeAround(join(folder, "outside")), join(folder, "outside"));
  });
});
