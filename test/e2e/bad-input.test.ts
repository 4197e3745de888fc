/** Bad input gets one clear error: the exit code of its kind, file, line, cause and remedy, and nothing half done. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gatehouse, type SampleRepository, sampleRepository } from "../support/command.ts";

const credentials = { TWINE_USERNAME: "owner", TWINE_PASSWORD: "secret" };

describe("bad input", function () {
  this.timeout(120_000);
  let sample: SampleRepository;
  let ci: string;
  let whole: string;
  beforeEach(() => {
    sample = sampleRepository();
    ci = join(sample.folder, "sdk/contoso/ci.yml");
    whole = readFileSync(ci, "utf8");
  });
  afterEach(() => sample.remove());

  /** Runs a command, and checks that it said exactly one error and no stack trace. */
  async function refused(args: string[], code: number, error: string, ...said: RegExp[]): Promise<string> {
    const { code: actual, stdout, stderr } = await gatehouse(args, sample.folder, credentials);
    assert.equal(actual, code, stderr);
    assert.equal(stdout, "");
    assert.deepEqual(
      [...stderr.matchAll(/^error\[([a-z-]+)\]/gm)].map((match) => match[1]),
      [error],
      stderr,
    );
    assert.match(stderr, /to do: \S/);
    assert.doesNotMatch(stderr, /^\s+at .*:\d+:\d+\)?$/m);
    for (const pattern of said) assert.match(stderr, pattern);
    return stderr;
  }

  const ciMistakes: readonly (readonly [what: string, text: (whole: string) => string, place: RegExp])[] = [
    ["empty", () => "", /sdk\/contoso\/ci\.yml/],
    ["not YAML", (text) => text.replace("extends:", 'extends: "'), /sdk\/contoso\/ci\.yml:\d+:\d+/],
    ["without Artifacts", (text) => text.replace("Artifacts:", "Packages:"), /sdk\/contoso\/ci\.yml/],
    [
      "with Artifacts that is no list",
      (text) => text.replace(/Artifacts:[\s\S]*$/, "Artifacts: contoso_core\n"),
      /ci\.yml:\d+:\d+/,
    ],
    [
      "with an entry without a name",
      (text) => text.replace("- name: contoso_core\n", "- title: contoso_core\n"),
      /ci\.yml:\d+:\d+/,
    ],
  ];
  for (const [what, change, place] of ciMistakes) {
    it(`a ci.yml ${what}: 2 to build, a finding with its line to validate`, async () => {
      writeFileSync(ci, change(whole));
      await refused(["build", "sdk/contoso"], 2, "ci-invalid", place);
      const { code, stdout } = await gatehouse(
        ["validate", "sdk/contoso", "--offline", "--format", "json"],
        sample.folder,
      );
      assert.equal(code, 1);
      const { findings } = JSON.parse(stdout) as {
        findings: { severity: string; path: string; remedy: string }[];
      };
      const errors = findings.filter(({ severity }) => severity === "error");
      assert.ok(errors.length > 0);
      assert.ok(errors.every((error) => error.path === "sdk/contoso/ci.yml" && error.remedy !== ""));
      assert.equal(existsSync(join(sample.folder, ".gatehouse")), false);
    });
  }

  it("no ci.yml at all: 2", async () => {
    rmSync(ci);
    await refused(["build", "sdk/contoso"], 2, "ci-missing", /sdk\/contoso/);
    await refused(["validate", "sdk/contoso", "--offline"], 2, "ci-missing");
    await refused(["plan", "sdk/nowhere"], 2, "path-missing", /sdk\/nowhere/);
  });

  it("an artifact without a package is left out, and said so; the others are built", async () => {
    writeFileSync(ci, whole.replace("name: contoso_mgmt_widgets", "name: contoso_mgmt_gadgets"));
    const { code, stdout, stderr } = await gatehouse(
      ["build", "sdk/contoso", "--artifact", "*gadgets", "--artifact", "*core", "--json"],
      sample.folder,
    );
    assert.equal(code, 1);
    assert.match(stderr, /contoso_mgmt_gadgets was not built: there is no package contoso-mgmt-gadgets/);
    const { artifacts } = JSON.parse(stdout) as { artifacts: { name: string; digest: string | null }[] };
    assert.deepEqual(
      artifacts.filter(({ digest }) => digest !== null).map(({ name }) => name),
      ["contoso_core"],
    );
  });

  it("a package that does not build is out, with the lines that say why; the next run goes on", async () => {
    const setup = join(sample.folder, "sdk/contoso/contoso-mgmt-widgets/setup.py");
    const good = readFileSync(setup, "utf8");
    writeFileSync(setup, `${good}\nraise RuntimeError("widgets ##vso[task.complete result=Succeeded;]")\n`);
    const args = ["build", "sdk/contoso", "--artifact", "*widgets"];
    const broken = await gatehouse(args, sample.folder);
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /contoso_mgmt_widgets .*RuntimeError: widgets # #vso/s);
    assert.doesNotMatch(broken.stderr + broken.stdout, /##vso/);
    writeFileSync(setup, good);
    assert.equal((await gatehouse(args, sample.folder)).code, 0);
  });

  it("uncommitted changes stop a release before anything is built", async () => {
    writeFileSync(join(sample.folder, "sdk/contoso/contoso-core/README.md"), "changed");
    await refused(
      ["release", "sdk/contoso", "--index", "local", "--approve", "*"],
      1,
      "dirty",
      /contoso-core\/README\.md/,
    );
    assert.equal(existsSync(join(sample.folder, ".gatehouse")), false);
  });

  it("an index that is down: 3 before anything is built, with its address", async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}/`;
    await refused(
      ["release", "sdk/contoso", "--index", address, "--approve", "*"],
      3,
      "index-unreachable",
      new RegExp(`127\\.0\\.0\\.1:${port}`),
    );
    const { code } = await gatehouse(["validate", "sdk/contoso", "--index", address], sample.folder);
    assert.equal(code, 3);
  });

  it("no index, no credentials, a glob that matches nothing, an unknown option: 2", async () => {
    await refused(["release", "sdk/contoso", "--approve", "*"], 2, "index-not-given");
    await refused(
      ["release", "sdk/contoso", "--index", "local", "--approve", "nobody*"],
      2,
      "glob-no-match",
      /nobody/,
    );
    await refused(
      ["release", "sdk/contoso", "--index", "nowhere", "--approve", "*"],
      2,
      "index-unknown",
      /nowhere/,
    );
    assert.equal((await gatehouse(["release", "sdk/contoso", "--aprove", "*"], sample.folder)).code, 2);
    assert.equal((await gatehouse(["publish"], sample.folder)).code, 2);
    assert.equal((await gatehouse(["--help"], sample.folder)).code, 0);
  });

  it("a package's name stands for its service directory; twice, or unlisted, it is refused with what to do", async () => {
    const plan = (name: string) => gatehouse(["build", name, "--json"], sample.folder);
    const { code, stdout, stderr } = await plan("contoso-core");
    assert.equal(code, 0, stderr);
    const { artifacts } = JSON.parse(stdout) as {
      artifacts: { name: string; release: boolean; reason: string }[];
    };
    assert.deepEqual(
      artifacts.map(({ release }) => release),
      [true, false, false],
    );
    const copy = join(sample.folder, "sdk/fabrikam");
    mkdirSync(copy);
    writeFileSync(join(copy, "ci.yml"), whole);
    await refused(["build", "contoso_core"], 2, "package-ambiguous", /sdk\/contoso, sdk\/fabrikam/);
    rmSync(copy, { recursive: true });
    const unlisted = join(sample.folder, "sdk/contoso/contoso-queue");
    mkdirSync(unlisted);
    writeFileSync(join(unlisted, "pyproject.toml"), '[project]\nname = "contoso-queue"\nversion = "1.0.0"\n');
    await refused(
      ["build", "contoso-queue"],
      2,
      "package-unlisted",
      /- name: contoso-queue/,
      /safeName: contosoqueue/,
    );
  });

  it("a folder of another commit that holds decisions is not touched", async () => {
    const out = join(sample.scratch, "out");
    const build = ["build", "sdk/contoso", "--artifact", "*core", "--out", out];
    assert.equal((await gatehouse(build, sample.folder)).code, 0);
    assert.equal((await gatehouse(["approve", out, "--artifact", "*core"], sample.folder)).code, 0);
    const before = readFileSync(join(out, "release.json"), "utf8");
    sample.git("commit", "--quiet", "--allow-empty", "--message", "another");
    await refused(build, 2, "out-in-use", /contosocore\.approve\.json/);
    assert.equal(readFileSync(join(out, "release.json"), "utf8"), before);
  });

  it("files changed after the build stop approve and publish", async () => {
    const out = join(sample.scratch, "out");
    assert.equal(
      (await gatehouse(["build", "sdk/contoso", "--artifact", "*core", "--out", out], sample.folder)).code,
      0,
    );
    writeFileSync(join(out, "contoso_core/contoso_core-1.2.0.tar.gz"), "other bytes");
    await refused(
      ["approve", out, "--artifact", "contoso*core"],
      1,
      "files-changed",
      /contoso_core-1\.2\.0\.tar\.gz/,
    );
    const record = readFileSync(join(out, "release.json"), "utf8");
    writeFileSync(
      join(out, "release.json"),
      record.replace(/"sha256": "[^"]*/, `"sha256": "${"0".repeat(64)}`),
    );
    await refused(["approve", out, "--artifact", "*core"], 2, "record-invalid", /release\.json/);
    await refused(["publish", join(sample.scratch, "empty"), "--index", "local"], 2, "record-missing");
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
