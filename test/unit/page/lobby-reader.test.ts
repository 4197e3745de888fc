/** The list of runs that wait for a decision, from a stand-in for Azure DevOps over HTTP. */
import assert from "node:assert/strict";
import { lobbyReader } from "../../../src/page/azure/lobby-reader.ts";
import { type Azure, startAzure } from "../../support/azure/azure.ts";
import { ids } from "../../support/azure/ids.ts";
import { addRun, partsOf, releaseWorld } from "../../support/azure/release-world.ts";
import { put } from "../../support/azure/world.ts";
import { forRosa, placeOf } from "../../support/page-place.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";

const record = aRecord(
  Array.from({ length: 3 }, (_, n) => aCollected({ name: `contoso-p${n}`, safeName: `p${n}` })),
);

describe("the runs that wait", () => {
  let azure: Azure;
  before(async () => {
    azure = await startAzure();
  });
  after(() => azure?.[Symbol.asyncDispose]());

  it("are those with stages of ours, newest first, with how many wait for whom", async () => {
    const world = forRosa(releaseWorld(record, { run: 11 }));
    addRun(world, record, { run: 12 });
    // Another pipeline, with an approval of its own.
    addRun(world, record, { run: 13 });
    const { records } = world.timelines[13] as { records: { task?: object }[] };
    for (const one of records) Reflect.deleteProperty(one, "task");
    put(world, `approvals.${partsOf(12).approval(0)}.permissions`, "view");
    put(world, `approvals.${partsOf(12).approval(1)}.status`, "approved");
    azure.set({ world });
    const read = lobbyReader(placeOf(azure), ids.rosa);
    const runs = await read();
    assert.deepEqual(
      runs.map(({ build, mine, others }) => [build.id, mine.length, others.length]),
      [
        [12, 1, 1],
        [11, 3, 0],
      ],
    );
    const asked = azure.exchanges.length;
    assert.equal(asked, 5);
    await read();
    assert.equal(azure.exchanges.length, asked + 1);
  });

  it("are none where nothing waits", async () => {
    const world = forRosa(releaseWorld(aRecord([])));
    azure.set({ world });
    assert.deepEqual(await lobbyReader(placeOf(azure), ids.rosa)(), []);
    assert.equal(azure.exchanges.length, 1);
  });
});
