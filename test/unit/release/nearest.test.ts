import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest } from "../../../src/release/nearest.ts";

/** Letters to insert, remove or change, by the definition. */
function changes(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  if (a[0] === b[0]) return changes(a.slice(1), b.slice(1));
  return 1 + Math.min(changes(a.slice(1), b), changes(a, b.slice(1)), changes(a.slice(1), b.slice(1)));
}

describe("nearest", () => {
  it("is the first of those with the fewest changes, when these are few", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), (name, candidates) => {
        const [best] = candidates
          .filter((candidate) => changes(name, candidate) <= 2)
          .toSorted((a, b) => changes(name, a) - changes(name, b));
        assert.equal(nearest(name, candidates), best ?? null);
      }),
    );
  });

  it("takes no long text for a name", () => {
    assert.equal(nearest("x".repeat(201), ["x".repeat(201)]), null);
  });
});
