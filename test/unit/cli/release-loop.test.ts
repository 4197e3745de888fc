import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { releaseLoop } from "../../../src/cli/release/release-loop.ts";
import { GatehouseError } from "../../../src/errors.ts";
import type { ProjectState } from "../../../src/index/types.ts";
import type { Decision, RecordArtifact } from "../../../src/release/record.ts";
import { aCollected, anEntryNotBuilt, aReleased, distributions } from "../../support/record-builders.ts";
import { aDesk, fromPage, type TestDesk } from "../../support/record-desk.ts";

interface LoopSetting {
  readonly open?: boolean;
  readonly projects?: ReadonlyMap<string, ProjectState>;
  readonly signal?: AbortSignal;
  /** Called before an artifact is published; what it throws is the publish's failure. */
  readonly onPublish?: (name: string) => Promise<void> | void;
}

/** Begins a loop whose publish notes `+name` when it begins and `-name` when it ends. */
function begin(desk: TestDesk, setting: LoopSetting = {}) {
  const { open = false, projects = new Map(), signal = new AbortController().signal, onPublish } = setting;
  const log: string[] = [];
  const done = releaseLoop(desk, {
    open,
    projects,
    signal,
    onChange: () => undefined,
    async publish({ name, approval, digest }) {
      assert.equal(approval.digest, digest);
      log.push(`+${name}`);
      await setImmediate();
      await onPublish?.(name);
      log.push(`-${name}`);
      return { state: "published", note: "" };
    },
  });
  return { done, log };
}

