/** `gatehouse validate` as its users use it: formats, exit codes, `--fix`. */
import assert from "node:assert/strict";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Ended, gatehouse, type SampleRepository, sampleRepository } from "../support/command.ts";

const directory = "sdk/contoso";

describe("gatehouse validate", () => {
  let sample: SampleRepository;
  const file = (path: string) => join(sample.folder, directory, path);
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(file(path), change(readFileSync(file(path), "utf8")));
  const validate = (...args: string[]): Promise<Ended> =>
    gatehouse(["validate", directory, ...args], sample.folder);

  beforeEach(() => {
    sample = sampleRepository();
  });
  afterEach(() => sample.remove());

  it("finds nothing in the sample, in either mode", async () => {
    for (const mode of [[], ["--pull-request"]]) {
      const { stdout, stderr, code } = await validate("--offline", "--strict", ...mode);
      assert.equal(stdout, "3 artifacts in 1 service directory: 0 errors, 0 warnings, 0 notes\n");
      assert.deepEqual([stderr, code], ["", 0]);
    }
  });

  it("shows place, cause, remedy and source of a finding", async () => {
    edit("contoso-core/CHANGELOG.md", (text) => text.replace("(2026-11-02)", "(Unreleased)"));
    const { stdout, code } = await validate("--offline");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^sdk\/contoso\/contoso-core\/CHANGELOG\.md:3(?::\d+)?: error\[changelog-date\] .+\n {4}to do: .+\n/,
    );
    assert.match(stdout, /^ {4}3 \| ## 1\.2\.0 \(Unreleased\)$/m);
    assert.ok(!stdout.includes("\u001B"));
    assert.equal((await validate("--offline", "--pull-request")).code, 0);
  });

  it("shows what --fix would change, then changes it, and that only", async () => {
    edit("ci.yml", (text) =>
      text
        .replace("safeName: contosocore", "safename: contosocore")
        .replace("name: contoso_storage_blob", "name: contoso-storage-blob")
        .replace(/ {8}dependsOn: .*\n/, "")
        .replace(/ {6}- name: contoso_mgmt_widgets\n.*\n/, ""),
    );
    const before = readFileSync(file("ci.yml"), "utf8");
    const dry = await validate("--offline", "--fix", "--dry-run");
    assert.equal(readFileSync(file("ci.yml"), "utf8"), before);
    assert.match(dry.stdout, /^--- a\/sdk\/contoso\/ci\.yml\n\+\+\+ b\/sdk\/contoso\/ci\.yml\n@@/m);
    assert.match(dry.stdout, /^\+ {8}dependsOn: \[contosocore\]$/m);
    const { stdout, code } = await validate("--offline", "--fix", "--strict");
    assert.match(stdout, /0 errors, 0 warnings, 0 notes\n$/);
    assert.equal(code, 0);
    const after = readFileSync(file("ci.yml"), "utf8");
    assert.equal(after.split("Artifacts:")[0], before.split("Artifacts:")[0]);
    assert.equal((await validate("--offline", "--fix")).stdout, stdout);
    assert.equal(readFileSync(file("ci.yml"), "utf8"), after);
  });

  it("writes SARIF with paths from the repository's root, and JUnit, to a file or stdout", async () => {
    edit("contoso-core/CHANGELOG.md", (text) => text.replace("(2026-11-02)", "(Unreleased)"));
    const { stdout, code } = await gatehouse(
      ["validate", "contoso", "--offline", "--format", "sarif"],
      join(sample.folder, "sdk"),
    );
    const sarif = JSON.parse(stdout) as {
      runs: {
        results: {
          ruleId: string;
          locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
        }[];
      }[];
    };
    const [result] = sarif.runs[0]?.results ?? [];
    assert.equal(result?.ruleId, "changelog-date");
    const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri;
    assert.deepEqual([uri, code], ["sdk/contoso/contoso-core/CHANGELOG.md", 1]);
    const junit = await validate("--offline", "--format", "junit", "--output", "out/findings.xml");
    assert.deepEqual([junit.stdout, junit.code], ["", 1]);
    assert.match(
      readFileSync(join(sample.folder, "out/findings.xml"), "utf8"),
      /<failure [^>]*changelog-date/,
    );
  });

  it("takes severities and acceptances from gatehouse.yml", async () => {
    edit("contoso-core/CHANGELOG.md", (text) => text.replace("(2026-11-02)", "(Unreleased)"));
    const settings = join(sample.folder, "gatehouse.yml");
    writeFileSync(settings, "rules:\n  changelog-date: warning\n");
    assert.deepEqual(
      [(await validate("--offline")).code, (await validate("--offline", "--strict")).code],
      [0, 1],
    );
    writeFileSync(
      settings,
      "accept:\n- rule: changelog-date\n  package: contoso-*\n  reason: dated when released\n",
    );
    const { stdout, code } = await validate("--offline", "--strict");
    assert.match(stdout, /0 notes \(1 accepted\)\n$/);
    assert.equal(code, 0);
    writeFileSync(settings, "rule:\n  changelog-date: off\n");
    const wrong = await validate("--offline");
    assert.match(wrong.stdout, /^gatehouse\.yml:1:1: error\[config\]/m);
    assert.equal(wrong.code, 1);
  });

  it("says that an index did not answer, and ends with 3; with 1 where errors are found besides", async () => {
    const server = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const index = ["--index", `http://127.0.0.1:${port}/`];
    try {
      const { stdout, code } = await validate("--format", "json", ...index);
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
      assert.deepEqual(
        findings.map(({ rule, path }) => `${rule} ${path}`),
        ["index-unreachable sdk/contoso/ci.yml"],
      );
      assert.equal(code, 3);
      edit("contoso-core/CHANGELOG.md", (text) => text.replace("(2026-11-02)", "(Unreleased)"));
      assert.equal((await validate(...index)).code, 1);
    } finally {
      server.close();
    }
  });

  it("follows no link out of the repository", async () => {
    const secret = join(sample.scratch, "secret.md");
    writeFileSync(secret, "# SECRET\n\n## 9.9.9 (Unreleased)\n");
    rmSync(file("contoso-core/CHANGELOG.md"));
    symlinkSync(secret, file("contoso-core/CHANGELOG.md"));
    const { stdout, code } = await validate("--offline");
    assert.match(stdout, /CHANGELOG\.md: error\[changelog\] There is no changelog\./);
    assert.doesNotMatch(stdout, /SECRET|9\.9\.9/);
    assert.equal(code, 1);
  });

  it("refuses --dry-run alone, and paths without a ci.yml", async () => {
    assert.equal((await validate("--dry-run")).code, 2);
    assert.equal((await gatehouse(["validate", "nowhere"], sample.folder)).code, 2);
  });
});
