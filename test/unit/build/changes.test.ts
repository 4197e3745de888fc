import assert from "node:assert/strict";
import fc from "fast-check";
import { changesBetween, type SizedWheel } from "../../../src/build/changes.ts";

function wheel({ size = 1000, ...facts }: Partial<SizedWheel["facts"]> & { size?: number } = {}): SizedWheel {
  return { size, facts: { files: [], requirements: [], requiresPython: null, entryPoints: [], ...facts } };
}

const none = { count: 0, names: [] };

describe("what changed since the last release", () => {
  it("says what came and what went", () => {
    const before = wheel({
      files: ["contoso/a.py", "contoso/b.py", "*.dist-info/METADATA"],
      requirements: ["azure-core>=1.2", "six"],
      requiresPython: ">=3.8",
      entryPoints: ["console_scripts: a = contoso.a:main"],
    });
    const after = wheel({
      size: 1200,
      files: ["contoso/a.py", "contoso/c.py", "*.dist-info/METADATA"],
      requirements: ["azure-core>=1.3"],
      requiresPython: ">=3.9",
    });
    assert.deepEqual(changesBetween(before, after, "1.1.0"), {
      since: "1.1.0",
      files: {
        added: { count: 1, names: ["contoso/c.py"] },
        removed: { count: 1, names: ["contoso/b.py"] },
      },
      size: { before: 1000, after: 1200 },
      requirements: {
        added: { count: 1, names: ["azure-core>=1.3"] },
        removed: { count: 2, names: ["azure-core>=1.2", "six"] },
      },
      requiresPython: { before: ">=3.8", after: ">=3.9" },
      entryPoints: { added: none, removed: { count: 1, names: ["console_scripts: a = contoso.a:main"] } },
    });
  });

  it("takes one requirement for the same in every spelling of back ends", () => {
    const spellings = [
      "azure-core<2.0,>=1.2; python_version < '3.9'",
      "azure-core (<2.0,>=1.2) ; python_version < '3.9'",
      "azure-core <2.0, >=1.2 ; python_version<'3.9'",
    ];
    for (const one of spellings)
      for (const other of spellings) {
        const { requirements } = changesBetween(
          wheel({ requirements: [one] }),
          wheel({ requirements: [other] }),
          "1.0",
        );
        assert.deepEqual(requirements, { added: none, removed: none }, `${one} and ${other}`);
      }
  });

  it("counts all and names a hundred", () => {
    const files = Array.from({ length: 250 }, (_, at) => `contoso/${String(at).padStart(3, "0")}.py`);
    const { added } = changesBetween(wheel(), wheel({ files }), "1.0").files;
    assert.equal(added.count, 250);
    assert.deepEqual(added.names, files.slice(0, 100));
  });

  it("is the other way round for the other direction, and nothing for the same", () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 20 });
    fc.assert(
      fc.property(names, names, (one, other) => {
        const [a, b] = [wheel({ files: one }), wheel({ files: other })];
        const [forth, back] = [changesBetween(a, b, "1").files, changesBetween(b, a, "1").files];
        assert.deepEqual(forth.added, back.removed);
        assert.deepEqual(forth.removed, back.added);
        assert.equal(changesBetween(a, a, "1").files.added.count, 0);
      }),
    );
  });
});
