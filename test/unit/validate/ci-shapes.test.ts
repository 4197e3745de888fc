/** Every shape, spelling and mistake that was counted in real ci.yml files, in `test/fixtures/ci`. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCi } from "../../../src/ci/read-ci.ts";
import { root } from "../../support/root.ts";
import { check, contoso } from "./contoso.ts";

const folder = join(root, "test/fixtures/ci");
const both = [contoso("contoso-core"), contoso("contoso-blob")];
const others = both.concat(contoso("contoso-storage-blob"));

/** The names that are read, and what is found: rule, severity, line and column. */
const expected: Record<string, { names: string[]; found?: string[] }> = {
  "2019-jobs-without-list": { names: [], found: ["artifacts error 1:1"] },
  "2020-stages": { names: ["contoso_core", "contoso_blob"] },
  "2021-extends": { names: ["contoso_core"] },
  "2023-extends-hyphens": { names: ["contoso-core", "contoso-blob"] },
  "template-from-the-root": { names: ["contoso-core"] },
  "conda-artifacts-beside": { names: ["contoso-core"] },
  "parameters-newer": { names: ["contoso-core"] },
  "expressions-beside": { names: ["contoso-core"] },
  "conditional-list": { names: [], found: ["artifacts error 19:7"] },
  "conditional-entry": { names: ["contoso-core"], found: ["artifacts error 21:7"] },
  "list-by-parameter": { names: [], found: ["artifacts error 18:16"] },
  anchors: { names: ["contoso-core", "contoso-blob"] },
  "five-blanks": { names: ["contoso-core"] },
  "comments-and-blanks": { names: ["contoso-core"] },
  "mistake-one-blank-more": { names: ["contoso-core"], found: ["ci-yaml error 21:6"] },
  "mistake-run-together": { names: ["contoso-core"], found: ["ci-yaml error 20:17"] },
  "mistake-list-empty": { names: [], found: ["artifacts error 18:5"] },
  "mistake-safename-empty": { names: ["contoso-core"], found: ["safe-name error 20:7"] },
  "mistake-twice": {
    names: ["contoso-core", "contoso-core"],
    found: ["artifact-duplicate error 21:13", "safe-name-unique error 22:17"],
  },
  "mistake-safename-spelling": {
    names: ["contoso-core", "contoso-blob"],
    found: ["artifact-key note 20:7", "artifact-key note 22:7"],
  },
  "mistake-mixed-name": {
    names: ["contoso_core", "contoso_storage-blob"],
    found: ["artifact-name-form warning 21:13"],
  },
  "mistake-other-directory": { names: ["contoso-core"], found: ["service-directory warning 17:23"] },
  "mistake-no-parameters": { names: [], found: ["artifacts error 3:1"] },
  "mistake-no-folder": {
    names: ["contoso-core", "contoso-signalr"],
    found: ["artifact-unknown error 21:13"],
  },
  tabs: { names: [], found: ["ci-yaml error 18:15", "ci-yaml error 19:1", "ci-yaml error 20:1"] },
};

/** What is found in ci.yml; packages that no entry names are another rule's. */
function look(ci: string) {
  const names = readCi(ci, "sdk/contoso/ci.yml").entries.map(({ name }) => name?.value);
  const found = check({ ci, packages: others })
    .filter(({ path, rule }) => path.endsWith("ci.yml") && rule !== "package-not-listed")
    .map(({ rule, severity, line, column }) => `${rule} ${severity} ${line}:${column}`);
  return { names, found };
}

describe("validate: ci.yml files as they really are", () => {
  it("are all listed here", () => {
    const there = readdirSync(folder).map((name) => name.replace(/\.yml$/, ""));
    assert.deepEqual(there.toSorted(), Object.keys(expected).toSorted());
  });

  for (const [name, { names, found = [] }] of Object.entries(expected)) {
    it(name, () => {
      const text = readFileSync(join(folder, `${name}.yml`), "utf8");
      assert.deepEqual(look(text), { names, found });
      // The same on Windows, and from an editor that marks its files.
      assert.deepEqual(look(text.replaceAll("\n", "\r\n")), { names, found });
      assert.deepEqual(look(`\uFEFF${text}`), { names, found });
    });
  }
});
