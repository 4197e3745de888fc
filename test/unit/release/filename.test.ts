import assert from "node:assert/strict";
import fc from "fast-check";
import { type DistributionName, formatFileName, parseFileName } from "../../../src/release/filename.ts";

const project = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,3}$/);
const version = fc
  .tuple(
    fc.constantFrom("", "1!", "12!"),
    fc.array(fc.nat({ max: 999 }), { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "a1", "b12", "rc3"),
    fc.constantFrom("", ".post2"),
    fc.constantFrom("", ".dev4"),
    fc.constantFrom("", "+local", "+ubuntu.1"),
  )
  .map(([epoch, release, ...rest]) => `${epoch}${release.join(".")}${rest.join("")}`);
const tags = fc.constantFrom(
  { python: "py3", abi: "none", platform: "any" },
  { python: "py2.py3", abi: "none", platform: "any" },
  { python: "cp311", abi: "cp311", platform: "manylinux_2_17_x86_64.manylinux2014_x86_64" },
  { python: "cp39", abi: "abi3", platform: "macosx_11_0_arm64" },
);
const build = fc.oneof(fc.constant(null), fc.stringMatching(/^[0-9][A-Za-z0-9_]{0,5}$/));
const sdist = fc
  .tuple(project, version)
  .map(([name, v]) => ({ kind: "sdist" as const, package: name, version: v }));
const wheel = fc
  .tuple(project, version, build, tags)
  .map(([name, v, b, t]) => ({ kind: "wheel" as const, package: name, version: v, build: b, ...t }));

describe("file names", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(fc.oneof(sdist, wheel), (file: DistributionName) => {
        assert.deepEqual(parseFileName(formatFileName(file)), file);
      }),
      { numRuns: 500 },
    );
  });

  it("are written as they were read", () => {
    const names = [
      "azure_core-1.30.0.tar.gz",
      "azure_core-1.30.0-py3-none-any.whl",
      "a-1!2.0-1-cp311-cp311-win_amd64.whl",
      "torch-2.0.0+cu118-cp311-cp311-linux_x86_64.whl",
      "torch-2.0.0+cu118.tar.gz",
      "a-1.0b1-2_fix-py2.py3-none-any.whl",
    ];
    for (const name of names) {
      const parsed = parseFileName(name);
      assert.ok(parsed !== null, name);
      assert.equal(formatFileName(parsed), name);
    }
  });

  it("say what they are of", () => {
    assert.deepEqual(parseFileName("contoso_core-1.0.0b5.tar.gz"), {
      kind: "sdist",
      package: "contoso-core",
      version: "1.0.0b5",
    });
    assert.deepEqual(parseFileName("contoso_core-1.0-7-py3-none-any.whl"), {
      kind: "wheel",
      package: "contoso-core",
      version: "1.0",
      build: "7",
      python: "py3",
      abi: "none",
      platform: "any",
    });
  });

  const refused = [
    "contoso_core-1.0.zip",
    "contoso_core-1.0.tar.bz2",
    "contoso_core-1.0.tgz",
    "contoso_core-1.0.TAR.GZ",
    "Contoso_Core-1.0.tar.gz",
    "Contoso_core-1.0-py3-none-any.whl",
    "contoso-core-1.0.tar.gz",
    "contoso-core-1.0-py3-none-any.whl",
    "contoso.core-1.0.tar.gz",
    "contoso__core-1.0.tar.gz",
    "contoso_core-1.0.0-1.tar.gz",
    "contoso_core-1.0.0-beta.5.tar.gz",
    "contoso_core-1.0.0beta5.tar.gz",
    "contoso_core-v1.0.tar.gz",
    "contoso_core-01.0.tar.gz",
    "contoso_core-1.0_local.tar.gz",
    "contoso_core-1.0_local-py3-none-any.whl",
    "contoso_core.tar.gz",
    "-1.0.tar.gz",
    "contoso_core-.tar.gz",
    "contoso_core-1.0-py3-none.whl",
    "contoso_core-1.0-x1-py3-none-any.whl",
    "contoso_core-1.0-1-2-py3-none-any.whl",
    "contoso_core-1.0--none-any.whl",
    "contoso_core-1.0-py3-none-.whl",
    "contoso_core-1.0-py3..py2-none-any.whl",
    "contoso_core-1.0-py3-none-any.whl\n",
    "../contoso_core-1.0.tar.gz",
    "a/b-1.0.tar.gz",
    "",
    ".whl",
    ".tar.gz",
  ];
  for (const name of refused) {
    it(`refuse ${JSON.stringify(name)}`, () => assert.equal(parseFileName(name), null));
  }

  it("never throw, and read nothing that they would write otherwise", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .tuple(fc.string({ unit: "binary" }), fc.constantFrom(".whl", ".tar.gz"))
        .map(([stem, end]) => `${stem}${end}`),
      fc.stringMatching(/^[a-z0-9_.+!-]{0,20}\.(whl|tar\.gz)$/),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseFileName(text);
        if (parsed !== null) assert.equal(formatFileName(parsed), text);
      }),
      { numRuns: 1000 },
    );
  });
});
