import assert from "node:assert/strict";
import fc from "fast-check";
import { mayHaveRelativeTarget, relativeTargets } from "../../../src/packages/readme-targets.ts";

/** Targets as `kind target line:column`. */
async function found(text: string, markup: "markdown" | "rst" | "plain" | null) {
  const targets = await relativeTargets(text, markup);
  return targets?.map(({ kind, target, line, column }) => `${kind} ${target} ${line}:${column}`) ?? null;
}

describe("relative targets of a readme in Markdown", () => {
  const markdown = (...lines: string[]) => found(lines.join("\n"), "markdown");

  it("are links, images, used definitions and HTML, each at its place", async () => {
    assert.deepEqual(
      await markdown(
        "# Contoso",
        "",
        "See [the guide](docs/guide.md#a) and ![a picture](./images/a_b*c.png 'title').",
        "",
        "- A [list][samples] and [another][Samples].",
        "  > quoted [x](<with blank.md>)",
        "",
        '<p align="center"><img',
        '  src="logo.svg" alt="x"> <a href=\'/LICENSE\'>licence</a></p>',
        "",
        "[samples]: ../samples",
        "[unused]: unused.md",
        "[samples]: second.md",
      ),
      [
        "link docs/guide.md#a 3:5",
        "image ./images/a_b*c.png 3:38",
        "link with blank.md 6:12",
        "image logo.svg 8:19",
        "link /LICENSE 9:27",
        "link ../samples 11:1",
      ],
    );
  });

  it("are told from addresses and anchors", async () => {
    assert.deepEqual(
      await markdown(
        "[a](https://x.example/b) [b](#anchor) [c](mailto:x@example.org) <https://x.example> [d]() [e](//x.example/)",
        "[![badge](https://x.example/b.svg)](https://x.example) [f](HTTP://X.EXAMPLE) [C](C:\\d.md) [g](x@example.org)",
      ),
      ["link C:\\d.md 2:78", "link x@example.org 2:91"],
    );
  });

  it("are not in code, comments or escapes", async () => {
    assert.deepEqual(
      await markdown(
        "`[a](b)` and \\[a](b) ``x ` [c](d)``",
        "",
        "    [indented](code)",
        "",
        "```md",
        "[a](b)",
        '<img src="x">',
        "```",
        "~~~",
        "[d]: e",
        "~~~",
        '<!-- <img src="x"> [a](b) -->',
        "",
        "A note[^1].",
        "",
        "[^1]: word",
        "",
        "f(a)[0](b) is [real](r.md)",
      ).then((targets) => targets?.filter((target) => !target.includes(" b 18:"))),
      ["link r.md 18:15"],
    );
  });

  it("stand where they do with any line end, a byte order mark and a long text around", async () => {
    const text = `\uFEFF${"word ".repeat(4000)}\r\n\r\nA **bold** [link](a.md)\rB ![i](b.png)\n`;
    assert.deepEqual(await found(text, "markdown"), ["link a.md 3:12", "image b.png 4:3"]);
  });

  it("are named once, at the first place", async () => {
    assert.deepEqual(await markdown("[a](x.md) [b](x.md)", "[c](x.md)"), ["link x.md 1:1"]);
  });

  it("are searched for only where a plain search finds one", () => {
    assert.equal(mayHaveRelativeTarget("[a](https://x.example) [b]: <https://x.example> [c](#d)"), false);
    assert.equal(mayHaveRelativeTarget("[a](https://x.example)\n[b]: c.md"), true);
    assert.equal(mayHaveRelativeTarget('<IMG SRC = "a.png">'), true);
  });

  it("are not looked for where a parser would take long", async () => {
    for (const text of [
      "[a](b)\n\n".repeat(6000),
      "a\n=\n".repeat(20_000),
      "- > - > - > a\n".repeat(2900),
      `[a](b) ${"[".repeat(15_000)}`,
      `[a](b)\n${"- ".repeat(5000)}a`,
      "[a](b)".padEnd(200_000, " word"),
    ])
      assert.equal(await found(`[a](b)\n\n${text}`, "markdown"), null, text.slice(0, 20));
    const before = performance.now();
    for (const text of [
      "*a_ ".repeat(15_000),
      "a <![CDATA[".repeat(2000),
      "a <!--".repeat(4000),
      "a**b".repeat(30_000),
    ])
      assert.deepEqual(await found(`[a](b)\n\n${text}`, "markdown"), ["link b 1:1"]);
    assert.ok(performance.now() - before < 5000);
  });
});

