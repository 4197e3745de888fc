/** `npm start`: the whole way on the sample, as a newcomer types it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalIndex } from "../../src/adapters/local-index.ts";
import type { ReleaseResult } from "../../src/cli/release/result.ts";
import { processesWith } from "../support/command.ts";
import { pythonWithPypiserver, serveScript } from "../support/index-pypiserver.ts";
import { root } from "../support/root.ts";

const flags = ["--approve", "contoso*core", "--approve", "contoso*blob", "--json"];

describe("npm start", function () {
  this.timeout(240_000);
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-start-"));
  const out = join(scratch, "contoso");
  // The scratch repository of `npm start` gets these tags; a first `npm start` after the tests should find none.
  const startFolder = join(root, ".gatehouse/start");
  const wasThere = existsSync(startFolder);
  after(() => {
    rmSync(scratch, { recursive: true, force: true });
    if (!wasThere) rmSync(startFolder, { recursive: true, force: true });
  });

  function start(): { status: number | null; stdout: string; stderr: string } {
    const args = ["start", "--silent", "--", ...flags, "--out", out];
    return spawnSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Bytes of every file of the index, so that a file that was sent twice would show. */
  function indexed(): Record<string, string> {
    const folder = `${out}.index`;
    const files = readdirSync(folder).map((name) => {
      return [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ] as const;
    });
    return Object.fromEntries(files);
  }

  it("publishes the two approved, leaves out the third, and prints one JSON document", () => {
    const { status, stdout, stderr } = start();
    assert.equal(status, 0, stderr);
    const result = JSON.parse(stdout) as ReleaseResult;
    assert.equal(result.schema, "gatehouse/release@1");
    assert.deepEqual(
      result.artifacts.map(({ name, outcome, decision }) => [name, outcome, decision]),
      [
        ["contoso_core", "published", "approved"],
        ["contoso_storage_blob", "published", "approved"],
        ["contoso_mgmt_widgets", "left out", "undecided"],
      ],
    );
    const published = result.artifacts.filter(({ outcome }) => outcome === "published");
    assert.deepEqual(
      Object.fromEntries(published.flatMap(({ files }) => files.map((file) => [file.name, file.sha256]))),
      indexed(),
    );
    assert.deepEqual(
      published.map(({ tag }) => tag),
      ["contoso-core_1.2.0", "contoso-storage-blob_12.4.0b1"],
    );
    assert.deepEqual(processesWith(out), []);
  });

  it("does nothing the second time, and says so", () => {
    const before = indexed();
    const { status, stdout, stderr } = start();
    assert.equal(status, 0, stderr);
    const { artifacts } = JSON.parse(stdout) as ReleaseResult;
    assert.deepEqual(
      artifacts.map(({ outcome, decision, files }) => [
        outcome,
        decision,
        ...files.map((file) => file.outcome),
      ]),
      [
        ["already there", "not needed", "identical", "identical"],
        ["already there", "not needed", "identical", "identical"],
        ["left out", "undecided", "not sent", "not sent"],
      ],
    );
    assert.deepEqual(indexed(), before);
  });

  it("leaves an index from which pip installs what was released", async () => {
    const { signal } = new AbortController();
    await using index = await startLocalIndex({
      python: await pythonWithPypiserver(),
      script: serveScript,
      folder: `${out}.index`,
      signal,
    });
    const environment = join(scratch, "env");
    assert.equal(spawnSync("python3", ["-m", "venv", environment]).status, 0);
    const python = join(environment, "bin/python");
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--isolated",
      "--no-cache-dir",
      "--index-url",
      index.simple,
      "--pre",
    ];
    const installed = spawnSync(python, [...pip, "contoso-storage-blob"], { encoding: "utf8" });
    assert.equal(installed.status, 0, installed.stderr);
    const words = "import contoso.core, contoso.storage.blob; print('imported')";
    assert.equal(spawnSync(python, ["-c", words], { encoding: "utf8" }).stdout.trim(), "imported");
    assert.ok(!existsSync(join(root, "samples/sdk/contoso/contoso-core/dist")));
  });
});
