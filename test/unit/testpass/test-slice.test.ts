import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { systemClock } from "../../../src/adapters/clock.ts";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { TestSlice } from "../../../src/release/record.ts";
import { readTestSlices } from "../../../src/release/record-folder.ts";
import { testSlice } from "../../../src/testpass/test-slice.ts";
import { aBuiltEntry, anEntryNotBuilt, aTestRun, sha256 } from "../../support/record-builders.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { ended } from "../../support/record-process.ts";

const core = aBuiltEntry();
const blob = aBuiltEntry({ name: "contoso-blob" });
const { tests: _, ...widgets } = anEntryNotBuilt({ name: "contoso-widgets" });

/** Tests by import; those of `failing` fail. Gives the slice as it is on disk, and what happened. */
async function pass(
  { chosen, kept = [] }: { chosen: string[]; kept?: TestSlice["artifacts"] },
  failing: readonly string[] = [],
) {
  await using folder = await temporaryFolder();
  const events: string[] = [];
  const process = {
    async run(_file: string, args: readonly string[]) {
      const [program, name = "", report = ""] = args;
      if (program === "import_all.py") await writeFile(report, "imported x\ndone\n");
      return { ...ended, exitCode: failing.includes(name) ? 1 : 0 };
    },
  };
  const ports = { files: nodeFiles, process, clock: systemClock, signal: new AbortController().signal };
  const { slice, results } = await testSlice(ports, "3.11", folder.path, {
    entries: [core, blob, widgets],
    chosen: new Set(chosen),
    share: { position: 1, total: 1, attempt: 1 },
    kept,
    jobs: 2,
    options: {
      uv: "uv",
      python: { path: "python3", version: "3.11" },
      work: folder.path,
      filesOf: (name) => `${folder.path}/${name}`,
      root: null,
      lock: "lock",
      inside: () => ({ python: "python", programs: "bin" }),
      productProgram: (name) => `${name}.py`,
      commandOf: () => null,
      buildWheel: null,
    },
    onEvent: ({ name }, event) => events.push(`${name} ${event}`),
  });
  assert.deepEqual(await readTestSlices(nodeFiles, folder.path), [slice]);
  const outcomes = Object.fromEntries(slice.artifacts.map(({ name, run }) => [name, run.outcome]));
  return { slice, results, events, outcomes };
}

const earlier = (name: string, digest: string, outcome: "passed" | "failed" = "passed") => {
  return { name, digest, run: aTestRun({ outcome, detail: "from before" }) };
};

describe("the slice of a test pass", () => {
  it("has the result of each that was chosen and built, at its digest", async () => {
    const { slice, outcomes } = await pass({ chosen: ["contoso-core", "contoso-blob", "contoso-widgets"] }, [
      "contoso-core",
    ]);
    assert.deepEqual(outcomes, { "contoso-core": "failed", "contoso-blob": "passed" });
    assert.deepEqual(
      slice.artifacts.map(({ digest }) => digest),
      [core.digest, blob.digest],
    );
    assert.equal(slice.python, "3.11");
  });

  it("leaves out what was not chosen", async () => {
    const { outcomes, events } = await pass({ chosen: ["contoso-blob"] });
    assert.deepEqual(outcomes, { "contoso-blob": "passed" });
    assert.deepEqual(events, ["contoso-blob testing", "contoso-blob passed"]);
  });

  it("keeps what passed on the very same files", async () => {
    const { slice, events } = await pass({
      chosen: ["contoso-core"],
      kept: [earlier("contoso-core", core.digest)],
    });
    assert.deepEqual(events, ["contoso-core kept"]);
    assert.equal(slice.artifacts[0]?.run.detail, "from before");
  });

  it("tests again what failed, and what was other files", async () => {
    for (const kept of [
      earlier("contoso-core", core.digest, "failed"),
      earlier("contoso-core", sha256("other bytes")),
    ]) {
      const { slice, events } = await pass({ chosen: ["contoso-core"], kept: [kept] });
      assert.deepEqual(events, ["contoso-core testing", "contoso-core passed"]);
      assert.deepEqual(
        slice.artifacts.map(({ name, digest }) => [name, digest]),
        [["contoso-core", core.digest]],
      );
    }
  });

  it("keeps the results of others", async () => {
    const { outcomes } = await pass({
      chosen: ["contoso-core"],
      kept: [earlier("contoso-blob", blob.digest, "failed")],
    });
    assert.deepEqual(outcomes, { "contoso-blob": "failed", "contoso-core": "passed" });
  });
});
