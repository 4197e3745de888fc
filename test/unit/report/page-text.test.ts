import assert from "node:assert/strict";
import fc from "fast-check";
import { pageText } from "../../../src/report/page-text.ts";

const page = `# typed

*warning* · Types are shipped.

## Why

A **marker** that is not *shipped* says nothing, see [PEP 561](https://peps.python.org/pep-0561/) and
\`a * b * c\`.

* One that is
  on two lines.
* Two.

\`\`\`toml
# a comment,   kept
[project]
\`\`\`
`;

describe("a rule's page as text", () => {
  it("reads well without Markdown", () => {
    assert.deepEqual(pageText(page), [
      "TYPED",
      "",
      "warning · Types are shipped.",
      "",
      "WHY",
      "",
      "A marker that is not shipped says nothing, see PEP 561 (https://peps.python.org/pep-0561/)",
      "and `a * b * c`.",
      "",
      "* One that is on two lines.",
      "* Two.",
      "",
      "    # a comment,   kept",
      "    [project]",
    ]);
  });

  it("breaks long lines, and keeps list items apart", () => {
    const lines = pageText(`1. ${"word ".repeat(40)}\n2. next`);
    assert.ok(lines.every((line) => line.length <= 90));
    assert.match(lines[1] ?? "", /^ {3}word/u);
    assert.equal(lines.at(-1), "2. next");
  });

  it("loses no word of a paragraph", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,120}$/u), { minLength: 1 });
    fc.assert(
      fc.property(words, (written) => {
        assert.deepEqual(pageText(written.join(" ")).join(" ").split(" "), written);
      }),
    );
  });
});
