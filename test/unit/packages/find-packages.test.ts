import { isInactive, isPrivate } from "../../../src/packages/marks.ts";
import assert from "node:assert/strict";
import { findPackages } from "../../../src/packages/find-packages.ts";
import type { SourcePackage } from "../../../src/packages/types.ts";
import { type MemoryFile, memoryFiles } from "../../support/memory-files.ts";

const place = { folder: "/repo/sdk/contoso", path: "sdk/contoso" };
const packagesIn = (contents: Record<string, MemoryFile>) =>
  findPackages(
    memoryFiles(
      Object.fromEntries(Object.entries(contents).map(([path, file]) => [`/repo/sdk/contoso/${path}`, file])),
    ),
    place,
  );
const packageOf = async (contents: Record<string, MemoryFile>): Promise<SourcePackage> => {
  const [only, ...others] = await packagesIn(
    Object.fromEntries(Object.entries(contents).map(([path, file]) => [`pkg/${path}`, file])),
  );
  assert.deepEqual(others, []);
  return only ?? assert.fail("no package was found");
};
const project = '[project]\nname = "a"\nversion = "1.0"\n';

describe("packages/find-packages: which folders", () => {
  it("those with metadata, sorted; not those of tests and tools", async () => {
    const found = await packagesIn({
      "b/setup.py": 'setup(name="b")',
      "a/pyproject.toml": project,
      "c/setup.cfg": "[metadata]\nname = c\n",
      "d/pyproject.toml": '[tool.poetry]\nname = "d"\nversion = "1"\n',
      "e/pyproject.toml": "[tool.black]\nline-length = 120\n",
      "f/setup.cfg": "[flake8]\n",
      "g/nested/setup.py": "setup()",
      "tests/setup.py": "setup()",
      ".hidden/setup.py": "setup()",
      "node_modules/setup.py": "setup()",
      "venv/setup.py": "setup()",
      "ci.yml": "",
    });
    assert.deepEqual(
      found.map(({ path }) => path),
      ["sdk/contoso/a", "sdk/contoso/b", "sdk/contoso/c", "sdk/contoso/d"],
    );
  });

  it("the service directory itself too", async () => {
    const found = await packagesIn({ "setup.py": 'setup(name="x")', "a/pyproject.toml": project });
    assert.deepEqual(
      found.map(({ path }) => path),
      ["sdk/contoso", "sdk/contoso/a"],
    );
  });

  it("paths are relative to the current folder, and plain when that is the service directory", async () => {
    const files = memoryFiles({ "/repo/pkg/pyproject.toml": project, "/repo/pkg/README.md": "x" });
    const [found] = await findPackages(files, { folder: "/repo", path: "." });
    assert.deepEqual(
      [found?.path, found?.metadata.path, found?.readme?.path],
      ["pkg", "pkg/pyproject.toml", "pkg/README.md"],
    );
  });
});

