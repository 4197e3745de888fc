import assert from "node:assert/strict";
import fc from "fast-check";
import { type CoreMetadata, parseCoreMetadata } from "../../../src/distributions/core-metadata.ts";

const parse = (text: string) => parseCoreMetadata(new TextEncoder().encode(text));
function read(text: string): CoreMetadata {
  const parsed = parse(text);
  assert.ok("fields" in parsed, JSON.stringify(parsed));
  return parsed;
}

describe("parseCoreMetadata", () => {
  it("reads repeated fields, and the description from the body", () => {
    const { fields, description } = read(
      "Metadata-Version: 2.4\nName: demo\nCLASSIFIER: A :: B\nClassifier: C\nHome-page: UNKNOWN\n\n# Grüße\n\nName: no field\n",
    );
    assert.deepEqual(fields.get("classifier"), ["A :: B", "C"]);
    assert.equal(fields.has("home-page"), false);
    assert.equal(description, "# Grüße\n\nName: no field\n");
  });

  it("reads the description of old back ends, with its empty lines", () => {
    const { description, fields } = read(
      "Metadata-Version: 1.1\r\nDescription: One\r\n        \r\n          indented\r\n       |bar\r\nLicense: MIT\r\n        see LICENSE\r\nKeywords: a,\r\n b\r\n",
    );
    assert.equal(description, "One\n\n  indented\nbar");
    assert.deepEqual([fields.get("license"), fields.get("keywords")], [["MIT\nsee LICENSE"], ["a, b"]]);
  });

  it("says what is wrong", () => {
    assert.deepEqual(parseCoreMetadata(new Uint8Array([0x4e, 0xff])), {
      problem: "its metadata is not UTF-8",
    });
    assert.ok("problem" in parse("Name demo\n"));
    assert.ok("problem" in parse(" folded: first\n"));
    assert.equal(read("Name: demo\n").description, null);
  });

  it("never throws", () => {
    const pieces = fc.array(
      fc.constantFrom("Name: x", "\n", "\r\n", "\n\n", " ", "\t", ":", "é", "Description: y", "UNKNOWN"),
    );
    fc.assert(fc.property(pieces, (texts) => void parse(texts.join(""))));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseCoreMetadata(bytes)));
  });
});
