/** `gatehouse build` with the real build back ends, and with packages that do what they should not. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReleaseRecord } from "../../src/release/record.ts";
import { backEndPackages, setupPy, type Sources, writeServiceDirectory } from "../support/back-ends.ts";
import { realSdists, realServiceDirectory } from "../support/real-sdists.ts";
import { type Ended, gatehouse, processesWith } from "../support/command.ts";

interface Built extends Ended {
  readonly folder: string;
  readonly record: ReleaseRecord;
  readonly reasonOf: (name: string) => string;
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/** Builds packages in a folder of their own, with a credential in the environment. */
async function built(
  packages: Readonly<Record<string, Sources>>,
  ...args: string[]
): Promise<Built & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-build-"));
  writeServiceDirectory(join(folder, "sdk"), packages);
  const out = join(folder, "out");
  const ended = await gatehouse(["build", "sdk", "--out", out, ...args], folder, {
    TWINE_PASSWORD: "pypi-secret",
    UV_DEFAULT_INDEX: "https://reader:index-secret@pypi.org/simple/",
  });
  const record = JSON.parse(readFileSync(join(out, "release.json"), "utf8")) as ReleaseRecord;
  const reasonOf = (name: string) =>
    record.artifacts.find((artifact) => artifact.name === name)?.reason ?? "";
  return {
    ...ended,
    folder,
    record,
    reasonOf,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

describe("real sdists of the Azure SDK, built again", function () {
  this.timeout(240_000);

  it("are all built but one, whose sdist lacks a file that its own setup needs", async () => {
    const service = await realServiceDirectory();
    const out = mkdtempSync(join(tmpdir(), "gatehouse-build-"));
    try {
      const { code, stderr } = await gatehouse(["build", service, "--out", out, "--json"], service);
      assert.equal(code, 1, stderr);
      const record = JSON.parse(readFileSync(join(out, "release.json"), "utf8")) as ReleaseRecord;
      const failed = record.artifacts.filter((artifact) => artifact.digest === null);
      assert.deepEqual(
        failed.map(({ name }) => name),
        ["azure-mgmt-cdn"],
      );
      assert.match(failed[0]?.reason ?? "", /error in setup\.cfg: .*'azure_namespace_package'/);
      const built = record.artifacts.filter((artifact) => artifact.digest !== null);
      assert.deepEqual(
        built.map(({ name, version, files }) => [name, version, files.length]),
        realSdists
          .filter(({ name }) => name !== "azure-mgmt-cdn")
          .map(({ name, version }) => [name, version, 2]),
      );
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});

describe("building with real back ends", function () {
  this.timeout(240_000);

  it("makes sdist and wheel of each, and leaves the sources as they were", async () => {
    using made = await built(backEndPackages);
    assert.equal(made.code, 0, made.stderr);
    for (const [name, sources] of Object.entries(backEndPackages)) {
      const file = name.replaceAll("-", "_");
      const artifact = made.record.artifacts.find((one) => one.name === name);
      assert.deepEqual(
        [artifact?.version, artifact?.files.map((one) => one.name)],
        ["1.2.0", [`${file}-1.2.0-py3-none-any.whl`, `${file}-1.2.0.tar.gz`]],
      );
      const expected = [...Object.keys(sources), "CHANGELOG.md", "README.md"].toSorted();
      assert.deepEqual(everyFile(join(made.folder, "sdk", name)), expected);
    }
    assert.deepEqual(
      readdirSync(join(made.folder, "out")).filter((name) => name.startsWith(".")),
      [],
    );
  });

  it("goes on when some can't be built, and says why of each", async () => {
    const packages: Record<string, Sources> = {
      "contoso-good": setupPy("contoso-good", ""),
      "contoso-raises": setupPy("contoso-raises", "raise RuntimeError('no compiler here')"),
      "contoso-exits": setupPy("contoso-exits", "import os\nos._exit(0)"),
      "contoso-absent": {
        ...setupPy("contoso-absent", ""),
        "pyproject.toml":
          '[build-system]\nrequires = ["gatehouse-no-such-back-end"]\nbuild-backend = "none"\n',
      },
      "contoso-hookless": {
        ...setupPy("contoso-hookless", ""),
        "pyproject.toml":
          '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.nowhere"\n',
      },
      "contoso-loud": setupPy(
        "contoso-loud",
        "import sys\nfor _ in range(2000): sys.stdout.write('x' * 100000 + '\\n')\nraise SystemExit('##vso[task.complete result=Succeeded;]')",
      ),
      "contoso-parent": setupPy("contoso-parent", "open('../evil', 'w').write('evil')"),
      "contoso-secrets": setupPy(
        "contoso-secrets",
        "import os\nfound = [name for name, value in os.environ.items() if 'secret' in value]\nassert not found, found",
      ),
      "contoso-home": setupPy(
        "contoso-home",
        "import os\nfor folder in [os.path.expanduser('~'), os.environ['TMPDIR']]: open(folder + '/gatehouse-left-this', 'w').close()",
      ),
      "contoso-kills": setupPy(
        "contoso-kills",
        "import os\nos.kill(os.getppid(), 9)\nimport time\ntime.sleep(600)",
      ),
      "contoso-daemon": setupPy(
        "contoso-daemon",
        "import os, subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(613)'], start_new_session=True)",
      ),
    };
    using made = await built(packages);
    assert.equal(made.code, 1, made.stderr);
    const names = made.record.artifacts.filter((one) => one.digest !== null).map((one) => one.name);
    assert.deepEqual(names, [
      "contoso-good",
      "contoso-parent",
      "contoso-secrets",
      "contoso-home",
      "contoso-daemon",
    ]);
    assert.match(made.reasonOf("contoso-raises"), /no compiler here/);
    assert.match(made.reasonOf("contoso-exits"), /said nothing/);
    assert.match(made.reasonOf("contoso-absent"), /gatehouse-no-such-back-end\) can't be installed/);
    assert.match(made.reasonOf("contoso-hookless"), /setuptools\.nowhere/);
    assert.match(made.reasonOf("contoso-loud"), /task\.complete/);
    assert.match(made.reasonOf("contoso-kills"), /ended the process/);
    for (const { reason } of made.record.artifacts) assert.ok(reason.length < 2000);
    assert.match(
      made.stderr,
      /What the back end of contoso-raises said last:\n {2}.*\n(?: {2}.*\n)*.*no compiler here/,
    );
    // Of what they wrote nothing is left, and nothing of what they started.
    assert.deepEqual(readdirSync(made.folder).toSorted(), ["out", "sdk"]);
    assert.deepEqual(
      readdirSync(join(made.folder, "out")).filter((name) => !/^contoso-|\.json$/.test(name)),
      [],
    );
    assert.equal(existsSync(join(process.env["HOME"] ?? "", "gatehouse-left-this")), false);
    assert.deepEqual(processesWith("time.sleep(6"), []);
    // No line of theirs reaches a log as a command.
    assert.doesNotMatch(made.stdout + made.stderr, /^\s*##vso/m);
    assert.doesNotMatch(made.stdout + made.stderr + JSON.stringify(made.record), /index-secret|pypi-secret/);
  });
});
