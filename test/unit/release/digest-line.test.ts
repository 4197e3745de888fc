import assert from "node:assert/strict";
import fc from "fast-check";
import { digestLine, readComment } from "../../../src/release/digest-line.ts";
import { sha256 } from "../../support/record-builders.ts";

const digest = sha256("contoso");
const line = `gatehouse sha256:${digest}`;

describe("the digest line of a comment", () => {
  it("is exactly the word, the algorithm and 64 digits", () => {
    assert.equal(digestLine(digest), line);
    for (const wrong of [digest.toUpperCase(), digest.slice(1), `${digest}0`, `${digest}\n`, ""])
      assert.throws(() => digestLine(wrong), RangeError);
  });

  it("is found among other lines, whatever ends them", () => {
    for (const end of ["\n", "\r\n", "\r", "\u2028", "\u0085", "\n\n"])
      for (const comment of [line, `${line}${end}`, `Thanks${end}${line}${end}see gatehouse docs`])
        assert.deepEqual(readComment(comment), { kind: "names", digest }, JSON.stringify(comment));
  });

  it("is not there in a comment that does not begin a line with the word", () => {
    for (const comment of ["", "ok", `see ${line}`, "the gatehouse", `\u2022 ${line}`])
      assert.deepEqual(readComment(comment), { kind: "none" }, JSON.stringify(comment));
  });

  it("stops at a line that begins with the word and is anything else", () => {
    const others = [
      "gatehouse",
      "Gatehouse is fine",
      ` ${line}`,
      `\t${line}`,
      `${line} `,
      `${line}.`,
      line.toUpperCase(),
      line.replace(" ", "  "),
      line.replace("sha256", "sha512"),
      line.slice(0, -1),
      `\u00AD${line}`,
      line.replace("gate", "gate\u200D"),
      line.replace("g", "\uFF47"),
      `${line}\n${line}`,
      `${line}\nok\n${digestLine(sha256("other"))}`,
    ];
    for (const comment of others) assert.equal(readComment(comment).kind, "unclear", JSON.stringify(comment));
  });

  it("is read from a comment only if it stands there as it is written", () => {
    const piece = fc.oneof(
      fc.constantFrom(line, "gatehouse", " sha256:", digest, "\n", "\r", "\u2028", " "),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (comment) => {
          const claim = readComment(comment);
          if (claim.kind === "names") assert.ok(comment.includes(digestLine(claim.digest)));
          const written = comment.split(/[\n\r\u2028]/).filter((one) => one === line).length;
          if (claim.kind === "none") assert.equal(written, 0);
        },
      ),
    );
  });
});
