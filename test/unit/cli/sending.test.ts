import assert from "node:assert/strict";
import { sendingNotes } from "../../../src/cli/release/sending.ts";

/** What is told of a file of 100 MB and a small one: each step is milliseconds since the first, a name and its bytes. */
function notes(...steps: readonly (readonly [number, string, number])[]): string[] {
  const told: string[] = [];
  let at = 0;
  const files = [
    { name: "a.whl", size: 100_000_000 },
    { name: "small.whl", size: 999_999 },
  ];
  const clock = { now: () => new Date(1_000_000 + at) };
  const sent = sendingNotes(files, clock, (note) => told.push(note));
  for (const [milliseconds, name, bytes] of steps) {
    at = milliseconds;
    sent(name, bytes);
  }
  return told;
}

describe("how far a file is on its way", () => {
  it("is said with its pace and the time that is left, once there is a pace", () => {
    assert.deepEqual(
      notes([0, "a.whl", 262_144], [2000, "a.whl", 50_000_000], [4000, "a.whl", 100_000_000]),
      [
        "a.whl: 262.1 kB of 100.0 MB",
        "a.whl: 50.0 MB of 100.0 MB, 25.0 MB a second, 2 s left",
        "a.whl: 100.0 MB of 100.0 MB, 25.0 MB a second, 0 s left",
      ],
    );
  });
  it("is said a few times a second, and at the end in any case", () => {
    const steps = [0, 50, 199, 200, 250].map((at) => [at, "a.whl", 1_000_000 + at] as const);
    assert.equal(notes(...steps).length, 2);
    assert.equal(notes(...steps, [251, "a.whl", 100_000_000]).length, 3);
  });
  it("begins anew with another try", () => {
    const told = notes([0, "a.whl", 1_000_000], [5000, "a.whl", 50_000_000], [60_000, "a.whl", 262_144]);
    assert.equal(told.at(-1), "a.whl: 262.1 kB of 100.0 MB");
  });
  it("is not said of what is small", () => {
    assert.deepEqual(notes([0, "small.whl", 500_000], [5000, "small.whl", 999_999]), []);
  });
});
