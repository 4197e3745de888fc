/** The Python programs of the last test pass, on distributions as pip would have installed them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeArchive } from "../../support/archives.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { root } from "../../support/root.ts";

/** Imports what a distribution `contoso` of these files has; its exit code and the report's lines. */
async function imported(files: Readonly<Record<string, string>>) {
  await using folder = await temporaryFolder();
  const info = "contoso-1.dist-info";
  const names = [...Object.keys(files), `${info}/METADATA`, `${info}/RECORD`];
  const all = {
    ...files,
    [`${info}/METADATA`]: "Metadata-Version: 2.1\nName: contoso\nVersion: 1\n",
    [`${info}/RECORD`]: names.map((name) => `${name},,\n`).join(""),
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), text);
  }
  const report = join(folder.path, "report");
  const env = { ...process.env, PYTHONPATH: folder.path };
  const { status } = spawnSync("python3", [join(root, "python/import_all.py"), "contoso", report], { env });
  return { status, lines: readFileSync(report, "utf8").trim().split("\n") };
}

describe("importing what a distribution has", () => {
  it("takes what lies at top level, in namespace packages too, and no more", async () => {
    const { status, lines } = await imported({
      "plain.py": "",
      "package/__init__.py": "",
      "package/sub/__init__.py": "raise RuntimeError('not at top level')",
      "space/__init__.py": "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
      "space/inner/__init__.py": "",
      "implicit/module.py": "",
      "implicit/deeper/__init__.py": "",
      "data/no-module.py": "",
      "package/data.txt": "",
    });
    const names = ["implicit.deeper", "implicit.module", "package", "plain", "space.inner"];
    assert.deepEqual(
      [status, lines],
      [0, [...names.flatMap((name) => [`importing ${name}`, `imported ${name}`]), "done"]],
    );
  });

  it("fails for one that fails, and for one that exits, and goes on", async () => {
    const { status, lines } = await imported({
      "a.py": "raise ImportError('no')",
      "b.py": "raise SystemExit(0)",
      "c.py": "",
    });
    assert.equal(status, 1);
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("importing ")),
      ["failed a", "failed b", "imported c", "done"],
    );
  });

  it("leaves no whole report when one ends the process", async () => {
    const { status, lines } = await imported({ "a.py": "", "b.py": "import os; os._exit(0)" });
    assert.deepEqual([status, lines], [0, ["importing a", "imported a", "importing b"]]);
  });

  it("has nothing to import of a package that only requires others", async () => {
    assert.deepEqual(await imported({}), { status: 0, lines: ["done"] });
  });
});

describe("unpacking an sdist", () => {
  it("works with and without tarfile's filters, which the first releases of 3.9 to 3.11 lack", async () => {
    for (const before of ["", "import tarfile; del tarfile.data_filter; "]) {
      await using folder = await temporaryFolder();
      const archive = join(folder.path, "contoso-1.tar.gz");
      writeArchive(archive, [{ name: "contoso-1/tests/test_it.py", text: "pass\n" }]);
      const program = JSON.stringify(join(root, "python/unpack_sdist.py"));
      const script = `${before}import runpy; runpy.run_path(${program}, run_name="__main__")`;
      const to = join(folder.path, "to");
      const { status, stderr } = spawnSync("python3", ["-W", "ignore", "-c", script, archive, to], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      assert.equal(readFileSync(join(to, "contoso-1/tests/test_it.py"), "utf8"), "pass\n");
    }
  });
});
