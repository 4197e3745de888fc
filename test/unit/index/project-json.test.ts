import assert from "node:assert/strict";
import fc from "fast-check";
import { parseProjectJson, parseVersionJson } from "../../../src/index/project-json.ts";

const url = "https://pypi.org/pypi/demo/json";
const hash = "ab".repeat(32);
const entry = {
  filename: "demo-1.0.tar.gz",
  digests: { md5: "0", sha256: hash },
  size: 12,
  upload_time_iso_8601: "2026-05-07T23:30:56.357449Z",
  url: "https://files.example/demo-1.0.tar.gz",
  yanked: false,
  yanked_reason: null,
};
const file = {
  name: "demo-1.0.tar.gz",
  sha256: hash,
  url: "https://files.example/demo-1.0.tar.gz",
  size: 12,
  uploadedAt: new Date("2026-05-07T23:30:56.357Z"),
};
const owned = (ownership: unknown) =>
  parseProjectJson(JSON.stringify({ releases: {}, ownership }), url)?.owners;

describe("PyPI's JSON", () => {
  it("of a project has the files of all releases, and who owns it", () => {
    const releases = { "1.0": [entry, null, { filename: "../x" }], "0.9": [], "0.8": "nonsense" };
    const roles = [
      { role: "Owner", user: "azure-sdk" },
      { role: "Maintainer", user: "somebody" },
      { role: "Owner", user: "" },
      { role: "Owner", user: 7 },
      null,
    ];
    const text = JSON.stringify({ info: {}, releases, ownership: { roles, organization: "microsoft" } });
    assert.deepEqual(parseProjectJson(text, url), { files: [file], owners: ["azure-sdk", "microsoft"] });
  });

  it("says nothing of owners where it can't be read so", () => {
    assert.deepEqual(owned({ roles: [], organization: null }), []);
    for (const other of [undefined, null, {}, [], "x", { roles: "x", organization: "microsoft" }])
      assert.equal(owned(other), undefined);
  });

  it("of a version has its files", () => {
    const yanked = { ...entry, yanked: true, yanked_reason: "broken" };
    assert.deepEqual(parseVersionJson(JSON.stringify({ urls: [yanked] }), url), [{ ...file, yanked: true }]);
  });

  it("is nothing else", () => {
    for (const text of ["", "{", "null", "[]", "{}", '{"releases": null, "urls": {}}', "<form></form>"]) {
      assert.equal(parseProjectJson(text, url), null, text);
      assert.equal(parseVersionJson(text, url), null, text);
    }
  });

  it("never throws, and names owners by text alone", () => {
    const anything = fc.record({
      releases: fc.dictionary(fc.string(), fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue())),
      ownership: fc.oneof(
        fc.record({
          roles: fc.array(fc.record({ role: fc.constant("Owner"), user: fc.jsonValue() })),
          organization: fc.jsonValue(),
        }),
        fc.jsonValue(),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (value) => {
        const { files = [], owners = [] } = parseProjectJson(JSON.stringify(value), url) ?? {};
        for (const { name } of files) assert.match(name, /^[A-Za-z0-9_][A-Za-z0-9_.+!-]*$/);
        for (const name of owners) assert.ok(typeof name === "string" && name !== "");
      }),
    );
  });
});
