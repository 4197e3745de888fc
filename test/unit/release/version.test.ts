import assert from "node:assert/strict";
import fc from "fast-check";
import {
  canonicalVersion,
  compareVersions,
  hasLocalPart,
  isPrerelease,
  sameVersion,
  versionSatisfies,
} from "../../../src/release/version.ts";

describe("canonicalVersion", () => {
  // The right column is what `str(packaging.version.Version(left))` says (packaging 26.3).
  const table = [
    ["1.0", "1.0"],
    ["1.0.0.0", "1.0.0.0"],
    ["v1.0", "1.0"],
    ["1.0.0-beta.5", "1.0.0b5"],
    ["1.0.0-alpha", "1.0.0a0"],
    ["1.0c1", "1.0rc1"],
    ["1.0preview2", "1.0rc2"],
    ["1.0RC1.post2.dev3", "1.0rc1.post2.dev3"],
    ["1.0-1", "1.0.post1"],
    ["1.0-rev3", "1.0.post3"],
    ["1.0.post", "1.0.post0"],
    ["1.0.dev", "1.0.dev0"],
    ["1!2.0", "1!2.0"],
    ["0!1.0", "1.0"],
    ["01.02", "1.2"],
    ["2024.01.05", "2024.1.5"],
    ["20250101123045.0", "20250101123045.0"],
    ["1.0+Ubuntu-1", "1.0+ubuntu.1"],
    ["1.0+a_b.07", "1.0+a.b.7"],
    [" 1.0\n", "1.0"],
  ] as const;
  for (const [written, canonical] of table) {
    it(`of ${JSON.stringify(written)} is ${canonical}`, () => {
      assert.equal(canonicalVersion(written), canonical);
    });
  }

  for (const text of [
    "",
    "a",
    "1.0.",
    "1..0",
    "1.0_1",
    "1.0+",
    "1.0 beta",
    "１.0",
    "\u0661.0",
    "1,0",
    "latest",
  ]) {
    it(`of ${JSON.stringify(text)} is none`, () => assert.equal(canonicalVersion(text), null));
  }

  it("refuses numbers that JavaScript would round to others", () => {
    assert.equal(canonicalVersion("1.9007199254740991"), "1.9007199254740991");
    assert.equal(canonicalVersion("1.9007199254740993"), null);
    assert.equal(canonicalVersion("1.0a20250101000000000001"), null);
  });

  it("is its own canonical form", () => {
    const part = fc.nat({ max: 3000 });
    const suffix = fc.constantFrom("", "a1", "-beta.2", "rc", ".post1", ".dev3", "+local.1");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), suffix, (release, end) => {
        const canonical = canonicalVersion(`${release.join(".")}${end}`);
        assert.ok(canonical !== null && canonical.startsWith(release.join(".")));
        assert.equal(canonicalVersion(canonical), canonical);
      }),
    );
  });
});

describe("versions", () => {
  it("are the same whatever their trailing zeros; what is none is the same as nothing", () => {
    assert.equal(sameVersion("1.0", "1.0.0"), true);
    assert.equal(sameVersion("1.0.0-beta.1", "1.0.0b1"), true);
    assert.equal(sameVersion("1.0", "1!1.0"), false);
    assert.equal(sameVersion("x", "x"), false);
  });

  it("are ordered as PEP 440 orders them, not as text", () => {
    const sorted = [
      "1.0.dev1",
      "1.0a1",
      "1.0b2",
      "1.0b10",
      "1.0rc1",
      "1.0",
      "1.0.post1",
      "1.9",
      "1.10",
      "1!0.1",
    ];
    assert.deepEqual(sorted.toReversed().toSorted(compareVersions), sorted);
  });

  it("know pre-releases and local parts", () => {
    assert.deepEqual(["1.0b1", "1.0.dev1", "1.0", "1.0.post1"].map(isPrerelease), [true, true, false, false]);
    assert.deepEqual(["1.0+a", "1.0", "x"].map(hasLocalPart), [true, false, false]);
  });
});

describe("versionSatisfies", () => {
  const table = [
    ["1.5", "", true],
    ["1.5", "  ", true],
    ["1.5", ">=1.2,<2", true],
    ["2.0", ">=1.2,<2", false],
    ["1.0", "==1.0.0", true],
    ["1.4.9", "~=1.4.2", true],
    ["1.5.0", "~=1.4.2", false],
    ["1.2.3", "==1.2.*", true],
    ["2.0b1", ">=1.0", true],
    ["1.0b1", ">=1.0", false],
    ["1!1.0", ">=2.0", true],
    ["1.0", "no specifier", false],
    ["1.0", ">=", false],
    ["1.0", ">=1,", true],
    ["1.0", "==1..2", false],
    ["1..2", ">=1", false],
    ["1.0", `<${"9".repeat(400)}`, false],
    ["9".repeat(400), ">=1", false],
  ] as const;
  for (const [version, specifier, expected] of table) {
    it(`${version.slice(0, 20)} ${expected ? "satisfies" : "does not satisfy"} ${JSON.stringify(specifier.slice(0, 20))}`, () => {
      assert.equal(versionSatisfies(version, specifier), expected);
    });
  }
});
