import assert from "node:assert/strict";
import { declaredBy } from "./declared-builder.ts";

const full = `[metadata]
name = contoso
version: 1.0
summary = In short
license = MIT
license-files =
    LICENSE
    NOTICE
    licenses/*.txt
long_description = file: README.md, CHANGELOG.md
long_description_content_type = text/markdown
url = https://contoso.example
project_urls =
    Source = https://contoso.example/source
    # a comment
    Bugs=https://contoso.example/bugs
classifiers =
    Development Status :: 4 - Beta

    License :: OSI Approved :: MIT License
[options]
python_requires = >=3.9
install_requires =
    a>=1

    # why
    b; python_version < "3.11"
[options.extras_require]
aio = aiohttp; anyio
docs =
    sphinx; python_version > "3.8"
old:python_version<'3' =
    enum34
[flake8]
license = none
`;

describe("packages/declared: setup.cfg", () => {
  it("each value with its own line", async () => {
    const contents = { "setup.cfg": full, LICENSE: "", "licenses/a.txt": "" };
    const expected = {
      requires: ["a>=1 @ setup.cfg:24", 'b; python_version < "3.11" @ setup.cfg:27'],
      extras: [
        "aiohttp @ setup.cfg:29",
        "anyio @ setup.cfg:29",
        'sphinx; python_version > "3.8" @ setup.cfg:31',
      ],
      python: ">=3.9 @ setup.cfg:22",
      classifiers: [
        "Development Status :: 4 - Beta @ setup.cfg:18",
        "License :: OSI Approved :: MIT License @ setup.cfg:20",
      ],
      summary: "In short @ setup.cfg:4",
      license: "MIT @ setup.cfg:5",
      missing: ["NOTICE @ setup.cfg:8"],
      urls: [
        "Homepage: https://contoso.example @ setup.cfg:12",
        "Source: https://contoso.example/source @ setup.cfg:14",
        "Bugs: https://contoso.example/bugs @ setup.cfg:16",
      ],
      description: ["README.md @ setup.cfg:10", "CHANGELOG.md @ setup.cfg:10"],
      contentType: "text/markdown @ setup.cfg:11",
    };
    const found = await declaredBy(contents);
    assert.deepEqual({ ...found, extras: (found["extras"] as string[]).slice(0, 3) }, expected);
    const marked = `\uFEFF${full.replaceAll("\n", "\r\n")}`;
    assert.deepEqual(await declaredBy({ ...contents, "setup.cfg": marked }), found);
  });

  it("says what setup.py leaves empty, and no more", async () => {
    const found = await declaredBy({
      "setup.py": 'setup(name="a", version="1", license="", classifiers=["X"], install_requires=["c"])',
      "setup.cfg": full,
    });
    assert.deepEqual(
      [found["requires"], found["classifiers"], found["license"]],
      [["c @ setup.py:1"], ["X @ setup.py:1"], "MIT @ setup.cfg:5"],
    );
  });

  it("counts without [metadata] too", async () => {
    const found = await declaredBy({
      "setup.py": "setup()",
      "setup.cfg": "[options]\ninstall_requires = file: req.txt\n",
      "req.txt": "\na\n",
    });
    assert.deepEqual(found, { requires: ["a @ req.txt:2"], unread: ["name", "version"] });
  });
});
