import assert from "node:assert/strict";
import { type Confirmation, confirmPublished } from "../../../src/tag/confirm.ts";
import {
  aCollected,
  anApproval,
  anEntryNotBuilt,
  aPublication,
  aReleased,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const core = aCollected();
const listed = core.files.map(({ name, sha256 }) => ({ name, sha256, url: `https://index.example/${name}` }));
const confirmed: Confirmation = { approval: anApproval(core), publication: aPublication(core), listed };

describe("what the index has confirmed", () => {
  it("may be tagged", () => {
    const published = confirmPublished(core, confirmed);
    assert.deepEqual(published, {
      ...core,
      approval: confirmed.approval,
      publication: confirmed.publication,
    });
  });

  it("may be tagged when a later run found it there already", () => {
    const { digest } = confirmPublished(aReleased({ name: "contoso-core" }), confirmed);
    assert.equal(digest, core.digest);
  });

  it("may be tagged when the index gives no hashes, or lists more", () => {
    const withoutHashes = listed.map((file) => ({ ...file, sha256: null }));
    const more = [
      ...withoutHashes,
      { name: "contoso_core-1.2.0-cp311-cp311-win32.whl", sha256: null, url: "" },
    ];
    assert.equal(confirmPublished(core, { ...confirmed, listed: more }).name, "contoso-core");
  });

  it("may not be tagged by names alone, when publish did not end well", () => {
    const withoutHashes = listed.map((file) => ({ ...file, sha256: null }));
    for (const outcome of ["failed", "not yet visible"] as const) {
      const publication = aPublication(core, { outcome });
      assert.throws(
        () => confirmPublished(core, { ...confirmed, publication, listed: withoutHashes }),
        refusal("tag-unconfirmed", "contoso-core", "with the recorded hash"),
      );
    }
  });

  const other = sha256("other bytes");
  it("names who approved only where it was these bytes", () => {
    const rejection = anApproval(core, { decision: "rejected" });
    for (const approval of [null, rejection, anApproval(core, { digest: other })]) {
      assert.equal(confirmPublished(core, { ...confirmed, approval }).approval, null);
    }
  });

  const refused: readonly (readonly [string, Partial<Confirmation>, string])[] = [
    ["no publication", { publication: null }, "not published"],
    ["a publication of other bytes", { publication: aPublication(core, { digest: other }) }, "not published"],
    ["nothing listed", { listed: [] }, "contoso_core-1.2.0.tar.gz"],
    ["a file that is not listed", { listed: listed.slice(0, 1) }, "contoso_core-1.2.0.tar.gz"],
    [
      "a file of other bytes",
      { listed: listed.map((file) => ({ ...file, sha256: other })) },
      "with the recorded hash",
    ],
  ];
  for (const [what, odd, words] of refused) {
    it(`is not, with ${what}`, () => {
      assert.throws(
        () => confirmPublished(core, { ...confirmed, ...odd }),
        refusal("tag-unconfirmed", "contoso-core", words),
      );
    });
  }

  it("is not what was never built", () => {
    const unbuilt = anEntryNotBuilt({ name: "contoso-core" });
    assert.throws(() => confirmPublished(unbuilt, confirmed), refusal("tag-unconfirmed", "not built"));
  });
});
