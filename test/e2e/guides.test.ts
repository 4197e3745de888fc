/** docs/by-hand.md, done as it is written: every command line, in its order, on the samples. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleRepository } from "../support/command.ts";
import { root } from "../support/root.ts";

describe("the guide to a release by hand", function () {
  this.timeout(240_000);
  const sample = sampleRepository();
  after(() => sample.remove());
  const text = readFileSync(join(root, "docs/by-hand.md"), "utf8").replaceAll("/tmp/try", sample.scratch);
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines = ""]) => lines);

  /** Runs a sample in the clone, where `gatehouse` is called as the guide calls it. */
  function run(lines: string) {
    const command = `gatehouse() { "${process.execPath}" "${join(root, "dist/cli/gatehouse.js")}" "$@"; }`;
    const shell = ["-eu", "-c", `${command}\n${lines}`];
    return spawnSync("bash", shell, { cwd: sample.folder, encoding: "utf8" });
  }

  it("has a command for each way", () => {
    assert.deepEqual(
      blocks.map((lines) => /^gatehouse (\w+)/.exec(lines)?.[1]),
      ["release", "validate", "tag", "build"],
    );
  });

  for (const [at, name] of ["in one go", "door by door"].entries()) {
    it(`goes ${name}, as it is written`, () => {
      const { status, stderr } = run(blocks[at] ?? "");
      assert.equal(status, 0, stderr);
    });
  }

  it("leaves the record and the files of one package where it says", () => {
    assert.ok(existsSync(join(sample.folder, ".gatehouse/contoso/release.json")));
    assert.ok(existsSync(join(sample.scratch, "contoso/contosocore.publish.json")));
    const { status, stderr } = run(blocks[3] ?? "");
    assert.equal(status, 0, stderr);
    assert.ok(existsSync(join(sample.scratch, "core/contoso_core")));
    assert.ok(!existsSync(join(sample.scratch, "core/contoso_storage_blob")));
  });

  it("tags nothing that an index does not show any more", () => {
    const { status, stderr } = run(blocks[2] ?? "");
    assert.equal(status, 2, stderr);
    assert.match(stderr, /error\[index-not-given\]/);
    assert.equal(sample.git("tag", "--list"), "");
  });
});
