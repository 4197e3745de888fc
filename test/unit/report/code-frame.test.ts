import assert from "node:assert/strict";
import fc from "fast-check";
import { codeFrame } from "../../../src/report/code-frame.ts";
import { plain } from "../../../src/report/plain.ts";

/** The frame as lines; that of the mark has no number. */
const frame = (source: string, line: number, column: number | null = null) =>
  codeFrame(source, line, column).map(({ number, text }) => `${number ?? ""}|${text}`);

describe("a code frame", () => {
  const source = "Artifacts:\r\n  - name: a\r\n    safeName: b\r\n";

  it("shows the line between its neighbours, with a mark below the column", () => {
    assert.deepEqual(frame(source, 2, 5), ["1|Artifacts:", "2|  - name: a", "|    ^", "3|    safeName: b"]);
    assert.deepEqual(frame("one", 1, 3), ["1|one", "|  ^"]);
  });

  it("marks the first character where no column is known, and nothing in an empty line", () => {
    assert.deepEqual(frame(source, 3), ["2|  - name: a", "3|    safeName: b", "|    ^"]);
    assert.deepEqual(frame("a\n\nb", 2), ["1|a", "2|", "3|b"]);
  });

  it("is empty where there is no such line", () => {
    assert.deepEqual(frame("a\nb", 3), []);
    assert.deepEqual(frame("", 2), []);
    assert.deepEqual(frame("a", 0), []);
  });

  it("marks the right cell after tabs, wide characters, marks and a byte order mark", () => {
    assert.deepEqual(frame("\ta: b", 1, 2), ["1|  a: b", "|  ^"]);
    assert.deepEqual(frame("日本: b", 1, 5), ["1|日本: b", "|      ^"]);
    assert.deepEqual(frame("e\u0301x", 1, 3), ["1|e\u0301x", "| ^"]);
    assert.deepEqual(frame("\uFEFFab", 1, 2), ["1|ab", "| ^"]);
  });

  it("shows what would move the cursor as dots", () => {
    assert.deepEqual(frame("a\u001B[2Jb\u202Ec", 1, 10), ["1|a·[2Jb·c", "|        ^"]);
  });

  it("breaks logging commands, and keeps the mark in its place", () => {
    assert.deepEqual(frame("x ##vso[task.complete] y", 1, 24), [
      "1|x # #vso[task.complete] y",
      `|${" ".repeat(24)}^`,
    ]);
  });

  it("cuts a long line around the column", () => {
    const long = `${"a".repeat(5_000_000)}!${"b".repeat(5_000_000)}`;
    const [text, mark] = codeFrame(long, 1, 5_000_001);
    assert.match(text?.text ?? "", /^…a{40}!b{59}…$/u);
    assert.equal(mark?.text.indexOf("^"), text?.text.indexOf("!"));
  });

  it("is harmless, of at most four lines, and marks what is meant, whatever the source", () => {
    const text = fc
      .array(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("##vso[", "##[", "\n", "\t", "日", "##")),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(5), fc.nat(200), (source, line, column) => {
        const shown = codeFrame(source, line, column === 0 ? null : column);
        assert.ok(shown.length <= 4);
        for (const { text: own } of shown) {
          assert.equal(plain(own), own);
          assert.doesNotMatch(own, /\p{Cc}/u);
        }
      }),
      { numRuns: 1000 },
    );
    // An ASCII character that is marked stands above the mark.
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z#[ \t]{0,300}$/u),
        fc.stringMatching(/^[a-z#[ \t]{0,300}$/u),
        (head, tail) => {
          const [text = { text: "" }, mark = { text: "" }] = codeFrame(`${head}!${tail}`, 1, head.length + 1);
          assert.equal(text.text[mark.text.indexOf("^")], "!", text.text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
