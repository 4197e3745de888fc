import { parsePipRequirementsLine } from "pip-requirements-js";
import { normalizeName } from "../../../src/release/name.ts";
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  dependsOnSibling,
  parseRequirement,
  readRequirement,
  siblingRequirements,
  withSiblings,
} from "../../../src/release/requirements.ts";

describe("parseRequirement", () => {
  const table = [
    ["contoso-core", "contoso-core", ""],
    ["Contoso.Core>=1.0", "contoso-core", ">=1.0"],
    ["contoso_core >=1.0, <2", "contoso-core", ">=1.0,<2"],
    ["contoso-core (>=1.0)", "contoso-core", ">=1.0"],
    ["contoso-core[aio,cbor]>=1.0", "contoso-core", ">=1.0"],
    ["contoso-core~=1.4.2", "contoso-core", "~=1.4.2"],
    ["contoso-core!=1.*", "contoso-core", "!=1.*"],
    ["contoso-core>=1.0; python_version < '3.11'", "contoso-core", ">=1.0"],
    ['contoso-core; sys_platform == "win32" or os_name == "nt"', "contoso-core", ""],
    ["extra==1.0", "extra", "==1.0"],
  ] as const;
  for (const [line, name, specifier] of table) {
    it(`reads ${line}`, () => assert.deepEqual(parseRequirement(line), { package: name, specifier }));
  }

  const nothing = [
    "contoso-core>=1.0; extra == 'aio'",
    "contoso-core ; extra=='aio'",
    "contoso-core; python_version > '3.8' and extra == 'aio'",
    "contoso-core; 'aio' == extra",
    "contoso-core; extra in 'aio'",
    "contoso-core @ https://example.com/contoso_core-1.0.tar.gz",
    "git+https://example.com/contoso-core",
    "-r more.txt",
    "./contoso-core",
    "",
  ];
  for (const line of nothing) {
    it(`takes ${JSON.stringify(line)} for no requirement`, () => assert.equal(parseRequirement(line), null));
  }

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        const parsed = parseRequirement(line);
        assert.ok(parsed === null || typeof parsed.package === "string");
      }),
    );
  });
});

const node = (name: string, ...requiresDist: string[]) => ({ package: name, requiresDist });

describe("siblings", () => {
  it("are what the metadata names and the release has, by name; never oneself", () => {
    const widgets = node("widgets", "zeta>=2", "requests", "widgets[all]", "Core_Lib>=1");
    assert.deepEqual(siblingRequirements(widgets, [node("zeta"), node("core-lib"), widgets]), [
      { package: "core-lib", specifier: ">=1" },
      { package: "zeta", specifier: ">=2" },
    ]);
  });

  it("come with what they need themselves, each once", () => {
    const [core, blob, files, other] = [
      node("core"),
      node("blob", "core"),
      node("files", "blob", "core"),
      node("other"),
    ];
    assert.deepEqual(withSiblings(files, [other, core, blob, files]), [files, blob, core]);
    assert.deepEqual(withSiblings(core, [core, blob]), [core]);
  });

  it("may need one another in a circle", () => {
    const [a, b, c] = [node("a", "b"), node("b", "c"), node("c", "a")];
    assert.deepEqual(withSiblings(b, [a, b, c]), [b, c, a]);
  });

  it("are named by dependsOn without regard to case", () => {
    const artifact = { dependsOn: ["ContosoCore"] };
    assert.equal(dependsOnSibling(artifact, { safeName: "contosocore" }), true);
    assert.equal(dependsOnSibling(artifact, { safeName: "contosocore2" }), false);
  });
});

describe("release/requirements: against a full grammar", () => {
  const part = fc.constantFrom(
    "a",
    "Contoso_Core",
    "azure-core",
    "x.y",
    "[aio]",
    "[a, b]",
    "[ ]",
    " ",
    "  ",
    ">=1.0",
    "~= 1.4.2",
    "==1.*",
    "!=2",
    "<3",
    ",",
    "(",
    ")",
    "(>=1)",
    "@ https://x.example/y.whl",
    " ; ",
    ";",
    "python_version < '3.9'",
    "extra == 'aio'",
    "-",
    "1",
  );
  it("reads what a full parser reads, and nothing else but markers", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (all) => {
        const line = all.join("");
        const own = readRequirement(line);
        const full = fullParse(line);
        // A marker is not judged: where the full parser fails behind the `;` ours need not.
        // Nor is an address.
        if (own !== null && (own.marker !== null || own.url !== null) && full === null) return;
        assert.deepEqual(own === null ? null : [own.package, own.specifier, own.url !== null], full, line);
      }),
      { numRuns: 3000 },
    );
  });

  it("is fast whatever the line", () => {
    for (const piece of ["a", "a-", " ", "[", "(", ">=1,", "; ", "@ ", "a [", "a;"])
      readRequirement(piece.repeat(5000));
  });
});

function fullParse(line: string): [string, string, boolean] | null {
  try {
    const parsed = parsePipRequirementsLine(line);
    if (parsed?.type === "ProjectURL") return [normalizeName(parsed.name), "", true];
    if (parsed?.type !== "ProjectName") return null;
    return [
      normalizeName(parsed.name),
      (parsed.versionSpec ?? []).map((s) => `${s.operator}${s.version}`).join(","),
      false,
    ];
  } catch {
    return null;
  }
}
