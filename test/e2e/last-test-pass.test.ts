/** The last test pass with real uv and pytest: what tests need, and tests that do what they should not. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReleaseRecord } from "../../src/release/record.ts";
import { writeArchive } from "../support/archives.ts";
import { setupPy, type Sources, writeServiceDirectory } from "../support/back-ends.ts";
import { gatehouse, processesWith, startCommand, until } from "../support/command.ts";

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
    for session in (False, True):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(631)"], start_new_session=session)
    here = pathlib.Path.cwd()
    for place in [here.parent, here.parent.parent, pathlib.Path.home(), pathlib.Path(os.environ["TMPDIR"])]:
        for file in place.rglob("*"):
            if file.suffix in (".whl", ".gz", ".json") and file.is_file():
                file.write_text("rewritten")
    os.kill(os.getpid(), 9)
`;

/** Whether a setup.py runs for the build, not for the last test pass. */
const inBuild = "'/gatehouse/.tmp-' not in os.getcwd()";
const madeAnew = (code: string) =>
  `import glob, os, uuid\nfor file in glob.glob('contoso_*/__init__.py'):\n    with open(file, 'a') as opened: opened.write('\\nimport os\\nID = %r\\n%s\\n' % (uuid.uuid4().hex, ${JSON.stringify(code)}.replace('os.getcwd()', repr(os.getcwd()))))`;

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
  "contoso-empty": tested("contoso-empty", "def helper(): pass\n"),
  "contoso-ends": tested("contoso-ends", "import os\ndef test_it(): os._exit(0)\n"),
  "contoso-ends-early": tested("contoso-ends-early", "", {
    more: { "contoso_ends_early/__init__.py": "import os\nos._exit(0)\n" },
  }),
  "contoso-forges": tested("contoso-forges", "import os\ndef test_it(): os._exit(5)\n"),
  "contoso-settings": tested(
    "contoso-settings",
    "import pytest\n@pytest.mark.live\ndef test_it(above): assert above == 'above'\ndef check_too(): pass\n",
    {
      project:
        '[tool.pytest.ini_options]\naddopts = "--strict-markers --cache-clear"\nmarkers = ["live"]\npython_functions = ["test_*", "check_*"]\n',
      more: { "conftest.py": "import pytest\n@pytest.fixture\ndef above(): return 'above'\n" },
    },
  ),
  "contoso-sibling": tested("contoso-sibling", "import contoso_plain, six\ndef test_it(): pass\n", {
    more: { "dev_requirements.txt": "-e ../contoso-plain\n-r ../shared.txt\n" },
  }),
  "contoso-command": tested("contoso-command", "", {
    more: {
      "tests/check.py":
        'import contoso_command, sys, pathlib\npathlib.Path(sys.argv[1]).write_text(\'<testsuite><testcase name="a"/><testcase name="b"/></testsuite>\')\n',
    },
  }),
  // An sdist that the last test pass can't build, and two whose wheels differ each time: of one it can't be imported.
  "contoso-sdist": setupPy("contoso-sdist", `import os\nassert ${inBuild}, 'no compiler here'`),
  "contoso-other": setupPy("contoso-other", madeAnew("ID")),
  "contoso-breaks": setupPy("contoso-breaks", madeAnew(`${inBuild} or 1 / 0`)),
  "contoso-hostile": tested("contoso-hostile", hostile),
};

