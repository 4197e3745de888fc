import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { placeKey, tomlPlaces } from "../../../src/packages/toml-places.ts";

const at = (text: string, ...path: (string | number)[]) => {
  const offset = tomlPlaces(text).get(placeKey(path));
  return offset === undefined ? null : text.slice(offset, offset + 3);
};

describe("packages/toml-places", () => {
  it("keys in every form", () => {
    const text =
      'a.b . "c.d" = 111\n[t."x y".\'z\']\nk = [ 222, # ]\n "]", { m = [333], n.o = 444 } ]\n[[l]]\np = 555\n[[l]]\np = """\n"" 1 """"\nq=666\n\'r\' = \'\'\'it\'s\'\'\'\ns = 777\n';
    parse(text);
    assert.deepEqual(
      [
        at(text, "a", "b", "c.d"),
        at(text, "t", "x y", "z", "k", 0),
        at(text, "t", "x y", "z", "k", 1),
        at(text, "t", "x y", "z", "k", 2, "m", 0),
        at(text, "t", "x y", "z", "k", 2, "n", "o"),
        at(text, "l", 0, "p"),
        at(text, "l", 1, "q"),
        at(text, "l", 1, "s"),
      ],
      ["111", "222", '"]"', "333", "444", "555", "666", "777"],
    );
  });

  it("every value of a document stands where it is said to", () => {
    const key = fc.oneof(fc.stringMatching(/^[a-z-]{1,6}$/), fc.string({ minLength: 1, maxLength: 4 }));
    const { table } = fc.letrec<{ table: Record<string, unknown>; value: unknown }>((tie) => ({
      table: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.nat(),
        fc.boolean(),
        fc.array(fc.string(), { maxLength: 3 }),
        tie("table"),
      ),
    }));
    fc.assert(
      fc.property(table, (document) => {
        const text = stringify(document);
        const places = tomlPlaces(text);
        const check = (value: unknown, path: (string | number)[]): void => {
          if (Array.isArray(value))
            value.forEach((item: unknown, position) => check(item, [...path, position]));
          else if (typeof value === "object" && value !== null)
            for (const [name, inner] of Object.entries(value)) check(inner, [...path, name]);
          else {
            const offset = places.get(placeKey(path)) ?? assert.fail(`no place for ${JSON.stringify(path)}`);
            const rest = text.slice(offset).split("\n")[0] ?? "";
            const written = typeof value === "string" ? /^["']/ : new RegExp(`^${String(value)}`);
            assert.match(rest, written);
          }
        };
        // Keys that a plain object gives another meaning, and the separator, are of no concern.
        const written = JSON.stringify(document);
        if (!written.includes("__proto__") && !written.includes("\\u0000")) check(parse(text), []);
      }),
      { numRuns: 500 },
    );
  });
});
