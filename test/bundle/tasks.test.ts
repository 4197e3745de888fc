/** The shipped tasks, started as the agent starts them, on the sample; on both Nodes. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startLocalIndex } from "../../src/adapters/local-index.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import type { ReleaseRecord } from "../../src/release/record.ts";
import { type AgentJob, nodes, runTask } from "../support/agent.ts";
import { gatehouse, type SampleRepository, sampleRepository } from "../support/command.ts";
import { pythonWithPypiserver, serveScript } from "../support/index-pypiserver.ts";

for (const { version, path: node } of nodes) {
  describe(`the tasks on Node ${version}`, function () {
    this.timeout(240_000);
    let sample: SampleRepository;
    let index: IndexAddress & AsyncDisposable;
    let record: string;

    before(async function () {
      if (!existsSync(node)) return this.skip();
      sample = sampleRepository();
      // The sample says in gatehouse.yml which index is meant, as a team would.
      const { signal } = new AbortController();
      const folder = join(sample.scratch, "index");
      index = await startLocalIndex({
        python: await pythonWithPypiserver(),
        script: serveScript,
        folder,
        signal,
      });
      record = join(sample.scratch, "job", "gatehouse");
    });
    after(async () => {
      await index?.[Symbol.asyncDispose]();
      sample?.remove();
    });

    /** A job of a run; the record is where the default of `recordPath` puts it. */
    function job(inputs: Record<string, string> = {}, variables: Record<string, string> = {}): AgentJob {
      const all = { recordPath: record, ...inputs };
      return { node, folder: join(sample.scratch, "job"), sources: sample.folder, inputs: all, variables };
    }
    const service = () => ({ serviceDirectory: "sdk/contoso", index: index.upload });

    it("Validate finds nothing wrong, and names what would be released", async () => {
      const run = await runTask("GatehouseValidate", job({ ...service(), mode: "release", failOn: "error" }));
      assert.equal(run.result, "Succeeded", run.output);
      assert.equal(run.code, 0);
      const names = ["contoso_core", "contoso_storage_blob", "contoso_mgmt_widgets"];
      assert.deepEqual(JSON.parse(run.outputs["artifactsToRelease"] ?? ""), names);
      assert.ok(run.commands.some(({ name }) => name === "task.uploadsummary"));
    });

    it("Validate writes SARIF, hands over all findings, and asks who owns the projects", async () => {
      const sarif = join(sample.scratch, "out/findings.sarif");
      const inputs = { ...service(), requiredOwner: "microsoft", sarifPath: sarif };
      const run = await runTask("GatehouseValidate", job(inputs));
      assert.notEqual(run.result, "Failed", run.output);
      const log = JSON.parse(readFileSync(sarif, "utf8")) as {
        version: string;
        runs: { results: { ruleId: string }[] }[];
      };
      assert.equal(log.version, "2.1.0");
      // Nothing is on that index yet: each name is new, and nobody owns it.
      const found = new Set(log.runs[0]?.results.map(({ ruleId }) => ruleId));
      assert.deepEqual(found, new Set(["name-free", "owner"]));
      const attached = run.commands.find(({ name }) => name === "task.addattachment");
      assert.ok(attached, run.output);
    });

    it("Validate shows a finding at its line, once", async () => {
      const ci = join(sample.folder, "sdk/contoso/ci.yml");
      const whole = readFileSync(ci, "utf8");
      writeFileSync(ci, whole.replace("safeName: contosomgmtwidgets", "safeName: contoso-widgets"));
      const run = await runTask("GatehouseValidate", job(service()));
      writeFileSync(ci, whole);
      assert.equal(run.result, "Failed");
      const issues = run.commands.filter(
        ({ name, properties }) => name === "task.logissue" && properties["type"] === "error",
      );
      assert.equal(issues.length, 1, run.output);
      assert.equal(issues[0]?.properties["sourcepath"], "sdk/contoso/ci.yml");
      const line = whole.split("\n").findIndex((text) => text.includes("safeName: contosomgmtwidgets")) + 1;
      assert.equal(issues[0]?.properties["linenumber"], String(line));
    });

    it("Build builds all and leaves its slice", async () => {
      const run = await runTask("GatehouseBuild", job(service()));
      assert.equal(run.result, "Succeeded", run.output);
      assert.equal(run.outputs["sliceArtifact"], "gatehouse-build-1-1");
      assert.ok(existsSync(join(record, "contoso_core", "contoso_core-1.2.0.tar.gz")));
      const groups =
        run.output.match(/^##\[group\](\S+): what its back end said$[^]*?^##\[endgroup\]$/gm) ?? [];
      assert.equal(groups.length, 3, run.output);
      // What is in one is of that package alone.
      for (const group of groups) assert.equal(group.match(/##\[/g)?.length, 2, group);
      assert.equal(sample.git("status", "--porcelain"), "", "the source tree was written into");
    });

    it("Test tests what was built, and publishes its results", async () => {
      // A build job that was run again: both of its slices were downloaded.
      const slice = readFileSync(join(record, "build.1.json"), "utf8");
      mkdirSync(join(record, "gatehouse-build-1-1"));
      writeFileSync(join(record, "gatehouse-build-1-1", "build.1.json"), slice);
      writeFileSync(join(record, "build.1.json"), slice.replace('"attempt": 1', '"attempt": 2'));
      const run = await runTask("GatehouseTest", job({ serviceDirectory: "sdk/contoso" }));
      assert.equal(run.result, "Succeeded", run.output);
      assert.match(run.outputs["sliceArtifact"] ?? "", /^gatehouse-test-3\.\d+-1-1$/);
      const results = run.outputs["testResultsPath"] ?? "";
      const names = ["contoso_core", "contoso_mgmt_widgets", "contoso_storage_blob"];
      assert.deepEqual(
        readdirSync(results).toSorted(),
        names.map((name) => `${name}.xml`),
      );
      for (const name of names)
        assert.match(
          readFileSync(join(results, `${name}.xml`), "utf8"),
          new RegExp(`<testsuite name="${name} `),
        );
      const published = run.commands.find(({ name }) => name === "results.publish");
      assert.equal(published?.properties["resultFiles"]?.split(",").length, 3);
      // One folded part of the log for each, with what pytest said, and nothing of another between.
      assert.equal(run.output.match(/^##\[group\].*: passed, \d+ passed on Python/gm)?.length, 3, run.output);
      assert.equal(run.output.match(/^##\[group\][^#]* passed in [^#]*^##\[endgroup\]$/gm)?.length, 3);
    });

    it("Collect leaves the record, and sets what the release stages ask for", async () => {
      const run = await runTask("GatehouseCollect", job());
      assert.equal(run.result, "Succeeded", run.output);
      const { artifacts } = JSON.parse(readFileSync(join(record, "release.json"), "utf8")) as ReleaseRecord;
      for (const { safeName, digest, tests } of artifacts) {
        assert.equal(run.outputs[`release_${safeName}`], "true");
        assert.equal(run.outputs[`released_${safeName}`], "false");
        assert.equal(run.outputs[`digest_${safeName}`], digest);
        assert.equal(tests.outcome, "passed");
      }
      assert.equal(run.outputs["recordArtifact"], "gatehouse-record-1");
      assert.ok(
        run.commands.some(
          ({ name, properties }) =>
            name === "task.addattachment" && properties["type"] === "gatehouse.record",
        ),
      );
    });

    it("Collect refuses a demanded Python that no slice has", async () => {
      const run = await runTask("GatehouseCollect", job({ pythonVersions: "3.8" }));
      assert.equal(run.result, "Failed");
      assert.match(run.output, /code=slices-refused/);
    });

    for (const task of ["GatehouseGate", "GatehousePublish"]) {
      it(`${task} refuses outside a stage, with one clear error`, async () => {
        const run = await runTask(task, job({ artifactName: "contoso-core" }));
        assert.equal(run.result, "Failed", run.output);
        const errors = run.commands.filter(({ name }) => name === "task.logissue");
        assert.deepEqual(
          errors.map(({ properties }) => properties["code"]),
          ["gate-outside-stage"],
        );
        assert.match(errors[0]?.text ?? "", /no stage of a YAML pipeline .* To do: /);
        if (task === "GatehouseGate") assert.equal(run.outputs["approved"], "false");
        else assert.equal(run.outputs["published"], "[]");
      });
    }

    it("Tag refuses before the index has the files, and tags after", async () => {
      const early = await runTask("GatehouseTag", job({ artifactName: "contoso_core" }));
      assert.equal(early.result, "Failed");
      assert.match(early.output, /code=tag-unconfirmed/);
      const command = (...args: string[]) =>
        gatehouse(args, sample.folder, { TWINE_USERNAME: "u", TWINE_PASSWORD: "p" });
      const approved = await command("approve", record, "--artifact", "contoso-core");
      assert.equal(approved.code, 0, approved.stderr);
      const published = await command("publish", record, "--artifact", "contoso_core", "--json");
      assert.equal(published.code, 0, published.stderr);
      const run = await runTask("GatehouseTag", job({ artifactName: "Contoso.Core", remote: "origin" }));
      assert.equal(run.result, "Succeeded", run.output);
      assert.equal(run.outputs["tag"], "contoso-core_1.2.0");
      const commit = sample.git("ls-remote", "origin", "refs/tags/contoso-core_1.2.0^{}").split("\t")[0];
      assert.equal(commit, sample.git("rev-parse", "HEAD"));
      const again = await runTask("GatehouseTag", job({ artifactName: "contoso_core" }));
      assert.equal(again.result, "Succeeded", "a tag that is there already is done");
    });
  });
}
