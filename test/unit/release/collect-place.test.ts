import assert from "node:assert/strict";
import { collectPlaces } from "../../../src/release/collect-place.ts";
import { uuid } from "../../support/azure/ids.ts";

describe("where collect stands in a timeline", () => {
  const job = (id: number, attempt: number) => ({ id: uuid(id), type: "Job", attempt });
  const task = (id: number, parent: number, name = "GatehouseCollect") => {
    return { id: uuid(id), type: "Task", parentId: uuid(parent), task: { name } };
  };
  const places = (...records: (ReturnType<typeof job> | ReturnType<typeof task>)[]) =>
    collectPlaces({ id: uuid(9), records }).map(({ timeline, record, attempt }) => [
      timeline,
      record,
      attempt,
    ]);

  it("is nowhere before it began, and not where another task is", () => {
    assert.deepEqual(places(), []);
    assert.deepEqual(places(job(10, 1), task(11, 10, "GatehouseBuild")), []);
  });

  it("is at the newest attempt of its job", () =>
    assert.deepEqual(places(job(10, 1), task(11, 10), job(12, 2), task(13, 12)), [[uuid(9), uuid(13), 2]]));

  it("is each place that claims so", () =>
    assert.equal(places(job(10, 1), task(11, 10), task(12, 10)).length, 2));
});
