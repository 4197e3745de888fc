/** A publish that is killed at every boundary of its steps completes the next time. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { readPublishSlice } from "../../../src/release/record-folder.ts";
import { approvedArtifact } from "../../support/index-distributions.ts";
import { startStandIn } from "../../support/index-stand-in.ts";
import type { ChildTask } from "../../support/publish-child.ts";
import { root } from "../../support/root.ts";

/** One file, which starts ten times as fast as its sources. */
async function bundle(folder: string): Promise<string> {
  const outfile = join(folder, "publish-child.mjs");
  const require = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
  const entryPoints = [join(root, "test/support/publish-child.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    banner: { js: require },
  });
  return outfile;
}

async function run(
  script: string,
  task: ChildTask,
): Promise<{ signal: NodeJS.Signals | null; said: string }> {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { signal, said };
}

describe("publishArtifact, killed", function () {
  this.timeout(240_000);

  it("completes the next time, wherever it was killed, and stores no file twice", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    const artifact = await approvedArtifact(folder, { name: "contoso-core", version: "1.0" });
    const script = await bundle(folder);
    let kill = 1;
    for (; ; kill += 1) {
      await using index = await startStandIn();
      await rm(join(folder, `${artifact.safeName}.publish.json`), { force: true });
      const task = { artifact, index: index.index, folder, kill };
      const { signal, said } = await run(script, task);
      if (signal === null) {
        assert.equal(said, "published");
        break;
      }
      assert.equal(signal, "SIGKILL");
      assert.match(
        (await run(script, { ...task, kill: 0 })).said,
        /^(?:published|already there)$/,
        `step ${kill}`,
      );
      assert.deepEqual(
        index.stored.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted(),
        artifact.files.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted(),
      );
      // A slice is whole, whenever it is read; nothing half written is left in the artifact's folder.
      assert.notEqual(await readPublishSlice(nodeFiles, folder, artifact.safeName), null);
      assert.deepEqual((await readdir(join(folder, artifact.name))).length, 2);
    }
    assert.ok(kill > 15, `only ${kill} steps`);
    await rm(folder, { recursive: true });
  });
});
