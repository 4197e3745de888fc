import assert from "node:assert/strict";
import fc from "fast-check";
import { isArtifactName, isSafeName, normalizeName } from "../../../src/release/name.ts";

describe("normalizeName", () => {
  it("gives the PEP 503 form", () => {
    for (const spelling of ["Contoso_Core", "contoso.core", "CONTOSO--CORE", "contoso._-core"]) {
      assert.equal(normalizeName(spelling), "contoso-core");
    }
    assert.equal(normalizeName("plain"), "plain");
  });

  it("changes nothing the second time, and knows no case", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/);
    fc.assert(
      fc.property(name, (text) => {
        const once = normalizeName(text);
        assert.equal(normalizeName(once), once);
        assert.equal(normalizeName(text.toUpperCase()), once);
        assert.match(once, /^[a-z0-9-]+$/);
      }),
    );
  });
});

describe("isArtifactName", () => {
  for (const name of ["a", "7", "azure-core", "Azure_Core", "a.b-c_d9", "x".repeat(200), "json"]) {
    it(`takes ${name.slice(0, 20)}`, () => assert.equal(isArtifactName(name), true));
  }

  const refused = [
    "",
    "-a",
    "a-",
    ".a",
    "a.",
    "_a",
    "a_",
    "a b",
    "a/b",
    "a\\b",
    "../a",
    "..",
    ".",
    "a\n",
    "a:b",
    "a$b",
    "release.json",
    "release.JSON",
    "a.json",
    "x".repeat(201),
    "caf\u00e9",
    "azure\u2010core",
    "a\u0661",
    "a\uff11",
    "\u212aelvin",
    "a\u0131",
    "\u017fa",
  ];
  for (const name of refused) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))}`, () => assert.equal(isArtifactName(name), false));
  }

  it("takes nothing that is not one plain part of a path", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z0-9._\-/\\:\u0661]{1,8}$/));
    fc.assert(
      fc.property(text, (name) => {
        const plain = /^[\x30-\x39A-Za-z]([\x2d\x2e\x30-\x39A-Z_a-z]*[\x30-\x39A-Za-z])?$/.test(name);
        if (!plain) assert.equal(isArtifactName(name), false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("isSafeName", () => {
  it("takes what may end a stage's name", () => {
    for (const name of ["a", "ContosoCore", "contoso_core", "_", "9", "x".repeat(80)]) {
      assert.equal(isSafeName(name), true, name);
    }
  });

  it("refuses all else", () => {
    const refused = ["", "a-b", "a.b", "a b", "a\n", "../x", "x".repeat(81), "\u00e9", "\u0661", "\uff11"];
    for (const name of refused) assert.equal(isSafeName(name), false, JSON.stringify(name));
  });
});
