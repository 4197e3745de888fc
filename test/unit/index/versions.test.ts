import assert from "node:assert/strict";
import fc from "fast-check";
import { formatFileName } from "../../../src/release/filename.ts";
import { canonicalVersion, compareVersions } from "../../../src/release/version.ts";
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

  it("knows whatever is the same version, and nothing else, in files of every kind", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 });
    const parts = fc.tuple(
      fc.constantFrom("", "0!", "1!"),
      numbers.map((all) => all.join(".")),
      fc.constantFrom("", "a0", "b1", "rc10"),
      fc.constantFrom("", ".post0", ".post1"),
      fc.constantFrom("", ".dev0"),
      fc.constantFrom("", "+1", "+1.0", "+ubuntu.1"),
    );
    const versions = parts.map((all) => canonicalVersion(all.join("")) ?? "0");
    fc.assert(
      fc.property(fc.array(versions, { minLength: 1, maxLength: 8 }), versions, (listed, asked) => {
        const names = listed.map((version, at) =>
          formatFileName(
            at % 2 === 0
              ? { kind: "sdist", package: "foo-bar", version }
              : {
                  kind: "wheel",
                  package: "foo-bar",
                  version,
                  build: at % 3 === 0 ? "1" : null,
                  python: "py3",
                  abi: "none",
                  platform: "any",
                },
          ),
        );
        const expected = names.filter((_, at) => compareVersions(listed[at] ?? "", asked) === 0);
        const project = state(...names);
        assert.deepEqual(
          filesOf(project, asked).map(({ name }) => name),
          expected,
        );
        const highest = listed.toSorted(compareVersions).at(-1) ?? "";
        assert.equal(compareVersions(highestVersion(project) ?? "", highest), 0);
        assert.equal(versionsOf(project).length, new Set(versionsOf(project)).size);
      }),
    );
  });

  it("never throws, and is soon done, whatever a file is called", () => {
    const pieces = fc.array(
      fc.constantFrom("foo", "bar", "-", "_", ".", "1", "0", ".0", "!", "+", ".tar.gz", ".whl", ".zip", "a"),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.array(
          pieces.map((all) => all.join("")),
          { maxLength: 5 },
        ),
        (names) => {
          const project = state(...names);
          assert.ok(versionsOf(project).every((version) => canonicalVersion(version) === version));
        },
      ),
    );
    const began = performance.now();
    for (const unit of ["-", ".0", "-1", "_", "1.", "foo-bar-"]) {
      versionsOf(state(...Array.from({ length: 20 }, () => `foo_bar-1${unit.repeat(120)}.tar.gz`)));
    }
    assert.ok(performance.now() - began < 1000);
  });
});
