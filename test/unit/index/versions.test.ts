import assert from "node:assert/strict";
import { filesOf, highestVersion, versionsOf } from "../../../src/index/versions.ts";

const state = (...names: string[]) => ({
  package: "foo-bar",
  exists: true,
  files: names.map((name) => ({ name, sha256: null, url: `https://index.example/${name}` })),
});

describe("versionsOf", () => {
  it("sorts by PEP 440 and reads names of every age", () => {
    const project = state(
      "foo_bar-1.10.tar.gz",
      "foo_bar-1.9-py3-none-any.whl",
      "foo_bar-2.0b1-py3-none-any.whl",
      "foo-bar-1.0.0b2.zip",
      "Foo.Bar-0.9-py2.7.egg",
      "foo.bar-0.8-py3-none-any.whl",
      "foo_bar-1!0.1.tar.gz",
      "foo-bar-baz-3.0.tar.gz",
      "foo_bar-weird.tar.gz",
      "foo_bar-0.1.win32.exe",
      "README.txt",
    );
    assert.deepEqual(versionsOf(project), ["0.8", "0.9", "1.0.0b2", "1.9", "1.10", "2.0b1", "1!0.1"]);
    assert.equal(highestVersion(project), "1!0.1");
  });

  it("has none of an empty project", () => {
    assert.deepEqual(versionsOf(state()), []);
    assert.equal(highestVersion(state()), null);
  });
});

describe("filesOf", () => {
  it("finds the files of a version in any of its spellings", () => {
    const project = state("foo_bar-1.0.0.tar.gz", "foo_bar-1.0-py3-none-any.whl", "foo_bar-1.0.1.tar.gz");
    for (const version of ["1.0", "1.0.0"]) {
      const names = filesOf(project, version).map((file) => file.name);
      assert.deepEqual(names, ["foo_bar-1.0.0.tar.gz", "foo_bar-1.0-py3-none-any.whl"]);
    }
  });
});
