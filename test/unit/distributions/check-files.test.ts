import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { checkFiles } from "../../../src/distributions/check-files.ts";
import { readMetadata } from "../../../src/distributions/read-metadata.ts";
import { GatehouseError } from "../../../src/errors.ts";
import type { Approved } from "../../../src/release/stages.ts";
import { approvedArtifact } from "../../support/index-distributions.ts";

describe("distributions", () => {
  let parent = "";
  let folder = "";
  let artifact: Approved;
  let wheel = "";

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    artifact = await approvedArtifact(parent, { name: "Demo.pkg", version: "1.0" });
    folder = join(parent, "Demo.pkg");
    wheel = join(folder, "demo_pkg-1.0-py3-none-any.whl");
  });
  afterEach(() => rm(parent, { recursive: true }));

  const refused = (says: RegExp) =>
    assert.rejects(
      checkFiles(nodeFiles, folder, artifact),
      (error) =>
        error instanceof GatehouseError && error.code === "files-changed" && says.test(error.message),
    );

  it("accepts the files of the record", () => checkFiles(nodeFiles, folder, artifact));

  it("refuses a changed file", async () => {
    await writeFile(wheel, "other", { flag: "a" });
    await refused(/has SHA-256/);
  });
  it("refuses a missing file", async () => {
    await rm(wheel);
    await refused(/is missing/);
  });
  it("refuses an extra file, folder or hidden file", async () => {
    await mkdir(join(folder, ".more"));
    await refused(/does not list \.more/);
  });
  it("refuses a link, even to the right bytes", async () => {
    await rename(wheel, join(parent, "moved"));
    await symlink(join(parent, "moved"), wheel);
    await refused(/no plain file/);
  });
  it("refuses a record whose digest is another", async () => {
    artifact = { ...artifact, digest: "0".repeat(64) };
    await refused(/digest/);
  });
  it("refuses a folder that is not there", async () => {
    folder = join(parent, "absent");
    await refused(/is missing/);
  });

  it("reads the metadata of wheels and sdists", async () => {
    const sdist = join(folder, "demo_pkg-1.0.tar.gz");
    for (const [path, kind] of [
      [wheel, "wheel"],
      [sdist, "sdist"],
    ] as const) {
      const metadata = await readMetadata(nodeFiles, path, kind);
      assert.ok("fields" in metadata, JSON.stringify(metadata));
      assert.deepEqual(metadata.fields.get("name"), ["Demo.pkg"]);
      assert.match(metadata.description ?? "", /^# Readme\n\nWith/);
    }
  });
  it("says so when a file is no archive", async () => {
    await writeFile(wheel, "no zip");
    assert.ok("problem" in (await readMetadata(nodeFiles, wheel, "wheel")));
    assert.ok("problem" in (await readMetadata(nodeFiles, wheel, "sdist")));
    assert.ok("problem" in (await readMetadata(nodeFiles, join(folder, "absent"), "sdist")));
  });
});
