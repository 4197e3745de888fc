/** Publishing to devpi, which computes hashes itself, and takes the same bytes twice. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/adapters/clock.ts";
import { nodeFiles } from "../../src/adapters/files.ts";
import { readMetadata } from "../../src/distributions/read-metadata.ts";
import { GatehouseError } from "../../src/errors.ts";
import { attempt } from "../../src/publish/attempt.ts";
import { metadataForm } from "../../src/publish/metadata-form.ts";
import { publishArtifact } from "../../src/publish/publish-artifact.ts";
import type { Approved } from "../../src/release/stages.ts";
import { testContext } from "../support/index-context.ts";
import { startDevpi } from "../support/index-devpi.ts";
import { approvedArtifact } from "../support/index-distributions.ts";

describe("publish to devpi", function () {
  this.timeout(240_000);
  let parent = "";
  let devpi: Awaited<ReturnType<typeof startDevpi>>;

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    devpi = await startDevpi(parent);
  });
  after(async () => {
    await devpi?.[Symbol.asyncDispose]();
    await rm(parent, { recursive: true });
  });

  const contextFor = (folder: string) => ({
    ...testContext(devpi.index, folder),
    clock: systemClock,
    credentials: devpi.credentials,
  });

  /** One upload, whatever the index has. */
  async function sendOnce(artifact: Approved, folder: string) {
    const [file] = artifact.files;
    assert.ok(file !== undefined);
    const metadata = await readMetadata(nodeFiles, join(folder, file.name), file.kind);
    assert.ok(!("problem" in metadata));
    const form = metadataForm(metadata, file, artifact);
    assert.ok(!("problem" in form));
    return (await attempt(contextFor(folder), artifact, file, form)).verdict.kind;
  }

  it("publishes, reads back by hash, and finds everything there the second time", async () => {
    const artifact = await approvedArtifact(parent, { name: "contoso-core", version: "1.2.0b1" });
    const folder = join(parent, "contoso-core");
    assert.equal((await publishArtifact(artifact, contextFor(folder))).outcome, "published");
    assert.equal((await publishArtifact(artifact, contextFor(folder))).outcome, "already there");
    assert.equal(await sendOnce(artifact, folder), "stored", "the same bytes are no fault to devpi");
  });

  it("is a conflict with other bytes, before anything is sent; and devpi itself would refuse them", async () => {
    const wanted = { name: "contoso-blob", version: "1.0" };
    const theirs = await approvedArtifact(join(parent, "theirs"), { ...wanted, salt: "theirs" });
    await publishArtifact(theirs, contextFor(join(parent, "theirs/contoso-blob")));
    const ours = await approvedArtifact(join(parent, "ours"), { ...wanted, salt: "ours" });
    const folder = join(parent, "ours/contoso-blob");
    await assert.rejects(
      publishArtifact(ours, contextFor(folder)),
      (error) => error instanceof GatehouseError && error.code === "index-conflict",
    );
    assert.equal(await sendOnce(ours, folder), "exists");
  });

  it("says that a wrong password is not taken, before anything is sent", async () => {
    const artifact = await approvedArtifact(parent, { name: "contoso-files", version: "1.0" });
    const context = contextFor(join(parent, "contoso-files"));
    const wrong = { ...context, credentials: { username: "root", password: "wrong" } };
    await assert.rejects(
      publishArtifact(artifact, wrong),
      (error) => error instanceof GatehouseError && error.code === "credentials-refused",
    );
  });
});
