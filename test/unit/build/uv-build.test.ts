import assert from "node:assert/strict";
import { buildFailure, uvBuildArgs, uvBuildEnvironment } from "../../../src/build/uv-build.ts";

describe("the command line of a build", () => {
  const build = { python: "/usr/bin/python3", source: "-x", out: "--evil", epoch: 1_700_000_000 };

  it("has the source last, after `--`, so that no folder's name is an option", () => {
    const args = uvBuildArgs(build);
    assert.deepEqual(args.slice(-2), ["--", "-x"]);
    assert.equal(args.indexOf("--"), args.length - 2);
    assert.equal(args[0], "build");
  });

  it("makes both kinds, without the sources that uv would take from beside", () => {
    const args = uvBuildArgs(build);
    assert.ok(args.includes("--no-sources"));
    assert.ok(!args.includes("--wheel") && !args.includes("--sdist"));
    assert.equal(args[args.indexOf("--out-dir") + 1], "--evil");
    assert.equal(args[args.indexOf("--python") + 1], "/usr/bin/python3");
  });

  it("sets the time of the archives", () => {
    assert.equal(uvBuildEnvironment(build)["SOURCE_DATE_EPOCH"], "1700000000");
  });
});

describe("what a failed build said", () => {
  it("is its last telling lines, without uv's frame", () => {
    const stderr = [
      "Building source distribution...",
      "[stderr]",
      '  File "setup.py", line 3',
      "",
      "SyntaxError: invalid syntax   ",
      "hint: This usually indicates a problem with the package",
    ].join("\r\n");
    assert.equal(buildFailure("", stderr), '  File "setup.py", line 3\nSyntaxError: invalid syntax');
  });

  it("takes both streams, stdout first", () => {
    assert.equal(buildFailure("one\n", "two\n"), "one\ntwo");
  });

  it("is short, however much was said", () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `line ${at}`);
    const said = buildFailure("", lines.join("\n"));
    assert.ok(said.endsWith("line 4999"));
    assert.equal(said.split("\n").length, 12);
    assert.ok(buildFailure("", "x".repeat(1_000_000)).length <= 1500);
  });

  it("is never empty", () => {
    for (const nothing of ["", "\n\n", "  \r\n[stdout]\n"]) {
      assert.equal(buildFailure(nothing, nothing), "the back end said nothing");
    }
  });
});
