import assert from "node:assert/strict";
import fc from "fast-check";
import { readConfig } from "../../../src/config/read-config.ts";
import { GatehouseError } from "../../../src/errors.ts";
import { type MemoryFile, memoryFiles } from "../../support/memory-files.ts";
import { refusal } from "../../support/record-errors.ts";

const folder = "/repo/sdk/contoso";
const read = (contents: Record<string, MemoryFile>) => readConfig(memoryFiles(contents), folder);
const parse = (text: MemoryFile) => read({ [`${folder}/gatehouse.yml`]: text });

describe("gatehouse.yml", () => {
  it("may be missing or empty", async () => {
    assert.deepEqual(await read({}), {});
    for (const text of ["", "\n", "# nothing\n", "---\n"]) assert.deepEqual(await parse(text), {});
  });

  it("is the nearest one, in the folder or above", async () => {
    const far = { "/repo/gatehouse.yml": "index: testpypi\nsimpleUrl: https://x.example/simple/" };
    assert.deepEqual(await read(far), { index: "testpypi", simpleUrl: "https://x.example/simple/" });
    const near = { ...far, [`${folder}/gatehouse.yml`]: "index: pypi" };
    assert.deepEqual(await read(near), { index: "pypi" });
    assert.deepEqual(await read({ "/gatehouse.yml": "index: local" }), { index: "local" });
  });

  it("does not count beside the way up", async () => {
    assert.deepEqual(await read({ "/repo/sdk/other/gatehouse.yml": "index: local" }), {});
  });

  const layers = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(", ")}]\n`;
  const bomb = layers("a", "x") + layers("b", "*a") + layers("c", "*b") + layers("d", "*c");
  const refused: readonly (readonly [string, MemoryFile])[] = [
    ["an unknown setting", "indx: pypi"],
    ["a value of another type", "index: 1"],
    ["a list", "- index"],
    ["a text", "pypi"],
    ["no YAML", "index: ["],
    ["a setting twice", "index: pypi\nindex: local"],
    ["two documents", "index: pypi\n---\nindex: local"],
    ["an alias of nothing", "index: *pypi"],
    ["aliases that multiply", bomb],
    ["a name of every object's", "__proto__: {}"],
    ["what is no UTF-8", new TypeError("The encoded data was not valid")],
    ["what is a folder", Object.assign(new Error("EISDIR"), { code: "EISDIR" })],
  ];
  for (const [what, text] of refused) {
    it(`is refused with ${what}`, () =>
      assert.rejects(parse(text), refusal("config-invalid", `${folder}/gatehouse.yml`)));
  }

  it("is read, or refused with its path, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        try {
          await parse(text);
        } catch (thrown) {
          assert.ok(thrown instanceof GatehouseError && thrown.code === "config-invalid", String(thrown));
        }
      }),
    );
  });
});
