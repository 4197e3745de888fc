/** `gatehouse queue`, as shipped, before a stand-in for Azure DevOps. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { nodes } from "../support/agent.ts";
import { type Azure, signInPage, startAzure } from "../support/azure/azure.ts";
import type { Fault } from "../support/azure/exchange.ts";
import { uuid } from "../support/azure/ids.ts";
import { atAzure, startAtAzure } from "../support/azure/terminal.ts";
import { waitingWorld } from "../support/azure/waiting-world.ts";
import { pipelineOf, put, recordOf, type World } from "../support/azure/world.ts";
import { type SampleRepository, sampleRepository } from "../support/command.ts";
import { aCollected, aRecord, aReleased } from "../support/record-builders.ts";

const core = aCollected({ name: "contoso_core", previous: "1.1.0" });
const blob = aCollected({ name: "contoso_storage_blob", version: "12.4.0", dependsOn: ["contosocore"] });
const record = aRecord([core, blob, aReleased({ name: "contoso_mgmt_widgets" })]);

interface Timeline {
  readonly records: Record<string, unknown>[];
}

/** A run that begins: first nothing, then Build wants a permission and goes on, then approvals wait. */
function beginningWorld(): World {
  const world = waitingWorld(record);
  const done = world.timelines[4711] as Timeline;
  const building = structuredClone(done);
  building.records.splice(
    0,
    building.records.length,
    ...done.records
      .filter(({ type }) => type === "Stage")
      .map((stage) => {
        const running = stage["identifier"] === "Build";
        return { ...stage, state: running ? "inProgress" : "pending", result: null };
      }),
  );
  const held = structuredClone(building);
  const [build] = held.records;
  Object.assign(build ?? {}, { state: "pending" });
  held.records.push(
    recordOf(uuid(901), "Checkpoint", { parentId: build?.["id"], state: "inProgress" }),
    recordOf(uuid(902), "Checkpoint.Authorization", { parentId: uuid(901), state: "inProgress" }),
  );
  world.coming[4711] = [{ id: done.records[0]?.["id"], records: [] }, held, building, done];
  put(world, "timelines.4711", building);
  return world;
}

