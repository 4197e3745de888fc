/** The worker itself, with back ends that lie in the packages: no environment is needed for those. */
import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { nodeProcess } from "../../../src/adapters/process.ts";
import { type Answer, type Job, startWorker, type Worker } from "../../../src/build/worker.ts";
import { processesWith, until } from "../../support/command.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { root } from "../../support/root.ts";

const program = join(root, "python/build_worker.py");
const children = nodeProcess(process.env);

/** A back end whose sdist is a real archive, and whose wheel holds the working directory. */
const honest = `
import io, os, tarfile
def build_sdist(folder, config_settings=None):
    with tarfile.open(os.path.join(folder, "p-1.tar.gz"), "w:gz") as archive:
        archive.add("own.py", "p-1/own.py")
    return "p-1.tar.gz"
def build_wheel(folder, config_settings=None, metadata_directory=None):
    with open(os.path.join(folder, "p-1-py3-none-any.whl"), "w") as file:
        file.write(os.getcwd())
    return "p-1-py3-none-any.whl"
`;

async function job(folder: string, backEnd: string, rest: Partial<Job> = {}): Promise<Job> {
  const [source, work, out] = [join(folder, "source"), join(folder, "work"), join(folder, "out")];
  for (const made of [source, out, join(work, "home"), join(work, "tmp")])
    await mkdir(made, { recursive: true });
  await writeFile(join(source, "own.py"), backEnd);
  const system = { backend: "own", backendPath: ["."], has: [] };
  return {
    source,
    work,
    out,
    ...system,
    epoch: 1_700_000_000,
    seconds: 60,
    sdist: true,
    wheel: true,
    ...rest,
  };
}

async function withWorker<T>(
  work: (worker: Worker, folder: string, controller: AbortController) => Promise<T>,
  worker = program,
): Promise<T> {
  await using folder = await temporaryFolder();
  const controller = new AbortController();
  const options = { process: children, signal: controller.signal, program: worker, folder: folder.path };
  const started = await startWorker("python3", options);
  try {
    return await work(started, folder.path, controller);
  } finally {
    await started.end();
  }
}

const ask = (backEnd: string, rest: Partial<Job> = {}): Promise<Answer> =>
  withWorker(async (worker, folder) => worker.ask(await job(folder, backEnd, rest)));

describe("the worker that calls back ends", function () {
  this.timeout(30_000);

  it("makes the wheel from the sdist, and several packages at a time", () =>
    withWorker(async (worker, folder) => {
      const jobs = await Promise.all(["a", "b", "c"].map((name) => job(join(folder, name), honest)));
      const answers = await Promise.all(jobs.map((one) => worker.ask(one)));
      for (const answer of answers) assert.deepEqual(answer, { timeout: false, output: "" });
      for (const { out, work } of jobs) {
        assert.deepEqual((await readdir(out)).toSorted(), ["p-1-py3-none-any.whl", "p-1.tar.gz"]);
        assert.equal(await nodeFiles.readText(join(out, "p-1-py3-none-any.whl")), join(work, "sdist/p-1"));
      }
    }));

  it("makes the wheel of an sdist that is there", () =>
    withWorker(async (worker, folder) => {
      const one = await job(folder, honest);
      assert.deepEqual(await worker.ask({ ...one, wheel: false }), { timeout: false, output: "" });
      await writeFile(join(one.source, "own.py"), "raise RuntimeError('the source is not looked at')");
      assert.deepEqual(await worker.ask({ ...one, sdist: false }), { timeout: false, output: "" });
      assert.deepEqual((await readdir(one.out)).toSorted(), ["p-1-py3-none-any.whl", "p-1.tar.gz"]);
    }));

  it("makes no wheel when none is asked for", () =>
    withWorker(async (worker, folder) => {
      const one = await job(folder, honest, { wheel: false });
      await worker.ask(one);
      assert.deepEqual(await readdir(one.out), ["p-1.tar.gz"]);
    }));

  it("says what the hooks need and is not there", async () => {
    const needing = `${honest}\ndef get_requires_for_build_wheel(config_settings=None): return ["cython", "numpy>=2"]\n`;
    assert.deepEqual(await ask(needing, { has: ["cython"] }), { needs: ["numpy>=2"] });
    assert.ok("output" in (await ask(needing, { has: ["cython", "numpy>=2"] })));
  });

  it("tells which hook failed, and what was said", async () => {
    const answer = await ask(honest.replace("return", "raise ValueError('odd') #"));
    assert.ok("problem" in answer && answer.problem === "build_sdist");
    assert.match(answer.output, /ValueError: odd/);
  });

  it("refuses a back end outside of the package, and one that is not there", async () => {
    const outside = await ask(honest, { backendPath: [".."] });
    assert.ok("output" in outside);
    assert.match(outside.output, /leads out of the package/);
    const nowhere = await ask(honest, { backend: "nowhere" });
    assert.ok("output" in nowhere);
    assert.match(nowhere.output, /No module named 'nowhere'/);
  });

  it("ends what takes too long, with all that it started", async () => {
    const sleeps = "import subprocess, sys, time\n";
    const start =
      "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(617)'], start_new_session=True)";
    const hook = `def build_sdist(folder, config_settings=None):\n    ${start}\n    time.sleep(617)\n`;
    const answer = await ask(`${sleeps}${hook}`, { seconds: 1 });
    assert.ok("timeout" in answer && answer.timeout);
    assert.deepEqual(processesWith("time.sleep(617"), []);
  });

  it("ends everything when it is aborted", () =>
    withWorker(async (worker, folder, controller) => {
      const start =
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(619)'], start_new_session=True)";
      const hook = `import subprocess, sys, time\ndef build_sdist(folder, config_settings=None):\n    ${start}\n    time.sleep(619)\n`;
      const asked = worker.ask(await job(folder, hook));
      assert.ok(await until(() => processesWith("time.sleep(619").length > 0, asked));
      controller.abort();
      assert.ok("lost" in (await asked));
      await worker.end();
      assert.deepEqual(processesWith("time.sleep(619"), []);
    }));

  it("works where processes can't be forked", async () => {
    await using folder = await temporaryFolder();
    const cold = join(folder.path, "cold.py");
    await writeFile(
      cold,
      `import os, runpy, sys\ndel os.fork\nsys.path.insert(0, ${JSON.stringify(dirname(program))})\nrunpy.run_path(${JSON.stringify(program)}, run_name="__main__")\n`,
    );
    await withWorker(async (worker, place) => {
      const one = await job(join(place, "good"), honest);
      assert.deepEqual(await worker.ask(one), { timeout: false, output: "" });
      assert.equal((await readdir(one.out)).length, 2);
      const bad = await worker.ask(await job(join(place, "bad"), "raise RuntimeError('odd')"));
      assert.ok("problem" in bad);
      assert.match(bad.output, /RuntimeError: odd/);
      const slow = "import time\ndef build_sdist(folder, config_settings=None): time.sleep(60)\n";
      const late = await worker.ask(await job(join(place, "slow"), slow, { seconds: 1 }));
      assert.ok("timeout" in late && late.timeout);
    }, cold);
  });
});
