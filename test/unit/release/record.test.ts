import assert from "node:assert/strict";
import fc from "fast-check";
import type { TSchema } from "typebox";
import { check } from "../../../src/release/check.ts";
import {
  ApproveSlice,
  BuildSlice,
  PublishSlice,
  ReleaseRecord,
  TestSlice,
} from "../../../src/release/record.ts";
import { nameFaults } from "../../../src/release/artifact-faults.ts";
import {
  aBuildSlice,
  aBuiltEntry,
  aCollected,
  aFinding,
  anApproval,
  anEntryNotBuilt,
  aPublication,
  aRecord,
  aTestSlice,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const core = aCollected({
  findings: [aFinding()],
  changelog: "- More.",
  dependsOn: ["other"],
  requiresDist: ["x"],
});
const documents: readonly [string, TSchema, unknown][] = [
  ["a record", ReleaseRecord, aRecord([core, anEntryNotBuilt({ name: "contoso-blob" })])],
  ["a build slice", BuildSlice, aBuildSlice([aBuiltEntry()])],
  ["a test slice", TestSlice, aTestSlice([core])],
  ["a decision", ApproveSlice, anApproval(core)],
  ["a publication", PublishSlice, aPublication(core)],
];

/** Every place in a document: the path of keys to it. */
function places(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...places(inner, [...at, key])]);
}

/** A copy of `document`, changed at `path` by `change`. */
function changed(
  document: unknown,
  path: readonly string[],
  change: (holder: Record<string, unknown>, key: string) => void,
): string {
  const copy: unknown = structuredClone(document);
  const holder = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy);
  change(holder as Record<string, unknown>, path.at(-1) ?? "");
  return JSON.stringify(copy);
}

/** A value of a type that stands for nothing this one could stand for. */
function ofAnotherType(value: unknown): unknown {
  if (Array.isArray(value)) return {};
  if (typeof value === "object" && value !== null) return [];
  return typeof value === "boolean" ? "true" : typeof value === "number" ? String(value) : { odd: true };
}

const inObjects = (document: unknown) => places(document).filter((path) => !/^\d+$/.test(path.at(-1) ?? ""));

for (const [what, schema, document] of documents) {
  describe(what, () => {
    const refuse = (text: string) =>
      assert.throws(() => check(schema, text, "x.json"), refusal("record-invalid", "x.json"));

    it("passes when it is honest", () => {
      assert.deepEqual(check(schema, JSON.stringify(document), "x.json"), document);
    });

    it("is refused without any one of its fields", () => {
      for (const path of inObjects(document))
        refuse(changed(document, path, (holder, key) => delete holder[key]));
    });

    it("is refused with a field more, anywhere", () => {
      const extra = fc.tuple(
        fc.constantFrom(...inObjects(document)),
        fc.stringMatching(/^[a-zA-Z0-9_$]{1,12}$/),
      );
      fc.assert(
        fc.property(extra, fc.jsonValue(), ([path, name], value) => {
          const text = changed(document, path, (holder) => {
            fc.pre(!Object.hasOwn(holder, name) && name !== "__proto__");
            holder[name] = value;
          });
          refuse(text);
        }),
      );
    });

    it("is refused with a value of another type, anywhere", () => {
      for (const path of places(document)) {
        refuse(
          changed(document, path, (holder, key) => {
            holder[key] = ofAnotherType(holder[key]);
          }),
        );
      }
    });

    it("is refused with a hash that is not 64 lower-case hex digits", () => {
      const hashes = places(document).filter((path) => ["sha256", "digest"].includes(path.at(-1) ?? ""));
      assert.ok(hashes.length > 0);
      const bad = fc.oneof(
        fc.stringMatching(/^[0-9a-f]{0,63}$/),
        fc.stringMatching(/^[0-9a-f]{65}$/),
        fc.stringMatching(/^[0-9A-F]{63}[A-F]$/),
        fc.stringMatching(/^[0-9a-f]{64}\n$/),
        fc.stringMatching(/^[0-9a-f]{63}[g-z]$/),
      );
      fc.assert(
        fc.property(fc.constantFrom(...hashes), bad, (path, hash) => {
          refuse(
            changed(document, path, (holder, key) => {
              holder[key] = hash;
            }),
          );
        }),
      );
    });

    it("is refused as anything else", () => {
      for (const text of ["", "{", "null", "[]", '"x"', `[${JSON.stringify(document)}]`]) refuse(text);
      fc.assert(fc.property(fc.json(), refuse));
    });

    it("is refused with another schema's name", () => {
      refuse(
        changed(document, ["schema"], (holder) => {
          holder["schema"] = "gatehouse/other@1";
        }),
      );
    });
  });
}

describe("file names in a record", () => {
  for (const name of ["../x.whl", "a/b.whl", "a\\b.whl", ".hidden", "-x.whl", "a b.whl", "", "a\n"]) {
    it(`are not ${JSON.stringify(name)}`, () => {
      const [first, ...rest] = core.files;
      assert.ok(first !== undefined);
      const record = aRecord([{ ...core, files: [{ ...first, name }, ...rest] }]);
      assert.throws(
        () => check(ReleaseRecord, JSON.stringify(record), "release.json"),
        refusal("record-invalid", "name"),
      );
    });
  }
});

describe("nameFaults", () => {
  const named = (name: string, safeName: string) => ({ name, safeName, package: name.toLowerCase() });

  it("finds none in names that differ", () => {
    assert.deepEqual(nameFaults([named("a", "a"), named("b", "b")]), []);
    assert.deepEqual(nameFaults([]), []);
  });

  it("finds names that could become other paths, and stages that could not be", () => {
    assert.equal(nameFaults([named("../x", "x")]).length, 1);
    assert.equal(nameFaults([named("x", "a-b")]).length, 1);
    assert.equal(nameFaults([named("x.json", "a'b")]).length, 2);
  });

  it("finds two of one project, and two safeNames that differ only in case", () => {
    const project = nameFaults([named("A-b", "one"), named("a-B", "two")]);
    assert.equal(project.length, 1);
    assert.match(project[0] ?? "", /A-b and a-B share/);
    assert.match(nameFaults([named("a", "Same"), named("b", "sAME")])[0] ?? "", /share the safeName/);
  });
});
