import assert from "node:assert/strict";
import { newSafeName } from "../../../src/validate/rules/safe-names.ts";

describe("a new safeName", () => {
  it("is the name's letters and digits, and takes a number where that is taken", () => {
    const taken = new Set(["azurestorageblob", "azurestorageblob_2"]);
    assert.equal(newSafeName("azure-storage-blob", taken), "azurestorageblob_3");
    assert.equal(newSafeName("Azure_Core", taken), "azurecore");
    assert.equal(newSafeName("azure.core", taken), "azurecore_2");
  });

  it("is there for a name that has none of them, and never too long", () => {
    assert.equal(newSafeName("äöü", new Set()), "artifact");
    assert.equal(newSafeName("a".repeat(200), new Set()).length, 70);
  });
});
