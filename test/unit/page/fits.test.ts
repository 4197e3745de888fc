/** The small check of schemas against the library that made them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Check } from "typebox/value";
import { misfit } from "../../../src/page/azure/fits.ts";
import { ReleaseRecord } from "../../../src/release/record.ts";
import { aCollected, aFinding, anEntryNotBuilt, aRecord } from "../../support/record-builders.ts";

const names = { count: 1, names: ["x"] };
const difference = { added: names, removed: names };
const record = aRecord([
  aCollected({
    findings: [aFinding()],
    changes: {
      since: "1.1.0",
      files: difference,
      size: { before: 1, after: 2 },
      requirements: difference,
      requiresPython: { before: null, after: ">=3.9" },
      entryPoints: difference,
    },
  }),
  anEntryNotBuilt({ name: "contoso-blob" }),
]);

/** Every place in a document, as the keys that lead to it. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...at, key]))];
}

function changed(document: unknown, place: readonly string[], value: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(document)
    ? [...(document as unknown[])]
    : { ...(document as object) };
  const fields = copy as Record<string, unknown>;
  if (rest.length === 0 && value === undefined) Reflect.deleteProperty(copy, key);
  else fields[key] = changed(fields[key], rest, value);
  return copy;
}

const asJson = (document: unknown): unknown => JSON.parse(JSON.stringify(document) ?? "null");

const odd = [
  undefined,
  null,
  "",
  "x",
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [1],
  { more: 1 },
  "3.11",
  "a".repeat(64),
  "x".repeat(201),
];

describe("the check of a record in a browser", () => {
  it("takes an honest record", () => {
    assert.equal(misfit(ReleaseRecord, record), null);
    assert.ok(Check(ReleaseRecord, record));
  });

  it("agrees with the library about every place with something else in it", () => {
    const places = placesIn(record);
    let refused = 0;
    for (const place of places)
      for (const value of odd) {
        const document = asJson(changed(record, place, value));
        const fits = misfit(ReleaseRecord, document) === null;
        assert.equal(fits, Check(ReleaseRecord, document), `${place.join("/")} = ${JSON.stringify(value)}`);
        if (!fits) refused += 1;
      }
    assert.ok(refused > places.length * 5);
  });

  it("agrees about any JSON in any place, and about unknown fields", () => {
    const places = placesIn(record);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), fc.string(), (place, value, name) => {
        for (const at of [place, [...place, name]]) {
          const document = asJson(changed(record, at, value));
          assert.equal(misfit(ReleaseRecord, document) === null, Check(ReleaseRecord, document));
        }
      }),
    );
  });

  it("names the place of the first fault", () => {
    const document = changed(record, ["artifacts", "0", "files", "0", "sha256"], "nothing");
    assert.match(misfit(ReleaseRecord, document) ?? "", /^the document\/artifacts\/0\/files\/0\/sha256 /);
    assert.match(misfit(ReleaseRecord, changed(record, ["commit"], undefined)) ?? "", /commit is missing/);
  });

  it("refuses a schema that it does not know", () => {
    assert.throws(() => misfit({ format: "date" }, "x"), /format/);
  });
});
