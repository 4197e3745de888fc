import assert from "node:assert/strict";
import { readSetupPy } from "../../../src/packages/setup-py.ts";
import { brief, declaredBy, packageWith } from "./declared-builder.ts";

describe("packages/declared: setup.py", () => {
  it("of the Azure SDK's usual form", async () => {
    const script = `from setuptools import setup, find_packages
import os
from io import open
PACKAGE_NAME = "contoso-mgmt-core"
PACKAGE_PPRINT_NAME = "Core"
with open("README.md", encoding="utf-8") as f:
    readme = f.read()
with open("CHANGELOG.md", encoding="utf-8") as f:
    changelog = f.read()
setup(
    name=PACKAGE_NAME,
    version="1.0",
    include_package_data=True,
    description="Microsoft Azure {} Client Library".format(PACKAGE_PPRINT_NAME),
    long_description=readme + "\\n\\n" + changelog,
    long_description_content_type="text/markdown",
    license="MIT License",
    url="https://contoso.example",
    keywords="azure, azure sdk",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Programming Language :: Python :: 3.9",
    ],
    packages=find_packages(exclude=["tests"]),
    install_requires=[
        "isodate<1.0.0,>=0.6.1",
        'azure-core; python_version>"3"',  # why
    ],
    extras_require={
        ":python_version<'3.0'": ["azure-nspkg"],
        "aio": ["aiohttp>=3.0"],
        "old:python_version<'3.4'": ["enum34>=1; os_name == 'nt'"],
    },
    python_requires=">=3.9",
    project_urls={
        "Bug Reports": "https://contoso.example/issues",
        "Source": "https://contoso.example/source",
    },
    license_files=["LICENSE", "NOTICE*"],
)
`;
    const contents = { "setup.py": script, "README.md": "# a", "CHANGELOG.md": "# b", LICENSE: "" };
    assert.deepEqual(await declaredBy(contents), {
      requires: [
        "isodate<1.0.0,>=0.6.1 @ setup.py:26",
        'azure-core; python_version>"3" @ setup.py:27',
        "azure-nspkg; python_version<'3.0' @ setup.py:30",
      ],
      extras: [
        "aiohttp>=3.0 @ setup.py:31",
        "enum34>=1; (os_name == 'nt') and (python_version<'3.4') @ setup.py:32",
      ],
      python: ">=3.9 @ setup.py:34",
      classifiers: [
        "Development Status :: 4 - Beta @ setup.py:21",
        "Programming Language :: Python :: 3.9 @ setup.py:22",
      ],
      summary: "Microsoft Azure Core Client Library @ setup.py:14",
      license: "MIT License @ setup.py:17",
      missing: ["NOTICE* @ setup.py:39"],
      urls: [
        "Homepage: https://contoso.example @ setup.py:18",
        "Bug Reports: https://contoso.example/issues @ setup.py:36",
        "Source: https://contoso.example/source @ setup.py:37",
      ],
      description: ["README.md @ setup.py:6", "CHANGELOG.md @ setup.py:8"],
      contentType: "text/markdown @ setup.py:16",
    });
    const marked = `\uFEFF${script.replaceAll("\n", "\r\n")}`;
    assert.deepEqual(await declaredBy({ ...contents, "setup.py": marked }), await declaredBy(contents));
  });

  const cases: Record<string, [script: string, declared: Record<string, unknown>]> = {
    "with nothing": ["setup()", {}],
    "without a call that is found": [
      "x()",
      {
        unread: [
          "requires-dist",
          "provides-extra",
          "requires-python",
          "classifier",
          "summary",
          "license",
          "license-expression",
          "license-file",
          "project-url",
          "description",
          "description-content-type",
        ],
      },
    ],
    "with what takes running code": [
      "setup(install_requires=['a', b()], description=c(), license=None, long_description=d())",
      {
        requires: ["a @ setup.py:1"],
        unread: ["requires-dist", "summary", "description"],
      },
    ],
    "with lists that grow": [
      "REQ = ['a']\nREQ.append('b')\nREQ += ['c']\nREQ.extend(['d'])\nEX = {'x': ['e']}\nEX['y'] = ['f']\nEX.update(z=['g'])\nsetup(install_requires=REQ, extras_require=EX)",
      {
        requires: ["a @ setup.py:1", "b @ setup.py:2", "c @ setup.py:3", "d @ setup.py:4"],
        extras: ["e @ setup.py:5", "f @ setup.py:6", "g @ setup.py:7"],
      },
    ],
    "with lists that grow in a branch": [
      "REQ = ['a']\nif sys.version_info < (3, 8):\n    REQ.append('b')\nsetup(install_requires=REQ)",
      { requires: ["a @ setup.py:1"], unread: ["requires-dist"] },
    ],
    "with lists that are changed in other ways": [
      "REQ = ['a']\nREQ.remove('a')\nsetup(install_requires=REQ)",
      { unread: ["requires-dist"] },
    ],
    "with texts of several lines": [
      "setup(install_requires='''\n    a\n    # b\n    c\n''', classifiers='''\nX :: Y\n\nX :: Z'''.splitlines())",
      {
        requires: ["a @ setup.py:2", "c @ setup.py:4"],
        classifiers: ["X :: Y @ setup.py:6", "X :: Z @ setup.py:8"],
      },
    ],
    "with a text of several lines on one": [
      "setup(install_requires='a\\nb')",
      { requires: ["a @ setup.py:1", "b @ setup.py:1"] },
    ],
    "with requirements in a file": [
      "setup(\n  install_requires=open('req.txt').read().splitlines())",
      { requires: ["a>=1 @ req.txt:2", "b @ req.txt:4"] },
    ],
    "with requirements in a file that is not there": [
      "setup(install_requires=open('nowhere.txt').readlines())",
      { unread: ["requires-dist"] },
    ],
    "with a dictionary": [
      "args = dict(name='a', license_expression='MIT')\nargs['url'] = 'https://x'\nsetup(**args)",
      { expression: "MIT @ setup.py:1", urls: ["Homepage: https://x @ setup.py:2"] },
    ],
    "in two branches that agree": [
      "if x:\n    setup(install_requires=['a'], license='X', ext_modules=[y])\nelse:\n    setup(install_requires=['a'], license='Y')",
      { requires: ["a @ setup.py:2"], unread: ["license"] },
    ],
    "in a function": ["def main():\n    setup(license='X')\nmain()", { license: "X @ setup.py:2" }],
    "with a description that a function reads": [
      "def read(name):\n    return open(os.path.join(os.path.dirname(__file__), name)).read()\nsetup(long_description='\\n'.join([read('README.md'), read('CHANGES.md')]).replace('a', 'b'))",
      { description: ["README.md @ setup.py:3", "CHANGES.md @ setup.py:3"] },
    ],
    "with a description in other ways": [
      "from pathlib import Path\nhere = Path(__file__).parent\na = (here / 'README.md').read_text()\nb = open('b.md').read()\nc = '%s' % open('c.md').read()\nsetup(long_description=f'{a}\\n{b}' + '{}'.format(c))",
      { description: ["README.md @ setup.py:3", "b.md @ setup.py:4", "c.md @ setup.py:5"] },
    ],
    "with a literal description": ["setup(long_description='x')", { description: [] }],
  };
  for (const [title, [script, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const contents = { "setup.py": script, "req.txt": "# x\na>=1\n\nb  # why\n" };
      const { unread = [], ...found } = (await declaredBy(contents)) as { unread?: string[] };
      const others = unread.filter((field) => field !== "name" && field !== "version");
      assert.deepEqual({ ...found, ...(others.length > 0 ? { unread: others } : {}) }, expected);
    });
  }

  it("name and texts that another file holds", async () => {
    const found = await packageWith({
      "setup.py":
        'import contoso\nabout = {}\nwith open("contoso/about.py") as f:\n    exec(f.read(), about)\nsetup(name=about["__title__"], version=about["__version__"], description=about["__summary__"], license=contoso.__license__, long_description=contoso.__doc__, python_requires=contoso.nothing)',
      "contoso/about.py": '__title__ = "contoso-core"\n__version__ = "1.0"\n__summary__ = "In short"\n',
      "contoso/__init__.py": '"""Doc."""\n__license__ = "MIT"\n',
    });
    assert.deepEqual(
      [found.name, found.metadata, found.versionAt?.line],
      ["contoso-core", { path: "pkg/contoso/about.py", line: 1 }, 2],
    );
    assert.deepEqual(brief(found.declared), {
      summary: "In short @ contoso/about.py:3",
      license: "MIT @ contoso/__init__.py:2",
      unread: ["description", "requires-python"],
    });
  });

  it("package data", async () => {
    const { packageData } = readSetupPy(
      'setup(name="a", include_package_data=True, package_data={"a": ["py.typed", x], "": "*.txt"}, exclude_package_data={"": ["b"]})',
    );
    assert.deepEqual(packageData, {
      include: true,
      patterns: ["py.typed", "**", "*.txt"],
      excluded: ["b"],
    });
  });

  it("name and version that take running code are said to be unread", async () => {
    assert.deepEqual(await declaredBy({ "setup.py": "setup(name=a(), use_scm_version=True)" }), {
      unread: ["name", "version"],
    });
    const found = await packageWith({
      "setup.py": "setup(name='a', use_scm_version=True)",
      "setup.cfg": "[metadata]\nversion = 1.0\n",
    });
    assert.equal(found.version, null);
  });
});
