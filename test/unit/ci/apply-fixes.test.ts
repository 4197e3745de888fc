import assert from "node:assert/strict";
import fc from "fast-check";
import { applyFixes } from "../../../src/ci/apply-fixes.ts";
import type { CiFix } from "../../../src/ci/fix.ts";
import { fixDifference } from "../../../src/ci/fix-difference.ts";
import { readCi } from "../../../src/ci/read-ci.ts";

const head = "# comment  \nextends:\n  parameters:\n    ServiceDirectory: storage # here\n";

/** A list of one entry in each layout that real files have; `⟨x⟩` is where the entry begins. */
const layouts = {
  "indent of the key": `${head}    Artifacts:\n    - name: a-b # why\n      safeName: ab\n`,
  "indent of its own": `${head}    Artifacts:\n      - name: a-b\n        safeName: ab\n    TestProxy: false\n`,
  "five blanks": `${head}    Artifacts:\n     - name: a-b\n       safeName: ab\n`,
  "wide dash": `${head}    Artifacts:\n    -   name: a-b\n        safeName: ab\n`,
  "no newline at the end": `${head}    Artifacts:\n    - name: a-b\n      safeName: ab`,
  "flow entry": `${head}    Artifacts:\n    - {name: a-b, safeName: ab}\n`,
  "flow list": `${head}    Artifacts: [{name: a-b, safeName: ab}] # end\n`,
  quoted: `${head}    Artifacts:\n    - name: "a-b"\n      safeName: 'ab'\n`,
  windows: `${head}    Artifacts:\n    - name: a-b\n      safeName: ab\n`.replaceAll("\n", "\r\n"),
  "byte order mark": `\uFEFFArtifacts:\n- name: a-b\n  safeName: ab\n`,
  "comment below": `${head}    Artifacts:\n    - name: a-b\n      safeName: ab\n    # the end\n`,
};

const entryLine = (text: string) => readCi(text, "ci.yml").entries[0]?.line ?? 0;
const brief = (text: string) =>
  readCi(text, "ci.yml").entries.map(
    ({ name, safeName, dependsOn }) =>
      `${name?.value} ${safeName?.value ?? "-"} [${dependsOn.map(({ value }) => value).join(" ")}]`,
  );

/** Nothing of `before` is lost but `gone`. */
function keeps(before: string, after: string, gone = ""): void {
  const rest = Array.from(after);
  let at = 0;
  for (const character of before.replace(gone, "")) {
    const next = rest.indexOf(character, at);
    assert.ok(next !== -1, `lost ${JSON.stringify(character)}:\n${after}`);
    at = next + 1;
  }
}

