import assert from "node:assert/strict";
import fc from "fast-check";
import { readSpdx } from "../../../src/packages/spdx.ts";

/** Each as `packaging.licenses.canonicalize_license_expression` (26.3) judges it. */
const good = [
  "MIT",
  "mit or apache-2.0",
  "MIT+",
  "(MIT)AND(MIT)",
  "MIT\nOR\tMIT",
  "LicenseRef-Contoso.1",
  "licenseref-contoso",
  "MIT OR (GPL-2.0-only WITH Classpath-exception-2.0 AND BSD-3-Clause)",
  "GPL-2.0-or-later WITH pcre2-exception",
];
const bad: readonly (readonly [string, string | null])[] = [
  ["", null],
  ["()", null],
  ["( ) MIT", null],
  ["((MIT)", null],
  ["MIT MIT", null],
  ["MIT (MIT)", null],
  ["MIT AND", null],
  ["MIT with MIT", null],
  ["(MIT) WITH Classpath-exception-2.0", null],
  ["Classpath-exception-2.0", null],
  ["MIT +", "+"],
  ["Apache 2.0", "Apache"],
  ["MIT/X11", "MIT/X11"],
  ["LicenseRef-a_b", "LicenseRef-a_b"],
  ["LicenseRef-", "LicenseRef-"],
  ["DocumentRef-x:LicenseRef-y", "DocumentRef-x:LicenseRef-y"],
  ["MIT WITH Made-up-exception", "Made-up-exception"],
];

describe("SPDX expressions", () => {
  for (const expression of good)
    it(`takes ${JSON.stringify(expression)}`, () => {
      assert.deepEqual(readSpdx(expression), { deprecated: [] });
    });
  for (const [expression, unknown] of bad)
    it(`refuses ${JSON.stringify(expression)}`, () => {
      assert.deepEqual(readSpdx(expression), { unknown });
    });

  it("tells what SPDX has given up, as SPDX spells it", () => {
    assert.deepEqual(readSpdx("gpl-2.0+ OR lgpl-3.0 OR MIT"), { deprecated: ["GPL-2.0+", "LGPL-3.0"] });
  });

  it("is through with anything, soon", () => {
    const word = fc.constantFrom("MIT", "(", ")", "and", "WITH", "+", "LicenseRef-a", "é", "\u0000");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 400 }), (words) => {
        const verdict = readSpdx(words.join(" "));
        return "unknown" in verdict || verdict.deprecated.length === 0;
      }),
    );
    assert.deepEqual(readSpdx("(".repeat(1_000_000)), { unknown: null });
    assert.deepEqual(readSpdx(`${"(".repeat(900)}MIT${")".repeat(900)}`), { deprecated: [] });
  });
});