describe("relative targets of a readme in reStructuredText", () => {
  it("are images, figures, embedded and explicit targets, each at its place", async () => {
    const text = [
      "Contoso",
      "=======",
      "",
      ".. image:: images/a.png",
      "   :target: docs/index.html",
      ".. |badge| image:: badge.svg",
      "",
      "See `the guide <docs/guide.rst>`_, `the",
      "samples <samples/a b>`__ and `Azure <https://x.example>`_, `again <guide_>`_.",
      "",
      ".. note:: Read `this <this.rst>`_.",
      "",
      ".. _guide: docs/guide2.rst",
      ".. _alias: guide_",
      ".. _internal:",
      "__ anonymous.rst",
    ].join("\n");
    assert.deepEqual(await found(text, "rst"), [
      "image images/a.png 4:1",
      "link docs/index.html 5:4",
      "image badge.svg 6:1",
      "link docs/guide.rst 8:5",
      "link samples/ab 8:36",
      "link this.rst 11:16",
      "link docs/guide2.rst 13:1",
      "link anonymous.rst 16:1",
    ]);
  });

  it("are not in literal text, code and comments", async () => {
    const text = [
      "An example of ``literal `a <b>`_`` text::",
      "",
      "  `a <b>`_",
      "  .. image:: c.png",
      "",
      ".. code-block:: rst",
      "   :linenos:",
      "",
      "   `a <b>`_",
      "",
      ".. A comment `a <b>`_",
      "   .. image:: d.png",
      "",
      "`real <r.rst>`_",
    ].join("\r\n");
    assert.deepEqual(await found(text, "rst"), ["link r.rst 14:1"]);
  });
});

describe("relative targets of any text", () => {
  it("are never a crash, and stand inside it", async () => {
    const piece = fc.constantFrom(
      ...'[a]|(b)|[|]|(|)|!|`|``|<|>|<img src="c">|<!--|-->|*|_|\\|\n|\r\n|\r|  |    |- |#|```\n|::\n|.. image:: d|.. _e: f|`g <h>`_|[i]: j'.split(
        "|",
      ),
    );
    const texts = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 60 })
      .map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom("markdown" as const, "rst" as const), async (text, markup) => {
        const lines = text.split(/\r\n|\r|\n/);
        for (const { line, column, target } of (await relativeTargets(text, markup)) ?? []) {
          assert.ok(line >= 1 && line <= lines.length);
          assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0));
          assert.notEqual(target, "");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("are found wherever a link is put into plain words", async () => {
    const words = fc.array(fc.constantFrom("word", "a_b", "*c*", "1.", "\n", "\n\n", "é😀", "`d`"), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(words, words, async (before, after) => {
        const lead = before.join(" ");
        const text = `${lead}\n\n[x](to/x.md) ${after.join(" ")}`;
        const at = text.lastIndexOf("[x](to");
        const line = text.slice(0, at).split("\n").length;
        assert.deepEqual(await relativeTargets(text, "markdown"), [
          { kind: "link", target: "to/x.md", line, column: 1 },
        ]);
      }),
    );
  });

  it("are not looked for in plain text", async () => {
    assert.equal(await found("[a](b)", "plain"), null);
    assert.equal(await found("[a](b)", null), null);
  });
});
