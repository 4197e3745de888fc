import assert from "node:assert/strict";
import { poetrySpecifier } from "../../../src/packages/poetry-specifier.ts";
import { declaredBy } from "./declared-builder.ts";

describe("packages/poetry-specifier", () => {
  const cases: Record<string, string | null> = {
    "^1.2.3": ">=1.2.3,<2.0.0",
    "^1.2": ">=1.2,<2.0",
    "^1": ">=1,<2",
    "^0.2.3": ">=0.2.3,<0.3.0",
    "^0.0.3": ">=0.0.3,<0.0.4",
    "^0.0": ">=0.0,<0.1",
    "^0": ">=0,<1",
    "^1.0.0b1": ">=1.0.0b1,<2.0.0",
    "~1.2.3": ">=1.2.3,<1.3.0",
    "~1.2": ">=1.2,<1.3",
    "~1": ">=1,<2",
    "~=1.2": "~=1.2",
    "*": "",
    "": "",
    "1.2.*": "==1.2.*",
    "1.2.3": "==1.2.3",
    "==1.2.3": "==1.2.3",
    ">=1.2, <1.5": ">=1.2,<1.5",
    ">= 1.2 < 1.5": ">=1.2,<1.5",
    ">=1,!=1.2": ">=1,!=1.2",
    "^1 || ^2": null,
    "^x": "==x",
  };
  for (const [written, specifier] of Object.entries(cases))
    it(JSON.stringify(written), () => assert.equal(poetrySpecifier(written), specifier));
});

describe("packages/declared: poetry", () => {
  it("[tool.poetry]", async () => {
    const toml = `[tool.poetry]
name = "contoso"
version = "1.0"
description = "In short"
license = "MIT"
readme = ["README.md", "CHANGELOG.md"]
classifiers = ["Development Status :: 4 - Beta"]
homepage = "https://contoso.example"
[tool.poetry.urls]
"Bug Tracker" = "https://contoso.example/issues"
[tool.poetry.dependencies]
python = "^3.9"
azure-core = "^1.30"
isodate = { version = ">=0.6", extras = ["x"], markers = "os_name == 'nt'", python = "<3.11" }
anyio = { version = "*", optional = true }
g = { git = "https://contoso.example/g.git", tag = "v1" }
p = { path = "../p", develop = true }
u = { url = "https://contoso.example/u.whl" }
several = [
    { version = "^1", platform = "linux" },
    { version = "^2", platform = "win32" },
]
[tool.poetry.group.dev.dependencies]
pytest = "*"
[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`;
    assert.deepEqual(await declaredBy({ "pyproject.toml": toml, "setup.py": 'setup(license="X")' }), {
      requires: [
        "azure-core>=1.30,<2.0 @ pyproject.toml:13",
        `isodate[x]>=0.6; (os_name == 'nt') and (python_version < "3.11") @ pyproject.toml:14`,
        "g @ git+https://contoso.example/g.git@v1 @ pyproject.toml:16",
        "p @ file:../p @ pyproject.toml:17",
        "u @ https://contoso.example/u.whl @ pyproject.toml:18",
        'several>=1,<2; sys_platform == "linux" @ pyproject.toml:20',
        'several>=2,<3; sys_platform == "win32" @ pyproject.toml:21',
      ],
      extras: ["anyio @ pyproject.toml:15"],
      python: ">=3.9,<4.0 @ pyproject.toml:12",
      classifiers: ["Development Status :: 4 - Beta @ pyproject.toml:7"],
      summary: "In short @ pyproject.toml:4",
      license: "MIT @ pyproject.toml:5",
      urls: [
        "Homepage: https://contoso.example @ pyproject.toml:8",
        "Bug Tracker: https://contoso.example/issues @ pyproject.toml:10",
      ],
      description: ["README.md @ pyproject.toml:6", "CHANGELOG.md @ pyproject.toml:6"],
    });
  });

  it("[project] with what it leaves to [tool.poetry]", async () => {
    const toml = `[project]
name = "contoso"
version = "1"
dependencies = ["a>=1"]
dynamic = ["classifiers", "readme", "license"]
[tool.poetry]
classifiers = ["X"]
readme = "README.md"
[tool.poetry.dependencies]
b = "^1"
[build-system]
build-backend = "poetry.core.masonry.api"
`;
    assert.deepEqual(await declaredBy({ "pyproject.toml": toml }), {
      requires: ["a>=1 @ pyproject.toml:4"],
      classifiers: ["X @ pyproject.toml:7"],
      description: ["README.md @ pyproject.toml:8"],
      contentType: "text/markdown @ pyproject.toml:8",
      unread: ["license", "license-expression"],
    });
  });
});
