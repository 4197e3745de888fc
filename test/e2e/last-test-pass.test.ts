/** The last test pass with real uv and pytest: what tests need, and tests that do what they should not. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReleaseRecord } from "../../src/release/record.ts";
import { type Sources, writeServiceDirectory } from "../support/back-ends.ts";
import { gatehouse, processesWith } from "../support/command.ts";

/** A package on hatchling whose tests are this. */
function tested(
  name: string,
  tests: string,
  { project = "", more = {} }: { project?: string; more?: Sources } = {},
): Sources {
  const module = name.replaceAll("-", "_");
  return {
    "pyproject.toml": `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[project]\nname = "${name}"\nversion = "1.2.0"\nreadme = "README.md"\nrequires-python = ">=3.9"\n${project}`,
    [`${module}/__init__.py`]: "",
    ...(tests === "" ? {} : { "tests/test_it.py": tests }),
    ...more,
  };
}

const hostile = `import os, pathlib, subprocess, sys

def test_it():
    assert not [name for name, value in os.environ.items() if "secret" in value]
    print("##vso[task.complete result=Succeeded;]")
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(631)"])
    here = pathlib.Path.cwd()
    for place in [here.parent, here.parent.parent, pathlib.Path.home(), pathlib.Path(os.environ["TMPDIR"])]:
        for file in place.rglob("*"):
            if file.suffix in (".whl", ".gz", ".json") and file.is_file():
                file.write_text("rewritten")
    os.kill(os.getpid(), 9)
`;

const packages: Readonly<Record<string, Sources>> = {
  "contoso-groups": tested("contoso-groups", "import idna, six\ndef test_it(): pass\n", {
    project: '[dependency-groups]\nmore = ["idna"]\ntest = ["six", {include-group = "more"}]\n',
  }),
  "contoso-extra": tested("contoso-extra", "import six\ndef test_it(): pass\n", {
    project: '[project.optional-dependencies]\ntest = ["six"]\n',
  }),
  "contoso-listed": tested("contoso-listed", "import six, contoso_extra\ndef test_it(): pass\n", {
    project: 'dependencies = ["contoso-extra>=1"]\n',
    more: {
      "dev_requirements.txt":
        "-e ../../tools/azure-sdk-tools\n../contoso-groups\nsix>=1 # for Python 2\ncontoso-extra<1\n",
    },
  }),
  "contoso-clash": tested("contoso-clash", "def test_it(): pass\n", {
    project: 'dependencies = ["six<1.10"]\n',
    more: { "dev_requirements.txt": "six>=1.16\n" },
  }),
  "contoso-source": tested(
    "contoso-source",
    "import contoso_source, pathlib\ndef test_it():\n    assert 'site-packages' in contoso_source.__file__\n    assert not pathlib.Path('contoso_source').exists()\n",
  ),
  "contoso-fails": tested("contoso-fails", "def test_it(): assert 1 == 2, 'one is not two'\n"),
  "contoso-plain": tested("contoso-plain", ""),
  "contoso-hostile": tested("contoso-hostile", hostile),
};

describe("the last test pass, for real", function () {
  this.timeout(240_000);

  it("installs what tests need, tests what was built, and survives what tests do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
    try {
      writeServiceDirectory(join(folder, "sdk"), packages);
      const out = join(folder, "out");
      const env = { TWINE_PASSWORD: "a-secret" };
      const built = await gatehouse(["build", "sdk", "--out", out], folder, env);
      assert.equal(built.code, 0, built.stderr);
      const before = readFileSync(join(out, "build.1.json"), "utf8");
      const done = await gatehouse(["test", out, "--source", folder], folder, env);
      assert.equal(done.code, 1, done.stderr);
      const record = JSON.parse(readFileSync(join(out, "release.json"), "utf8")) as ReleaseRecord;
      const results = record.artifacts.map(({ name, tests }) => {
        const [run] = tests.runs;
        return [name, run?.outcome, run?.how, run?.passed];
      });
      assert.deepEqual(results, [
        ["contoso-groups", "passed", "pytest", 1],
        ["contoso-extra", "passed", "pytest", 1],
        ["contoso-listed", "passed", "pytest", 1],
        ["contoso-clash", "failed", "install", 0],
        ["contoso-source", "passed", "pytest", 1],
        ["contoso-fails", "failed", "pytest", 0],
        ["contoso-plain", "passed", "import", 1],
        ["contoso-hostile", "failed", "pytest", 0],
      ]);
      const detail = (name: string) =>
        record.artifacts.find((artifact) => artifact.name === name)?.tests.runs[0]?.detail ?? "";
      assert.match(detail("contoso-clash"), /six/);
      assert.match(detail("contoso-fails"), /one is not two/);
      assert.deepEqual(processesWith("time.sleep(631"), []);
      assert.equal(readFileSync(join(out, "build.1.json"), "utf8"), before);
      // The built files are what they were: the door after this one says so.
      const again = await gatehouse(
        ["test", out, "--source", folder, "--artifact", "contoso-plain"],
        folder,
        env,
      );
      assert.equal(again.code, 0, again.stderr);
      assert.doesNotMatch(done.stdout + done.stderr, /^\s*##vso/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