describe("ci/apply-fixes", () => {
  for (const [layout, text] of Object.entries(layouts)) {
    const fixes = (): [CiFix, string[]][] => [
      [{ kind: "add-entry", name: "c-d", safeName: "cd" }, ["a-b ab []", "c-d cd []"]],
      [{ kind: "set-name", entry: entryLine(text), name: "a_b" }, ["a_b ab []"]],
      [{ kind: "add-depends-on", entry: entryLine(text), safeNames: ["x", "y"] }, ["a-b ab [x y]"]],
    ];
    it(`corrects in place: ${layout}`, () => {
      for (const [fix, expected] of fixes()) {
        const fixed = applyFixes(text, [fix]);
        assert.deepEqual(brief(fixed), expected, fixed);
        assert.deepEqual(readCi(fixed, "ci.yml").faults, []);
        assert.equal(applyFixes(fixed, [fix]), fixed, "a second time changes nothing");
        keeps(text, fixed, fix.kind === "set-name" ? "-b" : "");
        assert.equal(text.includes("\r\n"), fixed.includes("\r\n"));
        assert.ok(!text.includes("\r\n") || !/[^\r]\n/.test(fixed), JSON.stringify(fixed));
        assert.equal(text.endsWith("\n"), fixed.endsWith("\n"));
      }
    });
  }

  const cases: [name: string, before: string, fix: CiFix, after: string][] = [
    [
      "an entry is written as the last one, before a comment below",
      layouts["comment below"],
      { kind: "add-entry", name: "c_d", safeName: "cd" },
      `${head}    Artifacts:\n    - name: a-b\n      safeName: ab\n    - name: c_d\n      safeName: cd\n    # the end\n`,
    ],
    [
      "a safeName after the name, and its comment",
      "Artifacts:\n- name: a-b # why\n  skip: true\n",
      { kind: "set-safe-name", entry: 2, safeName: "ab" },
      "Artifacts:\n- name: a-b # why\n  safeName: ab\n  skip: true\n",
    ],
    [
      "a safeName where there is nothing after the key",
      "Artifacts:\n- name: a-b\n  safeName: # todo\n",
      { kind: "set-safe-name", entry: 2, safeName: "ab" },
      "Artifacts:\n- name: a-b\n  safeName: ab # todo\n",
    ],
    [
      "an empty text",
      'Artifacts:\n- name: a-b\n  safeName: ""\n',
      { kind: "set-safe-name", entry: 2, safeName: "ab" },
      "Artifacts:\n- name: a-b\n  safeName: ab\n",
    ],
    [
      "a key's spelling",
      "Artifacts:\n- name: a-b\n  safename: ab\n",
      { kind: "rename-key", entry: 2, from: "safename", to: "safeName" },
      "Artifacts:\n- name: a-b\n  safeName: ab\n",
    ],
    [
      "dependsOn as a list on one line",
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [x]\n",
      { kind: "add-depends-on", entry: 2, safeNames: ["X", "y"] },
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [x, y]\n",
    ],
    [
      "dependsOn as an empty list",
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: []\n",
      { kind: "add-depends-on", entry: 2, safeNames: ["y"] },
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [y]\n",
    ],
    [
      "dependsOn with a line for each",
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn:\n  - x # first\n- name: c\n  safeName: c\n",
      { kind: "add-depends-on", entry: 2, safeNames: ["y"] },
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn:\n  - x # first\n  - y\n- name: c\n  safeName: c\n",
    ],
    [
      "dependsOn as one text",
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: x\n",
      { kind: "add-depends-on", entry: 2, safeNames: ["y"] },
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [x, y]\n",
    ],
    [
      "dependsOn with nothing",
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn:\n",
      { kind: "add-depends-on", entry: 2, safeNames: ["y"] },
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [y]\n",
    ],
  ];
  for (const [name, before, fix, after] of cases) {
    it(name, () => {
      assert.equal(applyFixes(before, [fix]), after);
      assert.equal(applyFixes(after, [fix]), after);
    });
  }

  it("makes several corrections at once", () => {
    const text = "Artifacts:\n- name: a_b\n- name: c-d\n  safename: cd\n";
    const fixed = applyFixes(text, [
      { kind: "add-entry", name: "e", safeName: "e" },
      { kind: "set-name", entry: 2, name: "a-b" },
      { kind: "set-safe-name", entry: 2, safeName: "ab" },
      { kind: "add-depends-on", entry: 2, safeNames: ["cd"] },
      { kind: "rename-key", entry: 3, from: "safename", to: "safeName" },
      { kind: "add-depends-on", entry: 3, safeNames: ["x"] },
      { kind: "add-entry", name: "f", safeName: "f" },
    ]);
    assert.equal(
      fixed,
      "Artifacts:\n- name: a-b\n  safeName: ab\n  dependsOn: [cd]\n- name: c-d\n  safeName: cd\n  dependsOn: [x]\n- name: e\n  safeName: e\n- name: f\n  safeName: f\n",
    );
  });

  it("leaves alone what is no YAML, has no list, or stands elsewhere", () => {
    const add: CiFix = { kind: "add-entry", name: "c", safeName: "c" };
    for (const text of ["a: [", "trigger: none\n", "", "Artifacts: ${{ parameters.A }}\n", "Artifacts: []\n"])
      assert.equal(applyFixes(text, [add]), text);
    const anchored = "x: &e\n  name: a_b\nArtifacts:\n- *e\n";
    assert.equal(applyFixes(anchored, [{ kind: "set-name", entry: 4, name: "a-b" }, add]), anchored);
    const merged = "x: &e\n  name: a_b\nArtifacts:\n- <<: *e\n  safeName: ab\n";
    assert.equal(applyFixes(merged, [{ kind: "set-name", entry: 4, name: "a-b" }]), merged);
  });

  it("never throws, and never makes YAML of what is none or none of what is", () => {
    const text = fc
      .array(
        fc.constantFrom(
          ...Object.values(layouts).flatMap((one) => one.split(/(?<=\n)/)),
          "- name: z\n",
          "\t",
          "{",
          "*a\n",
        ),
      )
      .map((lines) => lines.join(""));
    const fix: fc.Arbitrary<CiFix> = fc.oneof(
      fc.record({
        kind: fc.constant("add-entry" as const),
        name: fc.constant("q"),
        safeName: fc.constant("q"),
      }),
      fc.record({
        kind: fc.constant("set-name" as const),
        entry: fc.integer({ min: 1, max: 30 }),
        name: fc.constant("n"),
      }),
      fc.record({
        kind: fc.constant("set-safe-name" as const),
        entry: fc.integer({ min: 1, max: 30 }),
        safeName: fc.constant("s"),
      }),
      fc.record({
        kind: fc.constant("add-depends-on" as const),
        entry: fc.integer({ min: 1, max: 30 }),
        safeNames: fc.constant(["d"]),
      }),
    );
    fc.assert(
      fc.property(text, fc.array(fix, { maxLength: 5 }), (before, fixes) => {
        const isYaml = (one: string) => readCi(one, "ci.yml").faults.every(({ rule }) => rule !== "ci-yaml");
        assert.equal(isYaml(applyFixes(before, fixes)), isYaml(before));
      }),
    );
  });
});

describe("ci/fix-difference", () => {
  it("is a patch, harmless to print", () => {
    const patch = fixDifference("sdk/a/ci.yml", "a: 1\nb: ##vso[x]\n", "a: 2\nb: ##vso[x]\n");
    assert.deepEqual(patch.split("\n").slice(0, 3), [
      "--- a/sdk/a/ci.yml",
      "+++ b/sdk/a/ci.yml",
      "@@ -1,2 +1,2 @@",
    ]);
    assert.ok(patch.includes("\n-a: 1\n+a: 2\n"));
    assert.ok(!patch.includes("##vso["));
  });
});
