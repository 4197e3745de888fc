import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { goodPackage } from "../support/broken.ts";
import { gatehouse } from "../support/command.ts";

/** More service directories than one thread takes, some of them with a fault of their own. */
function monorepo(root: string, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const name = `contoso-service${at}`;
    const files: Record<string, string> = {
      "ci.yml": `extends:\n  parameters:\n    Artifacts:\n    - name: ${name}${at % 7 === 3 ? "-lost" : ""}\n      safeName: s${at}\n`,
    };
    for (const [path, text] of Object.entries(goodPackage(name))) files[`${name}/${path}`] = text;
    for (const [path, text] of Object.entries(files)) {
      const target = join(root, "sdk", `service${at}`, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
}

interface Report {
  readonly summary: { readonly serviceDirectories: number; readonly artifacts: number };
  readonly findings: readonly { readonly rule: string; readonly path: string }[];
}

describe("gatehouse validate over many service directories", () => {
  let root: string;
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-crew-")));
    monorepo(root, 65);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const validate = async (...args: string[]) => {
    const { stdout, stderr, code } = await gatehouse(
      ["validate", ...args, "--offline", "--format", "json"],
      root,
    );
    assert.ok(stdout.startsWith("{"), stderr);
    return { report: JSON.parse(stdout) as Report, code };
  };

  it("says on several threads what it says of each by itself, in the order of their paths", async () => {
    const { report, code } = await validate("sdk");
    assert.equal(code, 1);
    assert.deepEqual([report.summary.serviceDirectories, report.summary.artifacts], [65, 65]);
    const paths = report.findings.map(({ path }) => path);
    assert.deepEqual(paths, paths.toSorted());
    for (const at of [0, 3, 31, 64]) {
      const alone = await validate(`sdk/service${at}`);
      const together = report.findings.filter(({ path }) => path.startsWith(`sdk/service${at}/`));
      assert.deepEqual(alone.report.findings, together);
    }
  });

  it("chooses artifacts across all of them", async () => {
    const { report } = await validate("sdk", "--artifact", "contoso-service6?");
    assert.equal(report.summary.artifacts, 5);
  });
});
