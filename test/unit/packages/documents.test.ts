import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { readDocuments } from "../../../src/packages/documents.ts";
import type { Description } from "../../../src/packages/types.ts";
import type { Files } from "../../../src/ports.ts";
import { memoryFiles, type MemoryFile } from "../../support/memory-files.ts";

const at = { path: "sdk/a/pyproject.toml", line: 4 };

function describing(...names: readonly string[]): Description {
  const files = names.map((value) => ({ value, at }));
  return { files, contentType: null, length: null };
}

async function read(files: Files, description: Description | null, folder = "/repo/sdk/a") {
  return readDocuments(files, { folder, path: "sdk/a" }, await files.list(folder), description);
}

/** Files below the package's folder. */
function packageOf(files: Readonly<Record<string, MemoryFile>>) {
  const all = Object.entries(files).map(([name, file]) => [`/repo/sdk/a/${name}`, file] as const);
  return memoryFiles(Object.fromEntries(all));
}

describe("the documents of a package", () => {
  it("are found by their names when nothing is declared", async () => {
    const files = packageOf({ "Readme.rst": "Hi", "HISTORY.md": "## 1.0", "setup.py": "" });
    const { readme, changelog, description } = await read(files, null);
    assert.equal(readme?.path, "sdk/a/Readme.rst");
    assert.equal(changelog?.path, "sdk/a/HISTORY.md");
    assert.equal(description, null);
  });

  it("are those that are declared, measured as a whole", async () => {
    const files = packageOf({ "README.md": "no", "docs/pypi.md": "12345", "CHANGELOG.md": "678" });
    const { readme, changelog, description } = await read(
      files,
      describing("./docs/pypi.md", "CHANGELOG.md"),
    );
    assert.deepEqual(readme, { path: "sdk/a/docs/pypi.md", text: "12345", relativeTargets: [] });
    assert.equal(changelog?.text, "678");
    assert.equal(description?.length, 8);
    assert.deepEqual(description.missing, []);
  });

  it("are read once", async () => {
    const reads: string[] = [];
    const files = packageOf({ "README.md": "1", "CHANGELOG.md": "2" });
    const counting: Files = { ...files, readText: (path) => (reads.push(path), files.readText(path)) };
    await read(counting, describing("README.md", "CHANGELOG.md"));
    assert.deepEqual(reads.toSorted(), ["/repo/sdk/a/CHANGELOG.md", "/repo/sdk/a/README.md"]);
  });

  it("say which declared file is not there, and fall back on the name", async () => {
    const files = packageOf({ "README.md": "1" });
    const { readme, description } = await read(files, describing("readme.md", "CHANGELOG.md"));
    assert.equal(readme?.path, "sdk/a/README.md");
    assert.deepEqual(
      description?.missing?.map(({ value }) => value),
      ["readme.md", "CHANGELOG.md"],
    );
    assert.equal(description.length, null);
  });

  it("say what can't be read", async () => {
    const files = packageOf({ "README.md": new TypeError("no UTF-8") });
    const { readme, description } = await read(files, describing("README.md"));
    assert.deepEqual(readme, {
      path: "sdk/a/README.md",
      text: "",
      problem: "it is not UTF-8",
      relativeTargets: [],
    });
    assert.equal(description?.length, null);
    assert.deepEqual(description.missing, []);
  });

  it("tell the relative targets of the readme", async () => {
    const { readme } = await read(packageOf({ "README.md": "\n See [x](y.md)" }), describing("README.md"));
    assert.deepEqual(readme?.relativeTargets, [{ kind: "link", target: "y.md", line: 2, column: 6 }]);
    const { readme: plain } = await read(packageOf({ README: "[x](y.md)" }), null);
    assert.equal(plain?.relativeTargets, undefined);
  });

  it("are never outside of the package's folder, and never behind a link", async () => {
    const root = await mkdtemp(join(tmpdir(), "gatehouse-documents-"));
    try {
      await mkdir(join(root, "a", "docs"), { recursive: true });
      await writeFile(join(root, "secret.md"), "secret");
      await symlink(join(root, "secret.md"), join(root, "a", "README.md"));
      await symlink(root, join(root, "a", "up"));
      for (const name of [
        "../secret.md",
        join(root, "secret.md"),
        "README.md",
        "up/secret.md",
        ".",
        "docs",
        "a\0b",
      ]) {
        const { readme, description } = await read(nodeFiles, describing(name), join(root, "a"));
        assert.equal(readme, null, name);
        assert.equal(description?.missing?.length, 1, name);
      }
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
