import assert from "node:assert/strict";
import { nothingDeclared } from "../../../src/packages/declared.ts";
import type { PackageData } from "../../../src/packages/metadata.ts";
import { findTypedMarkers, unshipped } from "../../../src/packages/typed.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const file = "contoso/core/py.typed";
const nothing: PackageData = { include: null, patterns: [], excluded: [] };

interface Case {
  readonly backend?: string;
  readonly requires?: string;
  readonly manifest?: string;
  readonly data?: Partial<PackageData>;
}

function why({ backend = "setuptools.build_meta", requires, manifest = "", data = {} }: Case): string | null {
  const at = { path: "pyproject.toml", line: 2 };
  const build = { backend, requires: requires === undefined ? [] : [{ value: requires, at }] };
  return unshipped(file, manifest, { build, packageData: { ...nothing, ...data } });
}

/** Each was tried: \`uv build\` of a package like it, and a look into the wheel. */
describe("packages/typed: whether a wheel would have py.typed", () => {
  const ships: Case[] = [
    {},
    { requires: "setuptools>=77.0.3" },
    { data: { include: false } },
    { data: { patterns: ["*.json"] } },
    { requires: "setuptools<69", data: { patterns: ["py.typed"] } },
    { requires: "setuptools<69", data: { patterns: ["**"] } },
    { requires: "setuptools<69", data: { include: true }, manifest: "recursive-include contoso py.typed\n" },
    { manifest: "global-exclude *.pyc\nexclude py.typed\nprune tests\n" },
    { manifest: "global-exclude py.typed\ninclude contoso/core/py.typed\n" },
    { backend: "hatchling.build", requires: "hatchling" },
  ];
  for (const one of ships) it(`ships: ${JSON.stringify(one)}`, () => assert.equal(why(one), null));

  const lacks: [Case, RegExp][] = [
    [{ requires: "setuptools<69" }, /before 69/],
    [{ requires: "setuptools==68.*", data: { include: true } }, /before 69/],
    [{ requires: "setuptools<69", manifest: "recursive-include contoso py.typed\n" }, /before 69/],
    [{ data: { excluded: ["py.typed"] } }, /exclude_package_data/],
    [{ data: { excluded: ["*.typed"], patterns: ["py.typed"] } }, /exclude_package_data/],
    [{ manifest: "global-exclude py.typed # no\n" }, /MANIFEST\.in/],
    [{ manifest: "graft contoso\r\nrecursive-exclude contoso *.typed\r\n" }, /MANIFEST\.in/],
  ];
  for (const [one, words] of lacks)
    it(`lacks: ${JSON.stringify(one)}`, () => assert.match(why(one) ?? "", words));
});

describe("packages/typed: the markers of a package", () => {
  const build = nothingDeclared.build;
  const find = (contents: Record<string, string>) =>
    findTypedMarkers(memoryFiles(contents), { folder: "/p", path: "sdk/p" }, { build, packageData: nothing });

  it("are those of its own module, through namespaces and src", async () => {
    const contents = {
      "/p/pyproject.toml": "",
      "/p/src/contoso/core/__init__.py": "",
      "/p/src/contoso/core/_client.py": "",
      "/p/src/contoso/core/py.typed": "",
      "/p/src/contoso/core/_vendor/x/py.typed": "",
    };
    assert.deepEqual(await find(contents), [
      { at: { path: "sdk/p/src/contoso/core/py.typed", line: null }, unshipped: null },
    ]);
  });

  it("are none where there is more than one way to go, and past tests and samples", async () => {
    assert.deepEqual(await find({ "/p/a/py.typed": "", "/p/b/py.typed": "" }), []);
    const beside = { "/p/tests/py.typed": "", "/p/a/py.typed": "", "/p/a/x.py": "", "/p/samples/y.py": "" };
    assert.equal((await find(beside)).length, 1);
    assert.deepEqual(await find({}), []);
  });
});
