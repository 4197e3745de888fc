import assert from "node:assert/strict";
import type { Checkout } from "../../../src/adapters/git.ts";
import { checkSource } from "../../../src/cli/release/prerequisites.ts";
import type { Source } from "../../../src/cli/source.ts";
import { commit } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

describe("the source of a release", () => {
  const sourceAt = (checkout: Partial<Checkout> | null): Source => ({
    service: {
      folder: "/repo/sdk",
      path: "sdk",
      ci: {
        path: "sdk/ci.yml",
        entries: [],
        template: null,
        parameters: [],
        serviceDirectory: null,
        faults: [],
      },
      packages: [],
    },
    checkout: checkout === null ? null : { root: "/repo", commit, time: 0, changed: [], ...checkout },
    repositoryPath: "sdk",
  });

  it("is committed", () => {
    assert.doesNotThrow(() => checkSource(sourceAt({}), true));
    const changed = ["a", "b", "c", "d", "e", "f", "g"];
    for (const wantsTag of [true, false]) {
      assert.throws(
        () => checkSource(sourceAt({ changed }), wantsTag),
        refusal("dirty", "sdk", "a, b, c, d, e and 2 more"),
      );
    }
    assert.throws(() => checkSource(sourceAt({ changed: ["only"] }), true), refusal("dirty", "only."));
  });

  it("is in git where a tag is wanted", () => {
    assert.doesNotThrow(() => checkSource(sourceAt(null), false));
    assert.throws(() => checkSource(sourceAt(null), true), refusal("not-a-repository", "sdk"));
  });
});
