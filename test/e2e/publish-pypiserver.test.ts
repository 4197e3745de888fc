import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { undiciHttp } from "../../src/adapters/http.ts";
import { startLocalIndex } from "../../src/adapters/local-index.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { GatehouseError } from "../../src/errors.ts";
import { readProject } from "../../src/index/read-project.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import { highestVersion } from "../../src/index/versions.ts";
import { publishArtifact } from "../../src/publish/publish-artifact.ts";
import { testContext } from "../support/index-context.ts";
import { approvedArtifact } from "../support/index-distributions.ts";
import { pythonWithPypiserver, serveScript } from "../support/index-pypiserver.ts";

const run = promisify(execFile);

describe("publish to pypiserver", function () {
  this.timeout(180_000);
  let parent = "";
  let python = "";
  let index: IndexAddress & AsyncDisposable;

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    python = await pythonWithPypiserver();
    const { signal } = new AbortController();
    index = await startLocalIndex({ python, script: serveScript, folder: join(parent, "packages"), signal });
  });
  after(async () => {
    await index[Symbol.asyncDispose]();
    await rm(parent, { recursive: true });
  });

  const contextFor = (folder: string) => ({ ...testContext(index, folder), clock: systemClock });

  it("publishes, finds everything there the second time, and pip installs it", async () => {
    const core = await approvedArtifact(parent, { name: "contoso-core", version: "1.2.0b1" });
    const blob = await approvedArtifact(parent, {
      name: "contoso.blob",
      version: "2.0",
      requires: ["contoso-core>=1.2.0b1"],
    });
    const state = await readProject(undiciHttp("0"), index, "contoso-core");
    assert.equal(state.exists, false);
    for (const artifact of [core, blob]) {
      const context = contextFor(join(parent, artifact.name));
      assert.equal((await publishArtifact(artifact, context)).outcome, "published");
      assert.equal((await publishArtifact(artifact, context)).outcome, "already there");
    }
    assert.equal((await readdir(join(parent, "packages"))).length, 4);
    assert.equal(highestVersion(await readProject(undiciHttp("0"), index, "contoso-core")), "1.2.0b1");
    const target = join(parent, "target");
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir"];
    await run(python, [...pip, "--index-url", index.simple, "--target", target, "contoso.blob"], { env: {} });
    assert.ok((await readdir(target)).includes("contoso_core.py"));
  });

  it("sends nothing of an artifact when one file is there with other bytes", async () => {
    const theirs = await approvedArtifact(join(parent, "theirs"), {
      name: "contoso-x",
      version: "1.0",
      salt: "theirs",
    });
    await publishArtifact(theirs, contextFor(join(parent, "theirs", "contoso-x")));
    const before = await readdir(join(parent, "packages"));
    const ours = await approvedArtifact(join(parent, "ours"), {
      name: "contoso-x",
      version: "1.0",
      salt: "ours",
    });
    await assert.rejects(
      publishArtifact(ours, contextFor(join(parent, "ours", "contoso-x"))),
      (error) => error instanceof GatehouseError && error.code === "index-conflict",
    );
    assert.deepEqual(await readdir(join(parent, "packages")), before);
  });
});

describe("startLocalIndex", function () {
  this.timeout(60_000);
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
  });
  after(() => rm(folder, { recursive: true }));

  const start = (python: string, script: string, signal = new AbortController().signal) =>
    startLocalIndex({ python, script, folder, signal });
  const says = (text: RegExp) => (error: unknown) =>
    error instanceof GatehouseError && error.code === "index-failed-start" && text.test(error.message);

  it("says why it does not start", async () => {
    const script = join(folder, "broken.py");
    await writeFile(script, "raise SystemExit('the reason')\n");
    await assert.rejects(start("python3", script), says(/the reason/));
    await assert.rejects(start(join(folder, "no-python"), script), says(/ENOENT/));
  });

  it("takes another port when one was taken, and frees it when disposed", async () => {
    const script = join(folder, "second.py");
    // Fails once, as over a taken port; then serves `simple/` in the folder until its stdin ends.
    await writeFile(
      script,
      `import functools, http.server, os, sys, threading
mark = sys.argv[2] + "/mark"
if not os.path.exists(mark):
    open(mark, "w").close()
    sys.exit("taken")
os.makedirs(sys.argv[2] + "/simple", exist_ok=True)
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[2])
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
`,
    );
    const index = await start("python3", script);
    const port = Number(new URL(index.upload).port);
    await index[Symbol.asyncDispose]();
    await new Promise<void>((resolve, reject) => {
      const server = createServer()
        .once("error", reject)
        .listen(port, "127.0.0.1", () => server.close(() => resolve()));
    });
  });

  it("stops waiting when it is told to, and ends what does not end by itself", async () => {
    const script = join(folder, "deaf.py");
    const pidFile = join(folder, "pid");
    await writeFile(
      script,
      `import os, time\nopen(${JSON.stringify(pidFile)}, "w").write(str(os.getpid()))\ntime.sleep(60)\n`,
    );
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1000);
    await assert.rejects(start("python3", script, controller.signal), { name: "AbortError" });
    const pid = Number(await readFile(pidFile, "utf8"));
    assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
  });
});
