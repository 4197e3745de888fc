import assert from "node:assert/strict";
import fc from "fast-check";
import { markdownLink, markdownTable, markdownText } from "../../../src/report/markdown.ts";

/** Without the entities that were put in for what means something in Markdown. */
function withoutEntities(text: string): string {
  return text.replaceAll(/&#\d+;/g, "");
}

const special = /[\\`*_{}[\]()#+\-.!|<>~&@$^="':\n\r]/;

describe("markdownText", () => {
  it("leaves words as they are", () => {
    assert.equal(markdownText("Küche and 厨房, 12 files; 50% / day"), "Küche and 厨房, 12 files; 50% / day");
  });

  it("shows the same characters, as entities", () => {
    assert.equal(markdownText("<b>"), "&#60;b&#62;");
    assert.equal(markdownText("a|b"), "a&#124;b");
    assert.equal(markdownText("a_b"), "a&#95;b");
    assert.equal(markdownText("&lt;"), "&#38;lt;");
  });

  for (const text of [
    "<script>alert(1)</script>",
    "[click](https://evil.example)",
    "![x](https://evil.example/p.png)",
    "https://evil.example",
    "www.evil.example",
    "me@evil.example",
    "@someone",
    "**bold** _it_ ~~no~~ `code`",
    "a | b",
    "# heading\n- item\n1. item\n> quote\n===",
    "$x^2$",
    "&#60;b&#62;",
    "\\<b>",
    "<!-- comment -->",
    "line\u2028break",
    "##vso[task.complete]",
  ]) {
    it(`makes no markup of ${JSON.stringify(text)}`, () => {
      assert.doesNotMatch(withoutEntities(markdownText(text)), special);
    });
  }

  it("makes no markup of anything, and gives one line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (text) => {
        assert.doesNotMatch(withoutEntities(markdownText(text)), special);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps to its limit, counted before the entities", () => {
    assert.equal(withoutEntities(markdownText("x".repeat(1000))).length, 501);
    assert.equal(markdownText("****", 2), "&#42;&#42;…");
  });
});

describe("markdownTable", () => {
  it("has a head, a rule and rows", () => {
    assert.deepEqual(markdownTable(["A", "B"], [["1", "2"]]), ["| A | B |", "| --- | --- |", "| 1 | 2 |"]);
  });
});

describe("markdownLink", () => {
  it("leads to a page of a web site", () => {
    assert.equal(
      markdownLink("the run", "https://dev.azure.com/contoso/a%20b/_build/results?buildId=1&view=x.y"),
      "[the run](https://dev.azure.com/contoso/a%20b/_build/results?buildId=1&view=x.y)",
    );
  });

  it("leads nowhere else", () => {
    for (const address of [null, "", "javascript:alert(1)", "data:text/html,x", "/relative", "file:///etc"])
      assert.equal(markdownLink("x", address), null);
  });

  it("can't be left by what stands in an address or a text", () => {
    const link =
      markdownLink("a](https://evil.example) [b", "https://x.example/a)b](c|d`e<f>\"'*_~\n[g") ?? "";
    assert.match(link, /^\[[^[\]()]+\]\(https:\/\/x\.example\/[^\s[\]()|`<>"'*~]+\)$/);
  });
});
