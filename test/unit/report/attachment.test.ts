import assert from "node:assert/strict";
import { check } from "../../../src/release/check.ts";
import { ReleaseRecord } from "../../../src/release/record.ts";
import { attachment } from "../../../src/report/attachment.ts";
import { aCollected, aFinding, aRecord, aTestRun } from "../../support/record-builders.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;
const names = { count: 100, names: Array.from({ length: 100 }, (_, n) => `module/file-${n}.py`) };
const difference = { added: names, removed: names };

/** A verbose service directory: long changelogs, many findings, many Pythons, many changed files. */
const verbose = aRecord(
  Array.from({ length: 20 }, (_, n) =>
    aCollected({
      name: `contoso-package-${n}`,
      safeName: `contosopackage${n}`,
      changelog: "## 1.2.0\n\n- Ünïcode and more.\n".repeat(400),
      findings: Array.from({ length: 50 }, () => aFinding({ message: "It is odd. ".repeat(40) })),
      requiresDist: Array.from({ length: 60 }, (_, at) => `dependency-${at}>=1.0`),
      changes: {
        since: "1.1.0",
        files: difference,
        size: { before: 1, after: 2 },
        requirements: difference,
        requiresPython: { before: null, after: null },
        entryPoints: difference,
      },
      tests: {
        outcome: "passed",
        runs: ["3.9", "3.10", "3.11", "3.12", "3.13"].map((python) => aTestRun({ python })),
      },
    }),
  ),
);

describe("what collect attaches for the page", () => {
  it("is the record as it is, where that is short", () => {
    const record = aRecord([aCollected({ changelog: "- Fixed." })]);
    assert.deepEqual(JSON.parse(attachment(record)), record);
  });

  it("is less than 100 KB for 20 artifacts, and a record still", () => {
    const text = attachment(verbose);
    assert.ok(bytes(JSON.stringify(verbose)) > 500_000);
    assert.ok(bytes(text) < 100_000, `${bytes(text)} bytes`);
    check(ReleaseRecord, text, "the attachment");
  });

  it("keeps whole what a digest covers, and what a decision depends on", () => {
    const { artifacts } = check(ReleaseRecord, attachment(verbose), "the attachment");
    for (const [at, artifact] of artifacts.entries()) {
      const { name, safeName, version, digest, files, release, dependsOn } = verbose.artifacts[at] ?? {};
      const kept = { name, safeName, version, digest, files, release, dependsOn };
      assert.deepEqual({ ...kept, ...artifact, ...kept }, artifact);
    }
    assert.match(artifacts[0]?.changelog ?? "", /…$/);
  });
});
