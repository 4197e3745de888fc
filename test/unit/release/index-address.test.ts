import assert from "node:assert/strict";
import { readAddress } from "../../../src/release/index-address.ts";

const read = (index: string | null, simpleUrl: string | null = null) => readAddress({ index, simpleUrl });

describe("where a record's index is read", () => {
  it("is told by its name, or by its upload address in every known spelling", () => {
    assert.equal(read(null), "https://pypi.org/simple/");
    assert.equal(read("pypi"), "https://pypi.org/simple/");
    assert.equal(read("testpypi"), "https://test.pypi.org/simple/");
    assert.equal(read("https://upload.pypi.org/legacy"), "https://pypi.org/simple/");
    assert.equal(read("https://packages.contoso.example/"), "https://packages.contoso.example/simple/");
    assert.equal(
      read("https://pkgs.dev.azure.com/contoso/_packaging/feed/pypi/upload/"),
      "https://pkgs.dev.azure.com/contoso/_packaging/feed/pypi/simple/",
    );
  });

  it("is what the record says, where it says it", () => {
    assert.equal(read("pypi", "https://mirror.example/simple/"), "https://mirror.example/simple/");
  });

  it("is not known of an address that does not show it, and no link is made of what is none of the web", () => {
    assert.equal(read("https://packages.contoso.example/team/"), null);
    assert.equal(read("a section"), null);
    assert.equal(read("pypi", "javascript:alert(1)"), null);
  });
});
