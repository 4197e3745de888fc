/** What takes running code, asked for real: build back ends and the renderer of readmes, each in its environment. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import envPaths from "env-paths";
import { systemClock } from "../../src/adapters/clock.ts";
import { nodeFiles } from "../../src/adapters/files.ts";
import { nodeProcess } from "../../src/adapters/process.ts";
import { productFile } from "../../src/adapters/product.ts";
import { findPython } from "../../src/adapters/python.ts";
import { prepareTools } from "../../src/adapters/tools.ts";
import { askOutside, type World } from "../../src/validate/ask-outside.ts";
import { nobodyAsked, type Outside } from "../../src/validate/rule.ts";
import { questionsOf, readService, reportOn, type ReadService } from "../../src/validate/validate-service.ts";

const changelog = "# Release History\n\n## 1.2.0 (2024-02-29)\n\n- A.\n";
const pyproject = (name: string, file: string) =>
  `[project]\nname = "${name}"\ndynamic = ["version"]\nreadme = "${file}"\n[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n`;
/** A version that only running the script tells; it also says whether a secret is in reach. */
const computed = `from setuptools import setup
import os
print("##vso[task.complete result=Succeeded]")
assert "GATEHOUSE_TEST_SECRET" not in os.environ, "a secret is in reach"
setup(version=".".join(str(len(part)) for part in ["a", "bb", ""]))
`;

const sources: Readonly<Record<string, string>> = {
  "ci.yml": ["computed", "raises", "broken"]
    .map((name) => `- name: contoso_${name}\n  safeName: contoso${name}\n`)
    .reduce((text, entry) => text + entry, "Artifacts:\n"),
  "contoso-computed/pyproject.toml": pyproject("contoso-computed", "README.md"),
  "contoso-computed/setup.py": computed,
  "contoso-computed/README.md": "# Contoso\n\nComputed.\n",
  "contoso-computed/CHANGELOG.md": changelog,
  "contoso-raises/pyproject.toml": pyproject("contoso-raises", "README.md"),
  "contoso-raises/setup.py": 'from setuptools import setup\nraise RuntimeError("##vso[no] way")\n',
  "contoso-raises/README.md": "# Contoso\n\nRaises.\n",
  "contoso-raises/CHANGELOG.md": changelog,
  "contoso-broken/pyproject.toml": pyproject("contoso-broken", "README.rst").replace(
    'dynamic = ["version"]',
    'version = "1.2.0"',
  ),
  "contoso-broken/README.rst": "Contoso\n=======\n\nBroken part\n----\n\n",
  "contoso-broken/CHANGELOG.md": changelog,
};

const questions = ({ service, config }: ReadService) => questionsOf(service, config.settings);

describe("validate: what takes running code", function () {
  this.timeout(240_000);
  let folder: string;
  let world: World;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-outside-"));
    for (const [name, text] of Object.entries(sources)) {
      await mkdir(dirname(join(folder, "sdk", name)), { recursive: true });
      await writeFile(join(folder, "sdk", name), text);
    }
    const process_ = nodeProcess({ ...process.env, GATEHOUSE_TEST_SECRET: "hunter2" });
    const { signal } = new AbortController();
    const { cache } = envPaths("gatehouse", { suffix: "" });
    const environment = async () => {
      const python = await findPython(process_, null, folder);
      const tools = await prepareTools(
        { files: nodeFiles, process: process_, clock: systemClock, signal },
        cache,
        python,
      );
      return tools.environment("validate");
    };
    world = {
      index: null,
      http: () => Promise.reject(new Error("no index is asked")),
      clock: systemClock,
      files: nodeFiles,
      process: process_,
      python: { environment, program: productFile, scratch: join(folder, "scratch") },
      signal,
    };
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function read() {
    return readService(nodeFiles, { folder: join(folder, "sdk"), path: "sdk" }, null);
  }

  async function findings(outside: Outside) {
    const service = await read();
    const artifacts = service.service?.ci.entries ?? [];
    const report = reportOn(service, { artifacts, outside, mode: "release" });
    const named = report.findings.filter(({ rule }) => rule === "metadata" || rule === "readme-renders");
    return {
      versions: report.artifacts.map(({ version }) => version),
      found: named.map(({ rule, severity, path, line }) => `${rule} ${severity} ${path}:${line}`),
      messages: named.map(({ message }) => message).join("\n"),
    };
  }

  it("knows versions, refusals and what does not render, and leaves the sources as they were", async () => {
    const outside = await askOutside([questions(await read())], world);
    const { versions, found, messages } = await findings(outside);
    assert.equal(outside.pythonProblem, null);
    assert.deepEqual(versions, ["1.2.0", null, "1.2.0"]);
    assert.deepEqual(found, [
      "readme-renders error sdk/contoso-broken/README.rst:5",
      "metadata error sdk/contoso-raises/pyproject.toml:2",
    ]);
    assert.match(messages, /Title underline too short/);
    assert.match(messages, /RuntimeError: ##vso\[no\] way/);
    assert.deepEqual((await readdir(join(folder, "sdk/contoso-computed"))).toSorted(), [
      "CHANGELOG.md",
      "README.md",
      "pyproject.toml",
      "setup.py",
    ]);
    assert.deepEqual(await readdir(join(folder, "scratch")), []);
  });

  it("only notes what was not asked", async () => {
    const nothing = await askOutside([questions(await read())], { ...world, python: null });
    assert.deepEqual(nothing, nobodyAsked);
    const expected = [
      "readme-renders note sdk/contoso-broken/README.rst:null",
      "metadata note sdk/contoso-computed/pyproject.toml:2",
      "metadata note sdk/contoso-raises/pyproject.toml:2",
    ];
    assert.deepEqual((await findings(nothing)).found, expected);
    const environment = () =>
      findPython(world.process, join(folder, "no-python"), folder).then(({ path }) => path);
    const scratch = join(folder, "scratch");
    const without = await askOutside([questions(await read())], {
      ...world,
      python: { environment, program: productFile, scratch },
    });
    const { found, messages } = await findings(without);
    assert.deepEqual(found, expected);
    assert.match(messages, /could not be asked: "[^"]*no-python/);
  });
});
