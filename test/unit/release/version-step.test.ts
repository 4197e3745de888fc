import assert from "node:assert/strict";
import { versionStep } from "../../../src/release/version-step.ts";

describe("the step to a version", () => {
  const steps = [
    ["first release", null, "1.0.0"],
    ["first release", null, "1.0.0b1"],
    ["major", "1.9.3", "2.0.0"],
    ["major", "2024.1", "1!1.0"],
    ["minor", "1.2.3", "1.3"],
    ["minor", "1.9", "1.10.0"],
    ["patch", "1.2.3", "1.2.4"],
    ["patch", "1.2.3", "1.2.3.1"],
    ["patch", "1.2.0b3", "1.2.0"],
    ["pre-release", "1.2.0", "1.3.0b1"],
    ["pre-release", "1.3.0b1", "1.3.0b2"],
    ["pre-release", "1.3.0b1", "2.0.0.dev1"],
    ["post-release", "1.3.0", "1.3.0.post1"],
    ["older line", "2.0.0", "1.9.4"],
    ["unknown", "1.0", null],
    ["unknown", "banana", "1.0"],
  ] as const;
  for (const [step, previous, version] of steps)
    it(`from ${previous} to ${version} is ${step}`, () => assert.equal(versionStep(previous, version), step));
});
