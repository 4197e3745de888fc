import assert from "node:assert/strict";
import { declaredBy, packageWith } from "./declared-builder.ts";

const project = '[project]\nname = "a"\nversion = "1"\n';

describe("packages/declared: [project]", () => {
  const full = `[build-system]
requires = ["setuptools>=77", "wheel"]
build-backend = "setuptools.build_meta"
[project]
name = "a"  # the name
version = "1"
description = "In short"
readme = "README.md"
requires-python = ">=3.9"
license = "MIT"
license-files = ["LICENSE", "licenses/**/*.txt", "../LICENSE"]
classifiers = [
    "Development Status :: 4 - Beta",
    # a ] comment
    "Programming Language :: Python :: 3", 'Typing :: Typed',
]
dependencies = [
    "azure-core>=1.30; python_version < '3.12'",

    """isodate""",
]
[project.optional-dependencies]
aio = ["aiohttp>=3.0"]
"docs.all" = [
    "sphinx",
]
[project.urls]
"Bug Reports" = "https://contoso.example/a#b"
repository = "https://contoso.example"
`;
  const expected = {
    requires: [
      "azure-core>=1.30; python_version < '3.12' @ pyproject.toml:18",
      "isodate @ pyproject.toml:20",
    ],
    extras: ["aiohttp>=3.0 @ pyproject.toml:23", "sphinx @ pyproject.toml:25"],
    python: ">=3.9 @ pyproject.toml:9",
    classifiers: [
      "Development Status :: 4 - Beta @ pyproject.toml:13",
      "Programming Language :: Python :: 3 @ pyproject.toml:15",
      "Typing :: Typed @ pyproject.toml:15",
    ],
    summary: "In short @ pyproject.toml:7",
    expression: "MIT @ pyproject.toml:10",
    missing: ["licenses/**/*.txt @ pyproject.toml:11", "../LICENSE @ pyproject.toml:11"],
    urls: [
      "Bug Reports: https://contoso.example/a#b @ pyproject.toml:28",
      "repository: https://contoso.example @ pyproject.toml:29",
    ],
    description: ["README.md @ pyproject.toml:8"],
    contentType: "text/markdown @ pyproject.toml:8",
  };

  it("each value with its own line, with CRLF and a byte order mark too", async () => {
    const contents = { "pyproject.toml": full, LICENSE: "" };
    assert.deepEqual(await declaredBy(contents), expected);
    const marked = `\uFEFF${full.replaceAll("\n", "\r\n")}`;
    assert.deepEqual(await declaredBy({ ...contents, "pyproject.toml": marked }), expected);
  });

  it("the build system", async () => {
    const { build } = (await packageWith({ "pyproject.toml": full })).declared;
    assert.equal(build.backend, "setuptools.build_meta");
    assert.deepEqual(build.requires, [
      { value: "setuptools>=77", at: { path: "pkg/pyproject.toml", line: 2 } },
      { value: "wheel", at: { path: "pkg/pyproject.toml", line: 2 } },
    ]);
    const beside = await packageWith({
      "pyproject.toml": '[build-system]\nrequires = [\n"setuptools<60"]\n',
      "setup.py": 'setup(name="a")',
    });
    assert.deepEqual(
      [beside.declared.build.backend, beside.declared.build.requires[0]?.at.line],
      ["setuptools.build_meta", 3],
    );
  });

  it("inline tables and dotted keys", async () => {
    const inline =
      'project.name = "a"\nproject.version = "1"\nproject.urls = { a = "https://a", "b c" = \'https://b\' }\nproject.optional-dependencies = { x = ["y",\n"z"] }\nproject.license.text = "MIT"\n';
    assert.deepEqual(await declaredBy({ "pyproject.toml": inline }), {
      extras: ["y @ pyproject.toml:4", "z @ pyproject.toml:5"],
      license: "MIT @ pyproject.toml:6",
      urls: ["a: https://a @ pyproject.toml:3", "b c: https://b @ pyproject.toml:3"],
    });
  });

  const cases: Record<string, [toml: string, expected: Record<string, unknown>]> = {
    "license text": [`${project}license = {text = "MIT"}`, { license: "MIT @ pyproject.toml:4" }],
    "license file": [
      `${project}license = {file = "COPYING"}`,
      { license: "COPYING @ pyproject.toml:4", missing: ["COPYING @ pyproject.toml:4"] },
    ],
    "license file that is there": [
      `${project}license = {file = "./LICENSE"}`,
      { license: "./LICENSE @ pyproject.toml:4" },
    ],
    "license files in the older form": [
      `${project}[project.license-files]\nglobs = ["LICEN[CS]E*", "X*"]\npaths = ["docs/Y"]`,
      { missing: ["docs/Y @ pyproject.toml:6", "X* @ pyproject.toml:5"] },
    ],
    "readme table": [
      `${project}readme = {file = "docs/x.txt", content-type = "text/plain"}`,
      { description: ["docs/x.txt @ pyproject.toml:4"], contentType: "text/plain @ pyproject.toml:4" },
    ],
    "readme text": [
      `${project}readme = {text = "x", content-type = "text/plain"}`,
      { description: [], contentType: "text/plain @ pyproject.toml:4" },
    ],
    "readme without a known suffix": [
      `${project}readme = "README"`,
      { description: ["README @ pyproject.toml:4"] },
    ],
    "what is dynamic, of another back end": [
      `[build-system]\nbuild-backend = "hatchling.build"\n${project}dynamic = ["dependencies", "readme", "license", "scripts"]`,
      {
        unread: ["requires-dist", "license", "license-expression", "description", "description-content-type"],
      },
    ],
    "a readme that a plugin of hatchling puts together": [
      `[build-system]\nbuild-backend = "hatchling.build"\n${project}dynamic = ["readme"]\n[tool.hatch.metadata.hooks.fancy-pypi-readme]\ncontent-type = "text/markdown"\n[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\npath = "README.md"\n[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\ntext = "x"\n[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\npath = "CHANGES.md"\n`,
      {
        description: ["README.md @ pyproject.toml:10", "CHANGES.md @ pyproject.toml:14"],
        contentType: "text/markdown @ pyproject.toml:8",
      },
    ],
    "what is dynamic, of flit": [
      `[build-system]\nbuild-backend = "flit_core.buildapi"\n${project}dynamic = ["description"]`,
      { unread: ["summary"] },
    ],
  };
  for (const [title, [toml, declared]] of Object.entries(cases))
    it(title, async () => {
      const contents = { "pyproject.toml": toml, LICENSE: "", "setup.py": 'setup(description="not asked")' };
      assert.deepEqual(await declaredBy(contents), declared);
    });
});

