import assert from "node:assert/strict";
import fc from "fast-check";
import { uploadPlan } from "../../../src/publish/upload-plan.ts";
import { noDigests } from "../../support/record-builders.ts";

const hash = (digit: string) => digit.repeat(64);
const rest = { ...noDigests, size: 1 };
const wheel = { name: "demo-1.0-py3-none-any.whl", kind: "wheel" as const, sha256: hash("a"), ...rest };
const native = { ...wheel, name: "demo-1.0-cp311-cp311-win_amd64.whl" };
const sdist = { name: "demo-1.0.tar.gz", kind: "sdist" as const, sha256: hash("b"), ...rest };
const listed = (name: string, sha256: string | null) => ({ name, sha256, url: "https://x.example/f" });

describe("uploadPlan", () => {
  it("sends wheels, then the sdist", () => {
    const plan = uploadPlan([sdist, wheel, native], []);
    assert.deepEqual(
      plan.send.map((file) => file.name),
      [native.name, wheel.name, sdist.name],
    );
  });

  it("sends only what is absent", () => {
    const plan = uploadPlan(
      [sdist, wheel],
      [listed(wheel.name, wheel.sha256), listed("other-1.0.tar.gz", null)],
    );
    assert.deepEqual(plan.send, [sdist]);
  });

  it("takes one other hash among several entries for a conflict", () => {
    const plan = uploadPlan([wheel], [listed(wheel.name, wheel.sha256), listed(wheel.name, hash("c"))]);
    assert.equal(plan.conflict?.file, wheel);
    assert.deepEqual(plan.send, []);
  });

  it("sends nothing while a hash is not known", () => {
    const plan = uploadPlan([sdist, wheel], [listed(wheel.name, null)]);
    assert.deepEqual([plan.files[0]?.outcome, plan.conflict, plan.send], ["unknown-hash", null, []]);
  });

  it("sends nothing beside a conflict, and what is absent exactly once", () => {
    const name = fc.integer({ min: 0, max: 6 }).map((n) => `demo-1.${n}.tar.gz`);
    const sha256 = fc.constantFrom(hash("a"), hash("b"));
    const ours = fc.uniqueArray(
      fc.record({
        name,
        sha256,
        kind: fc.constantFrom("sdist" as const, "wheel" as const),
        md5: fc.constant(rest.md5),
        blake2b256: fc.constant(rest.blake2b256),
        size: fc.constant(1),
      }),
      { selector: (file) => file.name },
    );
    const theirs = fc.array(
      fc.record({ name, sha256: fc.option(sha256), url: fc.constant("https://x.example/") }),
    );
    fc.assert(
      fc.property(ours, theirs, (files, entries) => {
        const plan = uploadPlan(files, entries);
        const outcome = new Map(plan.files.map((planned) => [planned.file.name, planned.outcome]));
        for (const { name: entry, sha256: other } of entries) {
          const file = files.find((candidate) => candidate.name === entry);
          if (file === undefined || other === null || other === file.sha256) continue;
          assert.equal(outcome.get(entry), "conflict");
          assert.deepEqual(plan.send, []);
        }
        if (plan.conflict !== null || [...outcome.values()].includes("unknown-hash")) {
          assert.deepEqual(plan.send, []);
          return;
        }
        const absent = files.filter((file) => !entries.some((entry) => entry.name === file.name));
        assert.deepEqual(
          plan.send.map((file) => file.name).toSorted(),
          absent.map((file) => file.name).toSorted(),
        );
      }),
    );
  });
});
