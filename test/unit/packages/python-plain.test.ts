import assert from "node:assert/strict";
import fc from "fast-check";
import { readModule } from "../../../src/packages/python-module.ts";
import { plainVariables } from "../../../src/packages/python-plain.ts";

describe("packages/python-plain", () => {
  it("reads a version file", () => {
    const text = "# coding=utf-8\r\n\r\nVERSION = \"1.2.0\"  # the newest\nname='x'\n";
    assert.deepEqual(
      [...(plainVariables(text) ?? [])],
      [
        ["VERSION", { kind: "text", texts: ["1.2.0"], at: 28 }],
        ["name", { kind: "text", texts: ["x"], at: 55 }],
      ],
    );
  });

  it("leaves everything else to the parser", () => {
    for (const line of [
      "import os",
      "  a = 'x'",
      "a = b = 'x'",
      "a = 'x' + 'y'",
      "a = 'x\\n'",
      '"""doc"""',
      "a: str = 'x'",
      "if a:",
      "a = 1",
    ])
      assert.equal(plainVariables(`b = "y"\n${line}\n`), null, line);
  });

  it("is what the parser makes of it", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "",
        "# note",
        "VERSION = '1.0'",
        'VERSION = "2.0" # x',
        "a='é'",
        "import x",
        "a = '''x'''",
        "a = 'x' 'y'",
        'a = "it\'s"',
        "\t# y",
        "a = 'x';",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), (lines, eol) => {
        const text = lines.join(eol);
        const plain = plainVariables(text);
        if (plain === null) return;
        // A blank before the text sends it to the parser, at places one further.
        const { variables } = readModule(`import os\n${text}`, "x.py");
        for (const [name, value] of plain) {
          const parsed = variables.get(name);
          const moved = value.kind === "text" ? { ...value, at: value.at + "import os\n".length } : value;
          assert.deepEqual(parsed, moved, text);
        }
      }),
    );
  });
});