describe("packages/declared: [project] and setuptools", () => {
  const dynamic = (names: string, tool = "") => `[project]\nname = "a"\ndynamic = [${names}]\n${tool}`;
  const beside =
    'setup(version="2", install_requires=["b"], license="X", classifiers=["C"], description="short", long_description=open("x.rst").read())';

  it("what is not dynamic is not asked of setup.py", async () => {
    assert.deepEqual(await declaredBy({ "pyproject.toml": project, "setup.py": beside }), {});
  });

  it("what is dynamic setup.py says, and then setup.cfg", async () => {
    const found = await declaredBy({
      "pyproject.toml": dynamic('"version", "dependencies", "license", "requires-python", "readme"'),
      "setup.py": beside,
      "setup.cfg":
        "[options]\npython_requires = >=3\ninstall_requires = nothing\n[metadata]\nlicense_files = L\n",
    });
    assert.deepEqual(found, {
      requires: ["b @ setup.py:1"],
      python: ">=3 @ setup.cfg:2",
      license: "X @ setup.py:1",
      missing: ["L @ setup.cfg:5"],
      description: ["x.rst @ setup.py:1"],
    });
  });

  it("what is dynamic and nobody says is unread", async () => {
    assert.deepEqual(await declaredBy({ "pyproject.toml": dynamic('"dependencies", "classifiers"') }), {
      unread: ["version", "requires-dist", "classifier"],
    });
  });

  it("[tool.setuptools.dynamic]", async () => {
    const tool = `[tool.setuptools.dynamic]
version = {attr = "a.V"}
readme = {file = ["README.md", "CHANGELOG.md"], content-type = "text/markdown"}
dependencies = {file = ["requirements.txt"]}
classifiers = {file = "classifiers.txt"}
description = {file = "summary.txt"}
[tool.setuptools.dynamic.optional-dependencies]
x = {file = ["nowhere.txt"]}
`;
    const names =
      '"version", "readme", "dependencies", "optional-dependencies", "classifiers", "description"';
    const found = await declaredBy({
      "pyproject.toml": dynamic(names, tool),
      "a.py": 'V = "1"',
      "requirements.txt": "# x\r\nb>=1\r\n\r\nc\r\n",
      "classifiers.txt": "A :: B\nC :: D\n",
      "summary.txt": "In short\n",
    });
    assert.deepEqual(found, {
      requires: ["b>=1 @ requirements.txt:2", "c @ requirements.txt:4"],
      classifiers: ["A :: B @ classifiers.txt:1", "C :: D @ classifiers.txt:2"],
      summary: "In short @ summary.txt:1",
      description: ["README.md @ pyproject.toml:6", "CHANGELOG.md @ pyproject.toml:6"],
      contentType: "text/markdown @ pyproject.toml:6",
      unread: ["provides-extra"],
    });
  });

  it("files outside of the package are not read", async () => {
    const tool = '[tool.setuptools.dynamic]\ndependencies = {file = ["../other/requirements.txt"]}\n';
    const found = await packageWith({
      "pyproject.toml": dynamic('"dependencies"', tool),
      "requirements.txt": "b",
    });
    assert.deepEqual(found.declared.requires, []);
    assert.ok(found.declared.unread.includes("requires-dist"));
  });
});

describe("packages/declared: flit's older form", () => {
  it("is read", async () => {
    const toml = `[build-system]
requires = ["flit_core >=2,<4"]
build-backend = "flit_core.buildapi"
[tool.flit.metadata]
module = "contoso_core"
dist-name = "contoso-core"
home-page = "https://contoso.example"
description-file = "README.rst"
requires-python = ">=3.6"
requires = ["b"]
license = "MIT"
[tool.flit.metadata.requires-extra]
x = ["c"]
`;
    const found = await packageWith({
      "pyproject.toml": toml,
      "contoso_core.py": '"""In short."""\n__version__ = "1.2"\n',
    });
    assert.deepEqual(
      [found.name, found.version, found.versionAt?.path],
      ["contoso-core", "1.2", "pkg/contoso_core.py"],
    );
    assert.deepEqual(await declaredBy({ "pyproject.toml": toml, "contoso_core.py": '__version__ = "1"' }), {
      requires: ["b @ pyproject.toml:10"],
      extras: ["c @ pyproject.toml:13"],
      python: ">=3.6 @ pyproject.toml:9",
      license: "MIT @ pyproject.toml:11",
      urls: ["Homepage: https://contoso.example @ pyproject.toml:7"],
      description: ["README.rst @ pyproject.toml:8"],
      contentType: "text/x-rst @ pyproject.toml:8",
      unread: ["summary"],
    });
  });
});
