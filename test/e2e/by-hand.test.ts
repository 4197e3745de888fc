/** The doors one after the other from a terminal, as somebody who releases by hand uses them. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseResult } from "../../src/cli/release/result.ts";
import type { ReleaseRecord } from "../../src/release/record.ts";
import { gatehouse, sampleRepository } from "../support/command.ts";

describe("a release by hand", function () {
  this.timeout(120_000);
  const sample = sampleRepository();
  const out = join(sample.folder, ".gatehouse/contoso");
  after(() => sample.remove());

  async function done(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await gatehouse(args, sample.folder);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  it("builds into a folder that git does not see", async () => {
    const { artifacts, commit, dirty } = JSON.parse(
      await done("build", "sdk/contoso", "--json"),
    ) as ReleaseRecord;
    assert.equal(commit, sample.git("rev-parse", "HEAD"));
    assert.equal(dirty, false);
    assert.ok(artifacts.every(({ digest, tests }) => digest !== null && tests.outcome === "not run"));
    assert.equal(sample.git("status", "--porcelain"), "");
  });

  it("tests, and keeps that in the record", async () => {
    const report = join(sample.scratch, "junit.xml");
    const { artifacts } = JSON.parse(await done("test", out, "--junit", report, "--json")) as ReleaseRecord;
    assert.ok(artifacts.every(({ tests }) => tests.outcome === "passed"));
    assert.match(readFileSync(report, "utf8"), /<testcase classname="tests\./);
  });

  it("publishes nothing that nobody approved", async () => {
    const { code, stderr } = await gatehouse(["publish", out, "--index", "local"], sample.folder);
    assert.equal(code, 1);
    assert.match(stderr, /error\[undecided\]/);
    assert.equal(existsSync(join(out, "contosocore.publish.json")), false);
  });

  it("refuses what needs a sibling that is rejected", async () => {
    await done("approve", out, "--artifact", "contoso-storage-blob");
    await done("reject", out, "--artifact", "contoso_core", "--comment", "not yet");
    const { code, stderr } = await gatehouse(["publish", out, "--index", "local"], sample.folder);
    assert.equal(code, 1);
    assert.match(stderr, /error\[sibling-missing\] contoso_storage_blob requires contoso-core/);
  });

  it("publishes what the last decisions approve, what is required first", async () => {
    await done("approve", out, "--artifact", "contoso_core");
    const { artifacts } = JSON.parse(
      await done("publish", out, "--index", "local", "--json"),
    ) as ReleaseResult;
    assert.deepEqual(
      artifacts.map(({ decision, outcome, tag }) => [decision, outcome, tag]),
      [
        ["approved", "published", null],
        ["approved", "published", null],
        ["undecided", "left out", null],
      ],
    );
  });

  it("says to a person where the packages of the local index are, with nothing hidden in it", async () => {
    const printed = await done("publish", out, "--index", "local");
    assert.ok(printed.includes(`Index   local: its packages are in ${out}.index\n`), printed);
  });

  it("tags after that, and finds the tags there the second time", async () => {
    await done("tag", out, "--index", "local");
    await done("tag", out, "--index", "local");
    const tags = sample.git("ls-remote", "--tags", "origin");
    assert.match(tags, /refs\/tags\/contoso-core_1\.2\.0\n/);
    const commit = sample.git("rev-parse", "HEAD");
    assert.ok(
      tags
        .split("\n")
        .some((line) => line.startsWith(commit) && line.endsWith("contoso-storage-blob_12.4.0b1^{}")),
    );
    const widgets = await gatehouse(
      ["tag", out, "--index", "local", "--artifact", "*widgets"],
      sample.folder,
    );
    assert.equal(widgets.code, 1);
    assert.match(widgets.stderr, /error\[tag-unconfirmed\] contoso_mgmt_widgets/);
  });

  it("never moves a tag that is on another commit", async () => {
    sample.git("push", "--quiet", "origin", ":refs/tags/contoso-core_1.2.0");
    sample.git("tag", "--delete", "contoso-core_1.2.0");
    sample.git("commit", "--quiet", "--allow-empty", "--message", "another");
    sample.git("tag", "contoso-core_1.2.0");
    sample.git("push", "--quiet", "origin", "contoso-core_1.2.0");
    const { code, stderr } = await gatehouse(
      ["tag", out, "--index", "local", "--artifact", "contoso_core"],
      sample.folder,
    );
    assert.equal(code, 1);
    assert.match(stderr, /error\[tag-conflict\]/);
  });

  it("says a conflict before anything is sent", async () => {
    const index = join(`${out}.index`, "contoso_mgmt_widgets-2.0.0.tar.gz");
    writeFileSync(index, "other bytes");
    await done("approve", out, "--artifact", "*widgets");
    const { code, stderr } = await gatehouse(["publish", out, "--index", "local"], sample.folder);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /error\[index-conflict\] .*contoso_mgmt_widgets-2\.0\.0\.tar\.gz already, with other bytes/,
    );
    assert.equal(existsSync(join(`${out}.index`, "contoso_mgmt_widgets-2.0.0-py3-none-any.whl")), false);
  });
});
