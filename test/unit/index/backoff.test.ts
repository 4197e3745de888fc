import assert from "node:assert/strict";
import { waitAfter } from "../../../src/index/backoff.ts";

describe("waitAfter", () => {
  const now = new Date("2026-11-01T12:00:00.000Z");
  const asked = (value: string) => ({ headers: { "retry-after": value } });

  it("doubles, with jitter", () => {
    assert.equal(
      waitAfter(1, null, now, () => 0),
      750,
    );
    assert.equal(
      waitAfter(2, null, now, () => 1),
      2500,
    );
    assert.equal(waitAfter(9, null, now), 30_000);
  });

  it("heeds Retry-After as seconds or date, up to 30 s", () => {
    assert.equal(waitAfter(1, asked("7"), now), 7000);
    assert.equal(waitAfter(1, asked("900"), now), 30_000);
    assert.equal(waitAfter(1, asked("Sun, 01 Nov 2026 12:00:05 GMT"), now), 5000);
    assert.equal(waitAfter(1, asked("Sun, 01 Nov 2026 11:00:00 GMT"), now), 0);
    assert.equal(
      waitAfter(1, asked("soon"), now, () => 0.5),
      1000,
    );
  });
});
