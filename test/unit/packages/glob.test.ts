import assert from "node:assert/strict";
import fc from "fast-check";
import { nameMatches } from "../../../src/packages/glob.ts";

describe("packages/glob", () => {
  const cases: [pattern: string, name: string, matches: boolean][] = [
    ["LICENSE", "LICENSE", true],
    ["LICENSE", "LICENSE.txt", false],
    ["LICEN[CS]E*", "LICENCE.md", true],
    ["LICEN[CS]E*", "LICENZE", false],
    ["*.txt", "a.txt", true],
    ["*.txt", "a.txt.md", false],
    ["?", "", false],
    ["[!a-c]", "d", true],
    ["[!a-c]", "b", false],
    ["[a-c]x", "bx", true],
    ["[]]", "]", true],
    ["[a", "[a", true],
    ["a*b*c", "aXbXbXc", true],
    ["a.c", "abc", false],
    ["*", "", true],
  ];
  for (const [pattern, name, expected] of cases)
    it(`${pattern} ${expected ? "is" : "is not"} ${name}`, () =>
      assert.equal(nameMatches(pattern, name), expected));

  it("is what a regular expression says", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 8 });
    const name = fc.array(fc.constantFrom("a", "b"), { maxLength: 8 });
    fc.assert(
      fc.property(pattern, name, (signs, letters) => {
        const expression = signs.map((sign) => (sign === "*" ? ".*" : sign === "?" ? "." : sign)).join("");
        assert.equal(
          nameMatches(signs.join(""), letters.join("")),
          new RegExp(`^${expression}$`).test(letters.join("")),
        );
      }),
    );
  });

  it("ends soon", () => {
    assert.equal(nameMatches(`${"*a".repeat(5000)}b`, "a".repeat(5000)), false);
  });
});
