/** What the page reads of a run, from a stand-in for Azure DevOps over HTTP. */
import assert from "node:assert/strict";
import { Unanswered } from "../../../src/page/azure/ask.ts";
import { runReader } from "../../../src/page/azure/run-reader.ts";
import { type Azure, signInPage, startAzure } from "../../support/azure/azure.ts";
import { partsOf, releaseWorld } from "../../support/azure/release-world.ts";
import { run, type World } from "../../support/azure/world.ts";
import { forRosa, placeOf } from "../../support/page-place.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";

const artifacts = (count: number) =>
  Array.from({ length: count }, (_, n) => aCollected({ name: `contoso-p${n}`, safeName: `p${n}` }));
const record = aRecord(artifacts(2));
const [first] = record.artifacts;
assert.ok(first);

describe("reading a run", () => {
  let azure: Azure;
  before(async () => {
    azure = await startAzure();
  });
  after(() => azure?.[Symbol.asyncDispose]());

  async function readAll(world: World) {
    azure.set({ world: forRosa(world) });
    const reader = runReader(placeOf(azure), run);
    const seen = await reader.read();
    const asked = azure.exchanges.length;
    await reader.settled();
    return { reader, seen, asked, settled: reader.now() ?? seen };
  }

  const belief = (seen: Awaited<ReturnType<typeof readAll>>["seen"]) => {
    const [artifact] = seen.evidence.record?.artifacts ?? [];
    return artifact === undefined ? null : seen.evidence.believe(artifact);
  };

  it("shows a hundred artifacts after five requests, and lets them be decided after two more", async () => {
    const { seen, asked, settled, reader } = await readAll(releaseWorld(aRecord(artifacts(100))));
    assert.equal(seen.evidence.record?.artifacts.length, 100);
    assert.ok(asked <= 6, `${asked} requests`);
    assert.equal(azure.exchanges.length, 7);
    assert.deepEqual(belief(seen), { kind: "wait" });
    assert.deepEqual(belief(settled), { kind: "yes" });
    const stage = settled.stages?.stageOf("p99") ?? null;
    assert.equal(settled.approvalsOf(stage)[0]?.status, "pending");
    await reader.read();
    assert.deepEqual(
      azure.exchanges.slice(7).map(({ route }) => route),
      ["timeline", "approvals"],
    );
  });

  it("finds nothing of ours in a foreign run, with two requests", async () => {
    const world = releaseWorld(record);
    world.timelines[run] = { id: partsOf(run).timeline, records: [] };
    const { seen } = await readAll(world);
    assert.equal(seen.stages?.ours, false);
    assert.equal(seen.evidence.record, null);
    assert.equal(azure.exchanges.length, 2);
  });

  it("shows the attached record where the pipeline artifact can't be read, and leaves the decision to Azure DevOps", async () => {
    const { settled } = await readAll(releaseWorld(record, { carried: null }));
    assert.equal(settled.evidence.record?.artifacts.length, 2);
    assert.equal(belief(settled)?.kind, "elsewhere");
  });

  it("reads the pipeline artifact where nothing is attached", async () => {
    const { settled } = await readAll(releaseWorld(record, { attached: null }));
    assert.deepEqual(belief(settled), { kind: "yes" });
  });

  const other = aRecord([
    aCollected({ name: first.name, safeName: "p0", salt: "other" }),
    ...record.artifacts.slice(1),
  ]);
  const lying = aRecord([{ ...first, digest: "0".repeat(64) }]);
  const untrusted: readonly (readonly [string, Parameters<typeof releaseWorld>[1], RegExp])[] = [
    ["another digest than announced", { attached: JSON.stringify(other) }, /announced the digest/],
    ["other artifacts than announced", { attached: JSON.stringify(aRecord([first])) }, /other artifacts/],
    ["a record that is no JSON", { carried: "{" }, /not JSON/],
    [
      "a record with unknown fields",
      { carried: JSON.stringify({ ...record, more: 1 }) },
      /unknown field more/,
    ],
    ["an attachment that is no record", { attached: "[]" }, /attached to the run.*no object/],
    ["a digest that is not that of the files", { carried: JSON.stringify(lying) }, /digest of contoso-p0/],
    ["one artifact twice", { carried: JSON.stringify(aRecord([first, first])) }, /share the name/],
  ];
  for (const [name, given, why] of untrusted)
    it(`does not believe ${name}`, async () => {
      const { settled } = await readAll(releaseWorld(record, given));
      const found = settled.evidence.believe(first);
      assert.equal(found.kind, "no");
      assert.match("why" in found ? found.why : "", why);
    });

  it("does not believe a run in which two jobs claim to be collect", async () => {
    const world = releaseWorld(record);
    const { records } = world.timelines[run] as { records: { id: string }[] };
    const collect = records.find(({ id }) => id === partsOf(run).collect);
    records.push({ ...collect, id: partsOf(run).stage(900) });
    const { settled } = await readAll(world);
    assert.equal(belief(settled)?.kind, "no");
  });

  it("reads the record again when collect ran again", async () => {
    const { reader } = await readAll(releaseWorld(record));
    const world = releaseWorld(other);
    const { records } = world.timelines[run] as { records: Record<string, unknown>[] };
    for (const one of records) if (one["type"] === "Job") one["attempt"] = 2;
    world.artifacts[`${run}/gatehouse-record-2`] = world.artifacts[`${run}/gatehouse-record-1`] ?? {};
    Reflect.deleteProperty(world.artifacts, `${run}/gatehouse-record-1`);
    azure.set({ world: forRosa(world) });
    await reader.read();
    await reader.settled();
    assert.equal(reader.now()?.evidence.record?.artifacts[0]?.digest, other.artifacts[0]?.digest);
  });

  it("finds approvals that go by the identifier of their record", async () => {
    const world = releaseWorld(record);
    const { records } = world.timelines[run] as { records: Record<string, unknown>[] };
    for (const [nth, one] of records.filter(({ type }) => type === "Checkpoint.Approval").entries()) {
      one["identifier"] = one["id"];
      one["id"] = partsOf(run).approval(500 + nth);
    }
    const { settled } = await readAll(world);
    assert.equal(settled.approvalsOf(settled.stages?.stageOf("p1") ?? null).length, 1);
  });

  it("asks in halves when the service takes no list so long", async () => {
    const world = forRosa(releaseWorld(record));
    azure.set({
      world,
      faulty: (route, nth) => (route === "approvals" && nth === 0 ? { status: 414, body: "" } : null),
    });
    const reader = runReader(placeOf(azure), run);
    const seen = await reader.read();
    assert.equal(seen.approvalsOf(seen.stages?.stageOf("p1") ?? null).length, 1);
  });

  it("gets over a busy service and a broken connection", async () => {
    azure.set({
      world: forRosa(releaseWorld(record)),
      faulty: (route, nth) => {
        if (route === "build" && nth === 0) return { status: 503, headers: { "retry-after": "0" } };
        return route === "timeline" && nth === 0 ? { status: 0, connection: "reset" } : null;
      },
    });
    const seen = await runReader(placeOf(azure), run).read();
    assert.equal(seen.build.id, run);
  });

  it("says what stands in the way: no token, no permission, something else than expected", async () => {
    for (const [fault, obstacle] of [
      [signInPage, "sign-in"],
      [{ status: 403, body: '{"message":"TF1: no"}' }, "forbidden"],
      [{ status: 200, body: "<html>" }, "odd"],
      [{ status: 200, body: '{"id":"x"}' }, "odd"],
    ] as const) {
      azure.set({
        world: forRosa(releaseWorld(record)),
        faulty: (route) => (route === "build" ? fault : null),
      });
      await assert.rejects(runReader(placeOf(azure), run).read(), (error) => {
        return error instanceof Unanswered && error.obstacle === obstacle;
      });
    }
  });
});
