import assert from "node:assert/strict";
import fc from "fast-check";
import { formatTagName, parseTagName } from "../../../src/tag/tag-name.ts";

describe("names of tags", () => {
  it("are the package's name and the version", () => {
    assert.equal(
      formatTagName({ package: "azure-mgmt-compute", version: "2.0.0" }),
      "azure-mgmt-compute_2.0.0",
    );
  });

  it("are read as they were written", () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,3}$/);
    const version = fc
      .tuple(
        fc.constantFrom("", "1!"),
        fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom("", "a1", "b5", "rc10", ".post1", ".dev3", "rc1.post2.dev3"),
      )
      .map(([epoch, release, end]) => `${epoch}${release.join(".")}${end}`);
    fc.assert(
      fc.property(name, version, (project, of) => {
        const tag = { package: project, version: of };
        assert.deepEqual(parseTagName(formatTagName(tag)), tag);
      }),
    );
  });

  const refused = [
    "",
    "_",
    "azure-core",
    "azure-core_",
    "_1.0",
    "azure_core_1.0",
    "Azure-Core_1.0",
    "azure.core_1.0",
    "azure--core_1.0",
    "-azure_1.0",
    "azure-core_v1.0",
    "azure-core_1.0.0-beta.1",
    "azure-core_01.0",
    "azure-core_1.0 ",
    "azure-core_latest",
    "azure-core_1.0_2.0",
    "refs/tags/azure-core_1.0",
    "azure-core_1.0\n",
  ];
  for (const tag of refused) {
    it(`are not ${JSON.stringify(tag)}`, () => assert.equal(parseTagName(tag), null));
  }

  it("are only what would be written again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z_.-]{1,5}_[0-9.a-z]{1,6}$/)), (text) => {
        const tag = parseTagName(text);
        if (tag !== null) assert.equal(formatTagName(tag), text);
      }),
    );
  });
});
