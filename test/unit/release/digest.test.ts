import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { digestOf, digestText } from "../../../src/release/digest.ts";
import { digestFor, distributions, sha256 } from "../../support/record-builders.ts";

/** The worked example of docs/record.md. The hashes are those of `abc` and of nothing (`printf abc | sha256sum`). */
const example = {
  name: "Contoso_Core",
  version: "1.0.0-beta.5",
  files: [
    {
      name: "contoso_core-1.0.0b5.tar.gz",
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    },
    {
      name: "contoso_core-1.0.0b5-py3-none-any.whl",
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    },
  ],
};

/**
 * From `printf 'gatehouse-digest-1\ncontoso-core\n1.0.0b5\n%s  contoso_core-1.0.0b5-py3-none-any.whl\n%s
 * contoso_core-1.0.0b5.tar.gz\n' e3b0c442… ba7816bf… | sha256sum`, on one line.
 */
const exampleDigest = "ef5b3d02e795c52771a19fbc76d22ae9de99a64f95b697a5c609f19d24919d28";

describe("digestOf", () => {
  it("gives the known answer", async () => {
    assert.equal(await digestOf(example), exampleDigest);
  });

  it("agrees with another program for any files", async () => {
    const file = fc.record({
      name: fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    const files = fc.uniqueArray(file, { minLength: 1, maxLength: 5, selector: ({ name }) => name });
    await fc.assert(
      fc.asyncProperty(files, async (own) => {
        assert.equal(await digestOf({ name: "a", version: "1.0", files: own }), digestFor("a", "1.0", own));
      }),
    );
  });

  it("does not depend on the order of the files, nor on how the name and the version are spelled", async () => {
    const { files } = example;
    assert.equal(await digestOf({ ...example, files: files.toReversed() }), exampleDigest);
    for (const name of ["contoso-core", "contoso.core", "CONTOSO--core"]) {
      assert.equal(await digestOf({ ...example, name }), exampleDigest);
    }
    for (const version of ["1.0.0b5", "v1.0.0.beta5"]) {
      assert.equal(await digestOf({ ...example, version }), exampleDigest);
    }
  });

  it("is another one when anything else changes", async () => {
    const [first, second] = distributions("contoso-core", "1.0");
    assert.ok(first !== undefined && second !== undefined);
    const honest = { name: "contoso-core", version: "1.0", files: [first, second] };
    const others = [
      { ...honest, name: "contoso-cores" },
      { ...honest, version: "1.0.0" },
      { ...honest, version: "1.0b1" },
      { ...honest, files: [first] },
      { ...honest, files: [first, second, { name: "more.whl", sha256: sha256("more") }] },
      { ...honest, files: [first, { ...second, name: "other.tar.gz" }] },
      { ...honest, files: [first, { ...second, sha256: sha256("other") }] },
      {
        ...honest,
        files: [
          { ...first, sha256: second.sha256 },
          { ...second, sha256: first.sha256 },
        ],
      },
    ];
    const digests = await Promise.all([honest, ...others].map(digestOf));
    assert.equal(new Set(digests).size, digests.length);
  });

  it("sorts by the bytes of UTF-8, not by UTF-16", () => {
    // U+FF5E is EF BD 9E in UTF-8, before F0 9F 98 80; in UTF-16 it comes after D83D DE00.
    const [early, late] = ["\uff5e.whl", "\u{1f600}.whl"];
    assert.ok(late < early, "the two orders differ here");
    const files = [late, early].map((name) => ({ name, sha256: sha256(name) }));
    const text = digestText({ name: "a", version: "1", files });
    assert.ok(text.indexOf(early) < text.indexOf(late));
  });

  it("puts a name before those that it begins", () => {
    const files = ["a.whl.x", "a.whl"].map((name) => ({ name, sha256: sha256(name) }));
    for (const own of [files, files.toReversed()]) {
      assert.deepEqual(digestText({ name: "a", version: "1", files: own }).split("\n"), [
        "gatehouse-digest-1",
        "a",
        "1",
        `${sha256("a.whl")}  a.whl`,
        `${sha256("a.whl.x")}  a.whl.x`,
        "",
      ]);
    }
  });

  it("does not exist without files or without a version", async () => {
    await assert.rejects(digestOf({ ...example, files: [] }), RangeError);
    await assert.rejects(digestOf({ ...example, version: "latest" }), RangeError);
  });

  it("is SHA-256 over the text as it says", async () => {
    const hash = createHash("sha256").update(digestText(example), "utf8").digest("hex");
    assert.equal(await digestOf(example), hash);
  });
});
