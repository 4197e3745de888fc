/** What real packages are, told without running any of them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFiles } from "../../src/adapters/files.ts";
import { changelogEntries } from "../../src/packages/changelog.ts";
import { readServiceDirectory, type ServiceDirectory } from "../../src/packages/service-directory.ts";
import { parseRequirement } from "../../src/release/requirements.ts";
import { realSdists, realServiceDirectory, recordedRequirements } from "../support/real-sdists.ts";

/** `azure-core<2,>=1.3` in whatever order and spelling. */
function canonical(lines: readonly string[]): string[] {
  const requirements = lines.map((line) => {
    const { package: name, specifier } = parseRequirement(line.split(";")[0] ?? "") ?? {
      package: line,
      specifier: "?",
    };
    return name + specifier.split(",").toSorted().join(",");
  });
  return [...new Set(requirements)].toSorted();
}

describe("real sdists of the Azure SDK, read without running them", () => {
  let service: ServiceDirectory;
  before(async function () {
    this.timeout(120_000);
    const folder = await realServiceDirectory();
    service = await readServiceDirectory(nodeFiles, { folder, path: "sdk/real" }, null);
  });

  for (const { name, version, newest } of realSdists) {
    it(`${name} ${version}`, () => {
      const found = service.packages.find((one) => one.package === name);
      assert.ok(found);
      assert.deepEqual([found.name, found.version, found.problem], [name, version, undefined]);
      const requires = found.declared.requires.map(({ value }) => value);
      assert.deepEqual(canonical(requires), canonical(recordedRequirements(found.folder)));
      const [entry] = changelogEntries(found.changelog?.text ?? "");
      assert.deepEqual(entry === undefined ? null : [entry.version, entry.status], newest);
      // Every place that is told is a place that is there.
      for (const { at } of [...found.declared.requires, ...found.declared.classifiers]) {
        const lines = readFileSync(join(found.folder, at.path.slice(found.path.length)), "utf8").split(
          "\n",
        ).length;
        assert.ok(at.line !== null && at.line <= lines, `${at.path}:${at.line}`);
      }
    });
  }

  it("are all that is listed", () => {
    assert.equal(service.packages.length, realSdists.length);
    assert.deepEqual(service.ci.faults, []);
  });
});
