/** What twine and check-wheel-contents find in built files, inspection finds. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { nodeFiles } from "../../src/adapters/files.ts";
import { inspect } from "../../src/build/inspect/inspect.ts";
import { parseFileName } from "../../src/release/filename.ts";
import { type ArchiveMember, writeArchive } from "../support/archives.ts";
import { pythonWith } from "../support/python-environment.ts";
import { temporaryFolder } from "../support/record-folders.ts";

const metadata =
  "Metadata-Version: 2.1\nName: contoso-core\nVersion: 1.2.0\nDescription-Content-Type: text/markdown\n\n# Core\n";
const info = "contoso_core-1.2.0.dist-info";
const good: readonly ArchiveMember[] = [
  { name: "contoso/core/__init__.py", text: "VERSION = '1.2.0'\n" },
  { name: `${info}/METADATA`, text: metadata },
  { name: `${info}/WHEEL`, text: "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n" },
];
const described = (text: string) =>
  good.map((member) => (member.name.endsWith("METADATA") ? { ...member, text } : member));

type Judge = "twine" | "check-wheel-contents";
const cases: readonly (readonly [what: string, judge: Judge | null, members: readonly ArchiveMember[]])[] = [
  ["nothing wrong", null, good],
  ["no description", "twine", described(metadata.replace("# Core\n", ""))],
  [
    "a content type that PyPI does not take",
    "twine",
    described(metadata.replace("text/markdown", "text/html")),
  ],
  ["no content type", "twine", described(metadata.replace("Description-Content-Type: text/markdown\n", ""))],
  ["compiled Python", "check-wheel-contents", [...good, { name: "contoso/core/a.pyc", text: "x" }]],
  ["tests at the top", "check-wheel-contents", [...good, { name: "tests/__init__.py", text: "" }]],
  ["a readme at the top", "check-wheel-contents", [...good, { name: "README.md", text: "x" }]],
  [
    "a module that can't be imported",
    "check-wheel-contents",
    [...good, { name: "contoso/a-b.py", text: "x" }],
  ],
  ["an __init__.py at the top", "check-wheel-contents", [...good, { name: "__init__.py", text: "x" }]],
  ["a folder without modules", "check-wheel-contents", [...good, { name: "pictures/a.png", text: "x" }]],
  ["nothing to install", "check-wheel-contents", good.slice(1)],
];

describe("inspection and its judges", function () {
  this.timeout(180_000);

  for (const [what, judge, members] of cases) {
    it(`agree on ${what}`, async () => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, "contoso_core-1.2.0-py3-none-any.whl");
      writeArchive(path, members, `${info}/RECORD`);
      const programs = [
        ["twine", await pythonWith("test/support/python/twine.txt"), "-m", "twine", "check", "--strict"],
        [
          "check-wheel-contents",
          await pythonWith("test/support/python/wheel-contents.txt"),
          "-m",
          "check_wheel_contents",
        ],
      ];
      for (const [name, program = "", ...args] of programs) {
        const { status, stdout, stderr } = spawnSync(program, [...args, path], { encoding: "utf8" });
        assert.equal(status === 0, name !== judge, `${name}: ${stdout}${stderr}`);
      }
      const parsed = parseFileName("contoso_core-1.2.0-py3-none-any.whl");
      assert.ok(parsed);
      const { size } = await stat(path);
      const inspection = await inspect(nodeFiles, { path, size, parsed, typed: [] });
      assert.ok("flaws" in inspection);
      assert.equal(inspection.flaws.length > 0, judge !== null, JSON.stringify(inspection.flaws));
    });
  }
});
