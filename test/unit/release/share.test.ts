import assert from "node:assert/strict";
import fc from "fast-check";
import { newestShares, ownShare } from "../../../src/release/share.ts";

interface Item {
  readonly name: string;
  readonly weight: number;
}
const shareOf = (items: readonly Item[], position: number, total: number) =>
  ownShare(items, ({ weight }) => weight, { position, total });

describe("shares of the work", () => {
  it("give each item to one job, in the order of the list", () => {
    const weights = fc.array(fc.nat(1_000_000), { maxLength: 40 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 9 }), (list, total) => {
        const items = list.map((weight, at) => ({ name: String(at), weight }));
        const shares = Array.from({ length: total }, (_, at) => shareOf(items, at + 1, total));
        assert.deepEqual(
          shares.flat().toSorted((a, b) => Number(a.name) - Number(b.name)),
          items,
        );
        for (const share of shares)
          assert.deepEqual(
            share,
            share.toSorted((a, b) => Number(a.name) - Number(b.name)),
          );
        // Nobody has more than the least with the heaviest item on top.
        const loads = shares.map((share) => share.reduce((sum, { weight }) => sum + weight + 1, 0));
        assert.ok(Math.max(...loads) - Math.min(...loads) <= Math.max(0, ...list) + 1);
      }),
    );
  });

  it("are those of the highest attempt, when a job was run again", () => {
    const [first, again, other] = [
      { position: 2, total: 2, attempt: 1 },
      { position: 2, total: 2, attempt: 3 },
      { position: 1, total: 2, attempt: 1 },
    ];
    assert.deepEqual(newestShares([first, again, other]), [other, again]);
    assert.deepEqual(newestShares([again, first]), [again]);
  });

  it("put what is heavy alone", () => {
    const items = [1, 1, 9, 1, 1, 1].map((weight, at) => ({ name: String(at), weight }));
    assert.deepEqual(shareOf(items, 1, 2), [items[2]]);
  });
});