/** Lets everything run that can run without a new decision. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
}

function approveAll(artifacts: readonly RecordArtifact[], rest: Record<string, Decision> = {}) {
  const all = artifacts.map(({ name }) => [name, rest[name] ?? "approved"] as const);
  return aDesk(artifacts, { decisions: Object.fromEntries(all) });
}

const state = (desk: TestDesk, artifact: { name: string }) => desk.progress(artifact.name).state;

const core = aCollected({ version: "2.0.0" });
const blob = aCollected({ name: "contoso-blob", requiresDist: ["contoso-core>=2.0"] });
const files = aCollected({ name: "contoso-files", requiresDist: ["contoso-blob>=1.0"] });
const alone = aCollected({ name: "contoso-alone" });

const onIndex = (version: string) =>
  new Map([
    [
      "contoso-core",
      {
        package: "contoso-core",
        exists: true,
        files: distributions("contoso-core", version).map((file) => ({ ...file, url: "https://x.example/" })),
      },
    ],
  ]);

describe("the loop of a release", () => {
  it("publishes what is needed before what needs it, in whichever order the list has them", async () => {
    const desk = approveAll([files, blob, core]);
    const { done, log } = begin(desk);
    assert.equal((await done).size, 0);
    assert.deepEqual(log, [
      "+contoso-core",
      "-contoso-core",
      "+contoso-blob",
      "-contoso-blob",
      "+contoso-files",
      "-contoso-files",
    ]);
    assert.deepEqual(
      [core, blob, files].map((artifact) => state(desk, artifact)),
      ["published", "published", "published"],
    );
    assert.equal(desk.view().done, true);
  });

  it("heeds dependsOn as it heeds requirements, in any case", async () => {
    const depends = aCollected({ name: "contoso-blob", dependsOn: ["CONTOSOCORE"] });
    const { done, log } = begin(approveAll([depends, core]), { projects: onIndex("1.0.0") });
    await done;
    assert.deepEqual(log, ["+contoso-core", "-contoso-core", "+contoso-blob", "-contoso-blob"]);
    const rejected = approveAll([depends, core], { "contoso-core": "rejected" });
    const errors = await begin(rejected, { projects: onIndex("1.0.0") }).done;
    assert.equal(errors.get("contoso-blob")?.code, "sibling-missing");
  });

  it("does not keep apart what does not need one another", async () => {
    const { done, log } = begin(approveAll([core, alone]));
    await done;
    assert.deepEqual(log.slice(0, 2), ["+contoso-core", "+contoso-alone"]);
  });

  it("does not wait for what the index has in a version that will do", async () => {
    const { done, log } = begin(approveAll([blob, core]), { projects: onIndex("2.0.1") });
    await done;
    assert.deepEqual(log.slice(0, 2).toSorted(), ["+contoso-blob", "+contoso-core"]);
  });

  it("takes what is on the index already for there", async () => {
    const there = aReleased({ name: "contoso-core", version: "2.0.0" });
    const { done, log } = begin(approveAll([blob, there]));
    assert.equal((await done).size, 0);
    assert.deepEqual(log, ["+contoso-blob", "-contoso-blob"]);
  });

  it("blocks what needs a rejected sibling, and what needs that", async () => {
    const desk = approveAll([core, blob, files, alone], { "contoso-core": "rejected" });
    const { done, log } = begin(desk);
    const errors = await done;
    assert.deepEqual([...errors.keys()].toSorted(), ["contoso-blob", "contoso-files"]);
    assert.ok([...errors.values()].every(({ code }) => code === "sibling-missing"));
    assert.match(errors.get("contoso-blob")?.message ?? "", /contoso-core.*it was rejected/);
    assert.deepEqual(log, ["+contoso-alone", "-contoso-alone"]);
    assert.equal(state(desk, core), "rejected");
  });

  it("takes an undecided one for a no when no page is open", async () => {
    const desk = aDesk([core, blob, alone], { decisions: { "contoso-blob": "approved" } });
    const { done, log } = begin(desk);
    const errors = await done;
    assert.match(errors.get("contoso-blob")?.message ?? "", /nobody approved it/);
    assert.deepEqual(log, []);
    assert.deepEqual([state(desk, core), state(desk, alone)], ["waiting", "waiting"]);
  });

  it("blocks what needs one that is left out", async () => {
    const held = anEntryNotBuilt({ name: "contoso-core", reason: "it makes no wheel" });
    const errors = await begin(approveAll([held, blob])).done;
    assert.match(errors.get("contoso-blob")?.message ?? "", /it makes no wheel/);
  });

  it("goes on when one fails, but not with what needs it", async () => {
    const desk = approveAll([core, blob, alone]);
    const failure = GatehouseError.of("upload-failed", { file: "f", address: "a", problem: "reset" });
    const { done, log } = begin(desk, {
      onPublish: (name) => (name === "contoso-core" ? Promise.reject(failure) : undefined),
    });
    const errors = await done;
    assert.equal(errors.get("contoso-core"), failure);
    assert.equal(errors.get("contoso-blob")?.code, "sibling-missing");
    assert.ok(log.includes("-contoso-alone"));
    assert.deepEqual(
      [core, blob, alone].map((artifact) => state(desk, artifact)),
      ["failed", "failed", "published"],
    );
  });

  it("makes an error of its own of what nobody expected", async () => {
    const errors = await begin(approveAll([core]), { onPublish: () => Promise.reject(new TypeError("odd")) })
      .done;
    assert.equal(errors.get("contoso-core")?.code, "unexpected");
  });

  it("ends with nothing to do", async () => {
    const nothing = [aReleased({ name: "contoso-core" }), anEntryNotBuilt({ name: "contoso-blob" })];
    for (const open of [true, false]) {
      const desk = aDesk(nothing);
      assert.equal((await begin(desk, { open }).done).size, 0);
      assert.equal(desk.view().done, true);
    }
  });
});

describe("a circle of requirements", () => {
  const one = aCollected({ name: "one", requiresDist: ["two"] });
  const two = aCollected({ name: "two", requiresDist: ["one"] });
  const needsOne = aCollected({ name: "needs-one", requiresDist: ["one"] });

  it("is published one after the other, and then what only needs it", async () => {
    const { done, log } = begin(approveAll([needsOne, one, two]));
    assert.equal((await done).size, 0);
    assert.equal(log.length, 6);
    assert.deepEqual(log.slice(-2), ["+needs-one", "-needs-one"]);
    assert.equal(log[1]?.slice(1), log[0]?.slice(1), "the first ends before the second begins");
  });

  it("blocks what needs it when it fails", async () => {
    const { done, log } = begin(approveAll([needsOne, one, two]), {
      onPublish: () => Promise.reject(new Error("refused")),
    });
    const errors = await done;
    assert.equal(log.length, 1);
    assert.equal(errors.size, 3);
    assert.equal(errors.get("needs-one")?.code, "sibling-missing");
  });
});

describe("while the page is open", () => {
  it("the loop waits for decisions, and publishes each as it is made", async () => {
    const desk = aDesk([core, alone]);
    const { done, log } = begin(desk, { open: true });
    await settle();
    assert.deepEqual(log, []);
    await desk.decide([fromPage(alone)]);
    await settle();
    assert.deepEqual(log, ["+contoso-alone", "-contoso-alone"]);
    assert.equal(desk.view().done, false);
    await desk.decide([fromPage(core, "rejected")]);
    assert.equal((await done).size, 0);
    assert.equal(desk.view().done, true);
  });

  it("an approved one waits for what it needs to be decided", async () => {
    const desk = aDesk([core, blob]);
    const { done, log } = begin(desk, { open: true });
    await desk.decide([fromPage(blob)]);
    await settle();
    assert.deepEqual(log, []);
    assert.equal(state(desk, blob), "approved");
    await desk.decide([fromPage(core)]);
    await done;
    assert.deepEqual(log, ["+contoso-core", "-contoso-core", "+contoso-blob", "-contoso-blob"]);
  });

  it("a rejection may be taken back as long as others are undecided", async () => {
    const desk = aDesk([core, blob, alone]);
    const { done, log } = begin(desk, { open: true });
    await desk.decide([fromPage(blob), fromPage(core, "rejected")]);
    await settle();
    assert.equal(state(desk, blob), "approved");
    await desk.decide([fromPage(core)]);
    await desk.decide([fromPage(alone, "rejected")]);
    assert.equal((await done).size, 0);
    assert.ok(log.includes("-contoso-blob"));
  });

  it("a rejection counts when all is decided", async () => {
    const desk = aDesk([core, blob]);
    const { done, log } = begin(desk, { open: true });
    await desk.decide([fromPage(blob), fromPage(core, "rejected")]);
    assert.equal((await done).get("contoso-blob")?.code, "sibling-missing");
    assert.deepEqual(log, []);
  });
});

describe("an interrupted loop", () => {
  it("ends while it waits for decisions", async () => {
    const controller = new AbortController();
    const { done } = begin(aDesk([core]), { open: true, signal: controller.signal });
    await settle();
    controller.abort(new Error("interrupted"));
    await assert.rejects(done, /interrupted/);
  });

  it("begins nothing more", async () => {
    const controller = new AbortController();
    const { done, log } = begin(approveAll([core, blob]), {
      signal: controller.signal,
      onPublish: () => controller.abort(new Error("interrupted")),
    });
    await assert.rejects(done, /interrupted/);
    await settle();
    assert.deepEqual(log, ["+contoso-core", "-contoso-core"]);
  });

  it("does not begin when it was interrupted before", async () => {
    const { done, log } = begin(approveAll([core]), { signal: AbortSignal.abort(new Error("interrupted")) });
    await assert.rejects(done, /interrupted/);
    assert.deepEqual(log, []);
  });
});
