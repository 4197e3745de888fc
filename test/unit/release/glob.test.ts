import assert from "node:assert/strict";
import { matchGlobs } from "../../../src/release/glob.ts";
import { refusal } from "../../support/record-errors.ts";

const names = ["contoso_core", "Contoso.Blob", "other"];
const matched = (...globs: string[]) => [...matchGlobs(globs, names)];

describe("matchGlobs", () => {
  it("tries the name as written and its PEP 503 form", () => {
    assert.deepEqual(matched("contoso_core"), ["contoso_core"]);
    assert.deepEqual(matched("contoso-core"), ["contoso_core"]);
    assert.deepEqual(matched("Contoso.*"), ["Contoso.Blob"]);
    assert.deepEqual(matched("contoso-*"), ["contoso_core", "Contoso.Blob"]);
  });

  it("takes what any glob matches, once", () => {
    assert.deepEqual(matched("*core", "contoso*", "other").toSorted(), names.toSorted());
    assert.deepEqual(matched("*").length, 3);
    assert.deepEqual(matched("{other,contoso_core}").toSorted(), ["contoso_core", "other"]);
  });

  it("takes none for no glob", () => assert.deepEqual(matched(), []));

  for (const glob of ["nothing", "contoso", "", "[", "Other", "../*"]) {
    it(`refuses ${JSON.stringify(glob)}, which matches none, beside one that does`, () => {
      assert.throws(
        () => matched("*core", glob),
        refusal("glob-no-match", JSON.stringify(glob), "contoso_core"),
      );
    });
  }
});