describe("the last test pass, for real", function () {
  this.timeout(240_000);

  it("installs what tests need, tests what was built, and survives what tests do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
    try {
      writeServiceDirectory(join(folder, "sdk"), packages);
      writeFileSync(join(folder, "sdk", "shared.txt"), "six\n");
      const command = '["python", "tests/check.py", "{junit}"]';
      const settings = `tests:\n  - package: contoso-command\n    command: ${command}\n`;
      writeFileSync(join(folder, "sdk", "gatehouse.yml"), settings);
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
        return [name, run?.outcome, run?.how, run?.passed, run?.sdist];
      });
      assert.deepEqual(results, [
        ["contoso-groups", "passed", "pytest", 1, "passed"],
        ["contoso-extra", "passed", "pytest", 1, "passed"],
        ["contoso-listed", "passed", "pytest", 1, "passed"],
        ["contoso-clash", "failed", "install", 0, undefined],
        ["contoso-source", "passed", "pytest", 1, "passed"],
        ["contoso-fails", "failed", "pytest", 0, undefined],
        ["contoso-plain", "passed", "import", 1, "passed"],
        ["contoso-empty", "passed", "import", 1, "passed"],
        ["contoso-ends", "failed", "pytest", 0, undefined],
        ["contoso-ends-early", "failed", "import", 0, undefined],
        ["contoso-forges", "failed", "pytest", 0, undefined],
        ["contoso-settings", "passed", "pytest", 2, "passed"],
        ["contoso-sibling", "passed", "pytest", 1, "passed"],
        ["contoso-command", "passed", "command", 2, "passed"],
        ["contoso-sdist", "failed", "import", 1, "failed"],
        ["contoso-other", "passed", "import", 1, "passed"],
        ["contoso-breaks", "failed", "import", 1, "failed"],
        ["contoso-hostile", "failed", "pytest", 0, undefined],
      ]);
      const detail = (name: string) =>
        record.artifacts.find((artifact) => artifact.name === name)?.tests.runs[0]?.detail ?? "";
      assert.match(detail("contoso-clash"), /six/);
      assert.match(detail("contoso-fails"), /one is not two/);
      assert.match(detail("contoso-empty"), /found no test/);
      assert.match(detail("contoso-ends"), /left no report \(exit code 0\)/);
      assert.match(detail("contoso-forges"), /left no report \(exit code 5\)/);
      assert.match(detail("contoso-sdist"), /no wheel can be made of its sdist: [^]*no compiler here/);
      assert.match(
        detail("contoso-breaks"),
        /what its sdist installs does not import: [^]*ZeroDivisionError/,
      );
      assert.match(detail("contoso-ends-early"), /importing contoso_ends_early ended the process/);
      assert.deepEqual(processesWith("time.sleep(631"), []);
      assert.equal(readFileSync(join(out, "build.1.json"), "utf8"), before);
      // The built files are what they were: the door after this one says so.
      const again = await gatehouse(
        ["test", out, "--source", folder, "--only", "wheel", "--artifact", "contoso-{plain,sdist}"],
        folder,
        env,
      );
      assert.equal(again.code, 0, again.stderr);
      assert.doesNotMatch(done.stdout + done.stderr, /^\s*##vso/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("keeps the built files, uv's cache and the environments of others from tests that rewrite all they find", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
    try {
      writeServiceDirectory(join(folder, "sdk"), {
        "contoso-rewrites": tested("contoso-rewrites", rewrites, rewritten),
        "contoso-trusts": tested("contoso-trusts", trusts, rewritten),
      });
      const [out, cache] = [join(folder, "out"), join(folder, "cache")];
      const env = { UV_CACHE_DIR: cache };
      const command = (...args: string[]) => gatehouse(args, folder, env);
      const test = (name: string) => command("test", out, "--source", folder, "--artifact", name);
      const built = await command("build", "sdk", "--out", out);
      assert.equal(built.code, 0, built.stderr);
      // Fills the cache with what the other one will install.
      const before = await test("contoso-trusts");
      assert.equal(before.code, 0, before.stderr);
      const [cached, files] = [hashes(cache), hashes(out)];
      assert.ok([...cached.keys()].some((path) => /^archive-.*\/six\.py$/.test(path)));
      const done = await test("contoso-rewrites");
      assert.equal(done.code, 0, done.stderr);
      // What uv knows of the index it may have asked for anew.
      const unpacked = changed(cached, hashes(cache)).filter((path) => path.startsWith("archive-"));
      assert.deepEqual(unpacked, []);
      const slices = /^(?:release|test\..*)\.json$/;
      assert.deepEqual(
        changed(files, hashes(out)).filter((path) => !slices.test(path)),
        [],
      );
      const after = await test("contoso-trusts");
      assert.equal(after.code, 0, after.stdout + after.stderr);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("leaves nothing running when it is interrupted, or killed itself", async function () {
    if (process.platform !== "linux") return this.skip();
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
    try {
      const marker = join(folder, "started");
      const daemon = `import pathlib, subprocess, sys, time\ndef test_it():\n    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(651)"], start_new_session=True)\n    pathlib.Path(${JSON.stringify(marker)}).write_text("")\n    time.sleep(652)\n`;
      writeServiceDirectory(join(folder, "sdk"), { "contoso-waits": tested("contoso-waits", daemon) });
      const out = join(folder, "out");
      const built = await gatehouse(["build", "sdk", "--out", out], folder);
      assert.equal(built.code, 0, built.stderr);
      for (const signal of ["SIGINT", "SIGKILL"] as const) {
        rmSync(marker, { force: true });
        // One that is killed leaves its temporary folder: here it goes with ours.
        const { child, ended } = startCommand(["test", out, "--source", folder], folder, { TMPDIR: folder });
        if (!(await until(() => existsSync(marker), ended))) assert.fail((await ended).stderr);
        child.kill(signal);
        const { code } = await ended;
        assert.equal(code, signal === "SIGINT" ? 130 : null);
        const waited = new Promise((resolve) => setTimeout(resolve, 10_000));
        await until(() => processesWith("time.sleep(65").length === 0, waited);
        assert.deepEqual(processesWith("time.sleep(65"), [], signal);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("installs of several wheels that were built elsewhere the one that fits", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gatehouse-tests-"));
    try {
      writeServiceDirectory(join(folder, "sdk"), {
        "contoso-native": tested(
          "contoso-native",
          "import contoso_native\ndef test_it(): assert contoso_native.tag == 'py3-none-any'\n",
        ),
        "contoso-foreign": tested("contoso-foreign", ""),
      });
      const out = join(folder, "out");
      prebuilt(out, "contoso-native", ["py3-none-any", "py3-none-win_amd64", "py3-none-win_arm64"]);
      prebuilt(out, "contoso-foreign", ["py3-none-win_amd64", "py3-none-win_arm64"]);
      const built = await gatehouse(["build", "sdk", "--out", out], folder);
      assert.equal(built.code, 0, built.stderr);
      const done = await gatehouse(["test", out, "--source", folder], folder);
      assert.equal(done.code, 1, done.stderr);
      const record = JSON.parse(readFileSync(join(out, "release.json"), "utf8")) as ReleaseRecord;
      const [native, foreign] = record.artifacts.map(({ tests }) => tests.runs[0]);
      assert.deepEqual([native?.outcome, native?.how, native?.detail], ["passed", "pytest", ""]);
      assert.deepEqual([foreign?.outcome, foreign?.how], ["failed", "install"]);
      assert.match(
        foreign?.detail ?? "",
        /no wheel fits this Python \(contoso_foreign-1.2.0-py3-none-win_amd64/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const rewritten = { project: '[dependency-groups]\ntest = ["six"]\n' };
/** Rewrites every file of the environment and around the tests, in place: what is linked to it changes too. */
const rewrites = `import pathlib, sys
def test_it():
    here = pathlib.Path.cwd()
    for place in [pathlib.Path(sys.prefix), here.parent, pathlib.Path.home()]:
        for file in place.rglob("*"):
            if file.is_file() and not file.is_symlink() and "_pytest" not in str(file):
                with open(file, "r+b") as opened:
                    opened.write(b"raise RuntimeError('rewritten')\\n#")
`;
const trusts = `import contoso_trusts, six
def test_it(): assert six.PY3
`;

/** SHA-256 of each file, by its path in the folder. */
function hashes(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([path, hash]) => after.get(path) !== hash).map(([path]) => path);
}

/** Wheels of one version for several platforms, each with a module that says which. */
function prebuilt(out: string, name: string, tags: readonly string[]): void {
  const folder = join(out, "prebuilt", name);
  mkdirSync(folder, { recursive: true });
  const stem = name.replaceAll("-", "_");
  const info = `${stem}-1.2.0.dist-info`;
  for (const tag of tags) {
    const pure = tag.endsWith("-any");
    const members = [
      { name: `${stem}/__init__.py`, text: `tag = "${tag}"\n` },
      {
        name: `${info}/METADATA`,
        text: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.2.0\nDescription-Content-Type: text/markdown\n\n# Contoso\n\nWhat it does.\n`,
      },
      {
        name: `${info}/WHEEL`,
        text: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: ${pure}\nTag: ${tag}\n`,
      },
    ];
    writeArchive(join(folder, `${stem}-1.2.0-${tag}.whl`), members, `${info}/RECORD`);
  }
}
