/** No changed code under a version that was released. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleHash, stampOf } from "../../scripts/stamp.ts";
import { temporaryFolder } from "../support/record-folders.ts";
import { root } from "../support/root.ts";

describe("the version of a task", () => {
  it("stays while it was not released, and while its code is the released one", () => {
    assert.equal(stampOf({}, "1.0.0", "a"), "1.0.0");
    assert.equal(stampOf({ "1.0.0": "a" }, "1.0.0", "a"), "1.0.0");
    assert.equal(stampOf({ "1.0.0": "a" }, "1.1.0", "b"), "1.1.0");
  });

  it("is the next one when its code is another", () => {
    assert.equal(stampOf({ "1.0.0": "a" }, "1.0.0", "b"), "1.0.1");
    assert.equal(stampOf({ "1.0.9": "a", "1.0.10": "b", "1.1.3": "c" }, "1.0.9", "d"), "1.0.11");
  });

  it("is told by every file's name and bytes, and not by the version itself", async () => {
    await using folder = await temporaryFolder();
    const write = (name: string, text: string) => writeFile(join(folder.path, name), text);
    await mkdir(join(folder.path, "chunks"));
    await write("task.json", '{"name":"x","version":{"Major":1,"Minor":0,"Patch":0}}');
    await write("chunks/a.js", "1");
    const before = bundleHash(folder.path);
    await write("task.json", '{"name":"x","version":{"Major":1,"Minor":0,"Patch":1}}');
    assert.equal(bundleHash(folder.path), before);
    await write("chunks/a.js", "2");
    assert.notEqual(bundleHash(folder.path), before);
    await write("chunks/a.js", "1");
    await write("chunks/b.js", "");
    assert.notEqual(bundleHash(folder.path), before);
  });

  it("is looked after for every task, and fits what was built", async () => {
    const list = JSON.parse(await readFile(join(root, "scripts/released.json"), "utf8")) as object;
    assert.deepEqual(Object.keys(list), await readdir(join(root, "tasks")));
    const run = spawnSync("npx", ["tsx", "scripts/stamp.ts", "--check"], { cwd: root, encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
  });
});
