/** Ctrl-C at any point: children and servers are gone, what was done is kept, and the exit code says so. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gatehouse, processesWith, sampleRepository, startCommand, until } from "../support/command.ts";
import { root } from "../support/root.ts";

describe("an interrupted release", function () {
  this.timeout(120_000);
  const sample = sampleRepository();
  const out = join(sample.scratch, "out");
  const args = ["release", "sdk/contoso", "--index", "local", "--out", out];
  after(() => sample.remove());
  const worker = join(root, "dist/cli/python/build_worker.py");
  const isBuilding = () => readdirSync(out).some((name) => name.startsWith(".tmp-"));

  const moments: readonly (readonly [name: string, flags: string[], reached: (stderr: string) => boolean])[] =
    [
      [
        "while it builds",
        ["--approve", "*"],
        () => existsSync(out) && processesWith(worker).length > 0 && isBuilding(),
      ],
      ["when it has built", ["--approve", "*"], () => existsSync(join(out, "release.json"))],
      ["while the page waits for a decision", [], (stderr) => stderr.includes("Decide here:")],
    ];
  for (const [moment, flags, reached] of moments) {
    it(`stops ${moment}`, async () => {
      const { child, ended } = startCommand([...args, ...flags], sample.folder);
      let stderr = "";
      child.stderr?.on("data", (chunk: string) => (stderr += chunk));
      if (!(await until(() => reached(stderr), ended))) assert.fail((await ended).stderr);
      child.kill("SIGINT");
      const { code, stdout, stderr: said } = await ended;
      assert.equal(code, 130, said);
      assert.equal(stdout, "");
      assert.match(said, /Interrupted\. What was done is kept/);
      const waited = new Promise((resolve) => setTimeout(resolve, 5000));
      const left = () => [...processesWith(sample.scratch), ...processesWith(worker)];
      await until(() => left().length === 0, waited);
      assert.deepEqual(left(), []);
    });
  }

  it("goes on from there", async () => {
    const { code, stderr } = await gatehouse([...args, "--approve", "*core"], sample.folder);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /contoso_core: done \(kept from before\)/);
    assert.match(readFileSync(join(out, "contosocore.publish.json"), "utf8"), /"published"/);
  });
});
