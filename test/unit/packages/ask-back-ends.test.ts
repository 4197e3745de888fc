import assert from "node:assert/strict";
import fc from "fast-check";
import { readAnswer } from "../../../src/packages/ask-back-ends.ts";
import { readmeQuestion, readRenderAnswer } from "../../../src/packages/render-readmes.ts";
import { needsBackEnd, withAnswer } from "../../../src/packages/with-answer.ts";
import type { Outcome } from "../../../src/ports.ts";
import { contoso, declared, stated } from "../validate/contoso.ts";

const outcome = (rest: Partial<Outcome>): Outcome => ({
  exitCode: 0,
  stdout: "",
  stderr: "",
  stopped: null,
  ...rest,
});

describe("the answer of a build back end", () => {
  const answer = { name: "contoso-core", version: "1.2", requires: ["requests>=2"] };

  it("is the last line of the output", () => {
    assert.deepEqual(readAnswer(outcome({ stdout: `noise\n${JSON.stringify(answer)}\n` })), answer);
    assert.deepEqual(readAnswer(outcome({ stdout: '{"problem": "no way"}' })), { problem: "no way" });
    assert.deepEqual(readAnswer(outcome({ stdout: '{"unasked": "no pip"}' })), { unasked: "no pip" });
  });

  it("is none unless it has exactly the agreed form", () => {
    for (const odd of [
      "",
      "{",
      "null",
      "[]",
      '"1.2"',
      '{"name": "a"}',
      '{"name": "a", "version": 1, "requires": []}',
    ])
      assert.deepEqual(readAnswer(outcome({ stdout: odd })), { unasked: "it gave no answer" }, odd);
    for (const change of [{ version: " " }, { requires: [1] }, { requires: "a" }, { name: null }])
      assert.ok("unasked" in readAnswer(outcome({ stdout: JSON.stringify({ ...answer, ...change }) })));
    assert.deepEqual(readAnswer(outcome({ exitCode: 1, stderr: "ImportError: x\n" })), {
      unasked: "ImportError: x",
    });
    assert.match(JSON.stringify(readAnswer(outcome({ stopped: "timeout" }))), /within 180 seconds/);
  });

  it("is never a crash", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (stdout) => {
        assert.ok(Object.keys(readAnswer(outcome({ stdout }))).length > 0);
      }),
    );
  });

  it("fills what the files leave open, and only that", () => {
    const open = contoso("folder", {
      version: null,
      versionAt: null,
      declared: declared({ unread: ["version"] }),
    });
    assert.ok(needsBackEnd(open));
    const requires = ["requests>=2", 'extra-thing; extra == "a"'];
    const filled = withAnswer(open, { ...answer, name: "Contoso.Core", requires });
    assert.equal(filled.version, "1.2");
    assert.equal(filled.package, "contoso-core");
    assert.deepEqual(filled.declared.requires, [{ value: "requests>=2", at: open.metadata }]);
    assert.deepEqual(filled.declared.extraRequires, [{ value: requires[1], at: open.metadata }]);
    assert.deepEqual(filled.declared.unread, []);
    assert.equal(withAnswer(filled, answer), filled);
    const read = { ...open, declared: declared({ requires: stated("read") }) };
    assert.deepEqual(withAnswer(read, answer).declared.requires, stated("read"));
  });

  it("changes nothing when it is a refusal, or nobody asked", () => {
    const open = contoso("folder", { version: null });
    assert.equal(withAnswer(open, { problem: "no" }), open);
    assert.equal(withAnswer(open, undefined), open);
    assert.equal(withAnswer(contoso(), answer).version, "1.1.0");
    assert.ok(!needsBackEnd(contoso("folder", { version: null, problem: "bad TOML" })));
  });
});

describe("what the renderer of readmes says", () => {
  const parts = [
    { path: "README.rst", text: "one\ntwo\n" },
    { path: "CHANGELOG.rst", text: "first\r\nsecond" },
  ];
  const at = (line: number | null) => readRenderAnswer(JSON.stringify({ problem: "bad", line }), parts)?.at;

  it("stands in the file that the line is of", () => {
    assert.deepEqual(at(1), { path: "README.rst", line: 1 });
    assert.deepEqual(at(2), { path: "README.rst", line: 2 });
    assert.deepEqual(at(5), { path: "CHANGELOG.rst", line: 1 });
    assert.deepEqual(at(6), { path: "CHANGELOG.rst", line: 2 });
    assert.deepEqual(at(99), { path: "README.rst", line: null });
    assert.deepEqual(at(null), { path: "README.rst", line: null });
  });

  it("is nothing, a problem, or no answer", () => {
    assert.equal(readRenderAnswer("null", parts), null);
    for (const odd of ["", "{", "1", "{}", '{"problem": 1}'])
      assert.equal(readRenderAnswer(odd, parts), undefined);
  });

  it("is asked of what an index shows as reStructuredText", () => {
    const readme = { path: "sdk/contoso/contoso-core/README.rst", text: "x" };
    const description = {
      files: stated("README.rst", "docs/../CHANGELOG.rst"),
      contentType: null,
      length: 1,
      missing: [],
    };
    const inSetup = {
      ...description,
      files: description.files.map((file) => ({ ...file, at: { path: "setup.py", line: 1 } })),
    };
    const question = readmeQuestion(
      contoso("contoso-core", { readme, declared: declared({ description: inSetup }) }),
    );
    assert.deepEqual(question, {
      path: readme.path,
      parts: ["README.rst", "CHANGELOG.rst"].map((file) => ({
        file: `/repo/sdk/contoso/contoso-core/${file}`,
        path: `sdk/contoso/contoso-core/${file}`,
      })),
    });
    assert.equal(readmeQuestion(contoso()), null);
    const missing = { ...inSetup, missing: stated("README.rst") };
    assert.equal(
      readmeQuestion(contoso("contoso-core", { readme, declared: declared({ description: missing }) })),
      null,
    );
    const unread = declared({ description: null, unread: ["description"] });
    assert.equal(readmeQuestion(contoso("contoso-core", { readme, declared: unread }))?.parts.length, 1);
  });
});