for (const { version, path: node } of nodes) {
  describe(`queue on Node ${version}`, function () {
    this.timeout(60_000);
    let azure: Azure;
    let sample: SampleRepository;
    before(async function () {
      if (!existsSync(node)) return this.skip();
      azure = await startAzure();
      sample = sampleRepository();
    });
    after(async () => {
      await azure?.[Symbol.asyncDispose]();
      sample?.remove();
    });
    const terminal = (cwd = sample.folder) => ({ azure, cwd, node });
    const run = (...args: readonly string[]) => atAzure(terminal(), "queue", ...args);
    function setWorld(world = waitingWorld(record), faulty?: (route: string, nth: number) => Fault | null) {
      azure.set({ world, ...(faulty === undefined ? {} : { faulty }) });
      return world;
    }

    it("queues the pipeline and prints the run's address", async () => {
      const world = setWorld();
      const { code, stdout, stderr } = await run("contoso");
      assert.equal(code, 0, stderr);
      assert.equal(stdout, `${azure.organization}internal/_build/results?buildId=4711&view=results\n`);
      assert.match(stderr, /Queued \*python - contoso\*, run 20240506\.1\./);
      assert.deepEqual(world.queued, [{ pipeline: 8, body: {} }]);
    });

    for (const [how, given, from] of [
      ["by its folder", "sdk/contoso", "."],
      ["by the folder that one is in", ".", "sdk/contoso"],
      ["from below", "contoso", "sdk/contoso/contoso-core"],
      ["by its name alone, outside of any clone", "contoso", "/"],
      ["by the name of a folder that is not here", "sdk/contoso/", "/"],
    ] as const)
      it(`finds it ${how}`, async () => {
        const world = setWorld();
        const cwd = from === "/" ? sample.scratch : `${sample.folder}/${from}`;
        const { code, stderr } = await atAzure(terminal(cwd), "queue", given);
        assert.equal(code, 0, stderr);
        assert.deepEqual(world.queued, [{ pipeline: 8, body: {} }]);
      });

    it("releases only what a glob or a package's name says, on a branch", async () => {
      const resources = { repositories: { self: { refName: "refs/heads/hotfix/1" } } };
      const world = setWorld();
      const some = await run(
        "contoso",
        "--artifact",
        "*core",
        "--artifact",
        "*blob",
        "--branch",
        "hotfix/1",
        "--json",
      );
      assert.equal(some.code, 0, some.stderr);
      assert.deepEqual(world.queued, [
        { pipeline: 8, body: { resources, stagesToSkip: ["Release_contosomgmtwidgets"] } },
      ]);
      const told = JSON.parse(some.stdout) as { artifacts: string[]; state: string; run: { id: number } };
      assert.deepEqual(
        [told.artifacts, told.state, told.run.id],
        [["contoso_core", "contoso_storage_blob"], "queued", 4711],
      );
      const next = setWorld();
      const one = await run("contoso-storage-blob");
      assert.equal(one.code, 0, one.stderr);
      assert.match(one.stderr, /warning: contoso_storage_blob needs contoso_core, not chosen/);
      assert.deepEqual(next.queued, [
        { pipeline: 8, body: { stagesToSkip: ["Release_contosocore", "Release_contosomgmtwidgets"] } },
      ]);
    });

    it("queues nothing for a glob that matches nothing, or without the ci.yml", async () => {
      const world = setWorld();
      const none = await run("contoso", "--artifact", "nothing");
      assert.equal(none.code, 2);
      assert.match(none.stderr, /glob-no-match.*contoso_core, contoso_storage_blob/);
      const away = await atAzure(terminal(sample.scratch), "queue", "contoso", "--artifact", "*");
      assert.equal(away.code, 2);
      assert.match(away.stderr, /queue-refused.*contoso is not here/);
      assert.deepEqual(world.queued, []);
    });

    it("says where a pipeline is that is not in the folder, or that there are two", async () => {
      const missing = setWorld();
      missing.pipelines.splice(0, 1, pipelineOf(5, "python - contoso", "\\java"));
      const elsewhere = await run("contoso");
      assert.equal(elsewhere.code, 2);
      assert.match(elsewhere.stderr, /pipeline-missing.*there is one in \\java/);
      assert.equal((await run("contoso", "--folder", "java")).code, 0);
      const none = await run("tailspin");
      assert.equal(none.code, 2);
      assert.match(none.stderr, /no pipeline \*python - tailspin\* in the folder \\python\./);
      const doubled = setWorld();
      doubled.pipelines.push(pipelineOf(10, "Python - Contoso"));
      const two = await run("contoso");
      assert.equal(two.code, 2);
      assert.match(two.stderr, /pipeline-ambiguous.*8, 10/);
      const disabled = setWorld();
      disabled.pipelines.splice(0, 1, { ...pipelineOf(8, "python - contoso"), queueStatus: "disabled" });
      const off = await run("contoso");
      assert.equal(off.code, 2);
      assert.match(off.stderr, /disabled/);
    });

    it("follows the run until approvals wait, and says who may decide", async () => {
      setWorld(beginningWorld());
      const { code, stdout, stderr } = await run("contoso", "--watch");
      assert.equal(code, 0, stderr);
      const [address = "", head = "", row = "", ...more] = stdout.trimEnd().split("\n");
      assert.match(address, /buildId=4711/);
      assert.match(head, /WHO MAY APPROVE/);
      assert.deepEqual(
        row.split(/ {2,}/).filter((_, at) => at !== 3),
        ["4711 (python - contoso)", "contoso_core", "1.2.0", "[internal]\\Release to PyPI Approvers"],
      );
      assert.deepEqual(more, []);
      const lines = stderr.split("\n").map((line) => line.trim());
      const at = (text: string) => lines.findIndex((line) => line.includes(text));
      assert.ok(at("Build: is held up by a check") > at("Run 4711"), stderr);
      assert.ok(at("Build: done") > at("Build: is held up"), stderr);
      assert.equal(stderr.split("waits for an approval").length, 2, stderr);
      assert.ok(at("Release_contosocore: waits for an approval") > at("Build: done"), stderr);
      assert.ok(at("Release_contosomgmtwidgets: left out") > 0, stderr);
      assert.ok(
        at(`gatehouse approvals approve --organization ${azure.organization} --run 4711`) > 0,
        stderr,
      );
    });

    it("follows as JSON", async () => {
      setWorld(beginningWorld());
      const { code, stdout } = await run("contoso", "--watch", "--json");
      assert.equal(code, 0);
      const told = JSON.parse(stdout) as { state: string; approvals: { artifact: string; digest: string }[] };
      assert.equal(told.state, "waiting");
      assert.deepEqual(
        told.approvals.map(({ artifact, digest }) => [artifact, digest]),
        [["contoso_core", core.digest]],
      );
    });

    for (const [result, expected] of [
      ["succeeded", 0],
      ["partiallySucceeded", 0],
      ["failed", 1],
      ["canceled", 1],
    ] as const)
      it(`ends with ${expected} when the run ended as ${result}`, async () => {
        const world = waitingWorld(aRecord([aReleased({ name: "contoso_mgmt_widgets" })]));
        put(world, "builds.4711.status", "completed");
        put(world, "builds.4711.result", result);
        setWorld(world);
        const { code, stderr } = await run("contoso", "--watch");
        assert.equal(code, expected, stderr);
        assert.match(stderr, new RegExp(`The run ended: ${result}`));
      });

    it("leaves the run alone when it is interrupted", async () => {
      const world = beginningWorld();
      world.coming[4711]?.splice(2);
      setWorld(world);
      const { child, ended } = startAtAzure(terminal(), "queue", "contoso", "--watch");
      while (azure.exchanges.filter(({ route }) => route === "timeline").length < 3)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill("SIGINT");
      const { code, stdout, stderr } = await ended;
      assert.equal(code, 130);
      assert.match(stdout, /buildId=4711/);
      assert.match(stderr, /no longer watched, and goes on: http/);
      assert.ok(azure.exchanges.every(({ method, route }) => method === "GET" || route === "queue"));
    });

    it("queues once, and says so when it is not known whether it did", async () => {
      setWorld(waitingWorld(record), (route) =>
        route === "queue" ? { status: 0, connection: "reset" } : null,
      );
      const lost = await run("contoso");
      assert.equal(lost.code, 3);
      assert.match(lost.stderr, /azure-lost.*Whether it was done is not known/);
      assert.equal(azure.exchanges.filter(({ route }) => route === "queue").length, 1);
    });

    it("says what stands in the way", async () => {
      const json = { "content-type": "application/json" };
      for (const [fault, code, words] of [
        [signInPage, 1, /azure-sign-in/],
        [
          { status: 403, headers: json, body: '{"message":"no Queue builds"}' },
          1,
          /azure-forbidden.*no Queue builds/,
        ],
        [
          { status: 400, headers: json, body: '{"message":"##vso[x]\\u001b[31m no branch"}' },
          1,
          /azure-refused.*no branch/,
        ],
        [{ status: 429, headers: { "retry-after": "60" } }, 3, /azure-unread.*429/],
      ] as const) {
        setWorld(waitingWorld(record), (route) => (route === "queue" ? fault : null));
        const refused = await run("contoso");
        assert.equal(refused.code, code, refused.stderr);
        assert.match(refused.stderr, words);
        assert.doesNotMatch(refused.stderr, /##vso|[^\P{Cc}\n]/u);
      }
      setWorld(waitingWorld(record), (route) =>
        route === "pipelines" ? { status: 404, headers: json } : null,
      );
      const project = await run("contoso");
      assert.equal(project.code, 2);
      assert.match(project.stderr, /azure-project/);
    });
  });
}
