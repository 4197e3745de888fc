import assert from "node:assert/strict";
import { sendingLine, sendingPercent } from "../../../src/publish/sending.ts";

describe("how far a file is on its way", () => {
  it("is said with rate and time left, once there is a rate", () => {
    assert.equal(sendingLine(104_857_600, 262_144, 0.2), "0.3 of 104.9 MB");
    assert.equal(sendingLine(100_000_000, 0, 3), "0.0 of 100.0 MB");
    assert.equal(sendingLine(100_000_000, 50_000_000, 2), "50.0 of 100.0 MB, 25.0 MB/s, 2 s left");
    assert.equal(sendingLine(100_000_000, 100_000_000, 4), "100.0 of 100.0 MB, 25.0 MB/s, 0 s left");
  });
  it("is not said of what is small", () => {
    assert.equal(sendingLine(999_999, 500_000, 5), null);
  });
});

describe("how far all files of an artifact are", () => {
  it("is told in whole per cents, once each, and never goes back", () => {
    const percent = sendingPercent([
      { name: "a", size: 150 },
      { name: "b", size: 50 },
    ]);
    const told = [
      percent("a", 1),
      percent("a", 75),
      percent("b", 25),
      percent("b", 25),
      // A second try begins anew.
      percent("a", 10),
      percent("a", 150),
      percent("b", 50),
    ];
    assert.deepEqual(told, [null, 37, 50, null, null, 87, 100]);
  });
});