describe("packages/find-packages: the version is where the project says it is", () => {
  const dynamic = (backend: string, tool: string) =>
    `[build-system]\nbuild-backend = "${backend}"\n[project]\nname = "contoso-core"\ndynamic = ["version"]\n${tool}`;
  const attr = (value: string) =>
    dynamic("setuptools.build_meta", `[tool.setuptools.dynamic]\nversion = {attr = "${value}"}\n`);
  const decoy = {
    "a/_version.py": 'VERSION = "9.9"',
    "_version.py": 'VERSION = "9.9"',
    "version.py": 'VERSION = "9.9"',
  };
  const cases: Record<string, [Record<string, string>, version: string | null, at?: string]> = {
    "[project]": [
      { "pyproject.toml": project, "setup.py": 'setup(name="b", version="2")' },
      "1.0",
      "pyproject.toml:3",
    ],
    "[tool.poetry]": [
      { "pyproject.toml": '[tool.poetry]\nversion = "1.1"\nname = "a"' },
      "1.1",
      "pyproject.toml:2",
    ],
    "poetry's dynamic versions": [
      {
        "pyproject.toml":
          '[tool.poetry]\nname = "a"\nversion = "0.0.0"\n[tool.poetry-dynamic-versioning]\nenable = true\n',
      },
      null,
    ],
    "setuptools attr": [
      {
        "pyproject.toml": attr("contoso.core._version.VERSION"),
        "contoso/core/_version.py": '# x\nVERSION = "1.2"\n',
      },
      "1.2",
      "contoso/core/_version.py:2",
    ],
    "setuptools attr below src": [
      { "pyproject.toml": attr("contoso.VERSION"), "src/contoso/__init__.py": 'VERSION: str = "1.3"' },
      "1.3",
      "src/contoso/__init__.py:1",
    ],
    "setuptools attr below a folder that is named": [
      {
        "pyproject.toml": `${attr("c.V")}[tool.setuptools.packages.find]\nwhere = ["lib"]\n`,
        "c.py": 'V = "9"',
        "lib/c.py": 'V = "1"',
      },
      "1",
      "lib/c.py:1",
    ],
    "setuptools attr through imports": [
      {
        "pyproject.toml": attr("contoso.__version__"),
        "contoso/__init__.py": "from ._version import VERSION\n__version__ = VERSION\n",
        "contoso/_version.py": "from contoso._inner import VERSION as X\nVERSION = X\n",
        "contoso/_inner.py": '\nVERSION = "1.4"\n',
      },
      "1.4",
      "contoso/_inner.py:2",
    ],
    "imports in a circle": [
      { "pyproject.toml": attr("a.V"), "a.py": "from b import V", "b.py": "from a import V" },
      null,
    ],
    "setuptools file": [
      {
        "pyproject.toml": dynamic(
          "setuptools.build_meta",
          '[tool.setuptools.dynamic]\nversion = {file = ["VERSION"]}\n',
        ),
        VERSION: "\n1.5\n",
      },
      "1.5",
      "VERSION:2",
    ],
    "setuptools from setup.py": [
      { "pyproject.toml": dynamic("setuptools.build_meta", ""), "setup.py": 'setup(version="1.6")' },
      "1.6",
      "setup.py:1",
    ],
    "setuptools from git": [
      {
        "pyproject.toml": dynamic("setuptools.build_meta", "[tool.setuptools_scm]\n"),
        "setup.py": 'setup(version="1.6")',
      },
      null,
    ],
    hatchling: [
      {
        "pyproject.toml": dynamic("hatchling.build", '[tool.hatch.version]\npath = "x/about.py"\n'),
        "x/about.py": '__version__ = "1.7"',
      },
      "1.7",
      "x/about.py:1",
    ],
    "hatchling from git": [
      { "pyproject.toml": dynamic("hatchling.build", '[tool.hatch.version]\nsource = "vcs"\n') },
      null,
    ],
    flit: [
      {
        "pyproject.toml": dynamic("flit_core.buildapi", ""),
        "contoso_core/__init__.py": '"""x"""\n__version__ = "1.8"',
      },
      "1.8",
      "contoso_core/__init__.py:2",
    ],
    pdm: [
      {
        "pyproject.toml": dynamic("pdm.backend", '[tool.pdm.version]\nsource = "file"\npath = "v.py"\n'),
        "v.py": '__version__ = "1.9"',
      },
      "1.9",
      "v.py:1",
    ],
    "setup.cfg": [{ "setup.cfg": "[metadata]\nname = a\nversion = 2.0\n" }, "2.0", "setup.cfg:3"],
    "setup.cfg attr": [
      {
        "setup.cfg": "[metadata]\nversion = attr: c.V\n",
        "setup.py": "setup()",
        "c/__init__.py": 'V = "2.1"',
      },
      "2.1",
      "c/__init__.py:1",
    ],
    "setup.cfg file": [
      { "setup.cfg": "[metadata]\nversion = file: V.txt\n", "V.txt": "2.2" },
      "2.2",
      "V.txt:1",
    ],
    "setup.py with a file that is not there": [{ "setup.py": 'setup(version=open("nowhere").read())' }, null],
    "setup.py that runs code": [
      { "setup.py": "setup(version=v())", "setup.cfg": "[metadata]\nversion = 9.9\n" },
      null,
    ],
    "a file outside of the package": [{ "setup.py": 'setup(version=open("../pkg2/V").read())' }, null],
    "an absolute file": [
      { "setup.py": 'setup(version=open("/repo/sdk/contoso/pkg/V").read())', V: "9.9" },
      null,
    ],
    "a variable that depends on a branch": [
      { "setup.py": "from a import V\nsetup(version=V)", "a.py": 'V = "1"\nif x:\n    V = "2"\n' },
      null,
    ],
  };
  for (const [title, [contents, version, at]] of Object.entries(cases)) {
    it(title, async () => {
      const found = await packageOf({ ...decoy, ...contents });
      const { versionAt } = found;
      assert.equal(found.version, version);
      assert.equal(
        versionAt === null ? undefined : `${versionAt.path}:${versionAt.line}`,
        at && `sdk/contoso/pkg/${at}`,
      );
    });
  }
});

describe("packages/find-packages: what else is read", () => {
  it("name, requirements and marks", async () => {
    const found = await packageOf({
      "pyproject.toml":
        '[build-system]\nrequires = []\n[project]\nversion = "1.0"\nname = "Contoso_Core"\ndependencies = ["a>=1", "b; extra == \'x\'"]\nclassifiers = ["Development Status :: 7 - Inactive"]\n',
    });
    assert.deepEqual(
      [found.name, found.package, isPrivate(found), isInactive(found)],
      ["Contoso_Core", "contoso-core", false, true],
    );
    assert.deepEqual(found.metadata, { path: "sdk/contoso/pkg/pyproject.toml", line: 5 });
    assert.deepEqual(
      found.declared.requires.map(({ value }) => value),
      ["a>=1", "b; extra == 'x'"],
    );
    const configured = await packageOf({
      "setup.cfg": "[metadata]\nname=a\n[options]\ninstall_requires =\n    b>=1\n    # why\n    c\n",
    });
    assert.deepEqual(
      configured.declared.requires.map(({ value }) => value),
      ["b>=1", "c"],
    );
  });

  it("a name that can't be read is that of the folder", async () => {
    assert.equal((await packageOf({ "setup.py": "setup(name=f())" })).name, "pkg");
  });

  it("TOML that is none: why, where, and what setup.py says", async () => {
    const alone = await packageOf({ "pyproject.toml": '[project]\nname = "a"\nversion = \n' });
    assert.deepEqual([alone.name, alone.version, alone.metadata.line], ["pkg", null, 3]);
    assert.match(alone.problem ?? "", /TOML/);
    const beside = await packageOf({
      "pyproject.toml": "[project]\n=",
      "setup.py": 'setup(name="a", version="1")',
    });
    assert.deepEqual(
      [beside.name, beside.version, beside.metadata.path],
      ["a", "1", "sdk/contoso/pkg/pyproject.toml"],
    );
  });

  it("files that are no text: why, for pyproject.toml; setup.py may be Python all the same", async () => {
    const bytes = new TypeError("bad bytes");
    const toml = await packageOf({ "pyproject.toml": bytes });
    assert.deepEqual(
      [toml.name, toml.problem, toml.metadata],
      ["pkg", "it is not UTF-8", { path: "sdk/contoso/pkg/pyproject.toml", line: null }],
    );
    const script = await packageOf({ "setup.py": bytes });
    assert.deepEqual([script.name, script.version, script.problem], ["pkg", null, undefined]);
    assert.ok(script.declared.unread.includes("requires-dist"));
  });

  it("links are not followed", async () => {
    const files = memoryFiles({
      "/a/setup.py": 'setup(name="b", version=open("x/V").read(), license_files=["LICENSE", "x/V"])',
      "/a/x/V": "1.0",
      "/a/LICENSE": "",
    });
    const linked: typeof files = {
      ...files,
      list: async (path) =>
        (await files.list(path)).map((entry) =>
          entry.name === "x" || entry.name === "LICENSE" ? { ...entry, kind: "other" } : entry,
        ),
    };
    const [followed] = await findPackages(files, { folder: "/a", path: "a" });
    const [found] = await findPackages(linked, { folder: "/a", path: "a" });
    assert.deepEqual([followed?.version, followed?.declared.missingLicenseFiles], ["1.0", []]);
    // A link is there, though what it leads to is not looked at.
    assert.deepEqual(
      [found?.version, found?.declared.missingLicenseFiles.map(({ value }) => value)],
      [null, ["x/V"]],
    );
  });

  it("readme and changelog in any case, Markdown first", async () => {
    const found = await packageOf({
      "setup.py": "setup()",
      "Readme.md": "a",
      "README.rst": "b",
      "history.rst": "c",
      "test/README.md": "d",
    });
    assert.deepEqual([found.readme?.path, found.readme?.text], ["sdk/contoso/pkg/Readme.md", "a"]);
    assert.deepEqual(found.changelog, { path: "sdk/contoso/pkg/history.rst", text: "c" });
    const bare = await packageOf({ "setup.py": "setup()", "changelog.py": new Error("x") });
    assert.equal(bare.readme, null);
  });

  it("says why a text can't be read, and goes on", async () => {
    const found = await packageOf({
      "setup.py": new TypeError("bad bytes"),
      "pyproject.toml": project,
      "README.md": new TypeError("bad bytes"),
      CHANGES: Object.assign(new Error("EACCES: /repo/x"), { code: "EACCES" }),
    });
    assert.equal(found.readme?.problem, "it is not UTF-8");
    assert.equal(found.changelog?.problem, "the system says EACCES");
  });
});
