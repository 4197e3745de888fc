import { nothingDeclared } from "../../../src/packages/declared.ts";
import assert from "node:assert/strict";
import type { ProjectState } from "../../../src/index/types.ts";
import type { SourcePackage } from "../../../src/packages/types.ts";
import { type PlanFacts, plan } from "../../../src/plan/plan.ts";
import { isReleased } from "../../../src/validate/subjects.ts";
import { distributions, sha256 } from "../../support/record-builders.ts";

const artifact = {
  name: "contoso_core",
  safeName: "contosocore",
  package: "contoso-core",
  dependsOn: ["other"],
  line: 3,
  column: 5,
};

function aSource(version: string | null): SourcePackage {
  return {
    folder: "/repo/sdk/contoso/contoso-core",
    path: "sdk/contoso/contoso-core",
    name: "contoso-core",
    package: "contoso-core",
    version,
    metadata: { path: "sdk/contoso/contoso-core/setup.py", line: 1 },
    versionAt: null,
    versionCopies: [],
    declared: nothingDeclared,
    typed: [],
    readme: null,
    changelog: null,
  };
}

function aProject(...files: { name: string; sha256: string | null }[]): ProjectState {
  const url = "https://index.example/f";
  return {
    package: "contoso-core",
    exists: files.length > 0,
    files: files.map((file) => ({ ...file, url })),
  };
}

/** A chosen package at 1.2.0, on an index that has 1.1.0. */
function facts(rest: Partial<PlanFacts> = {}): PlanFacts {
  return {
    artifact,
    source: aSource("1.2.0"),
    path: "sdk/contoso/contoso-core",
    project: aProject(...distributions("contoso-core", "1.1.0")),
    seenAt: new Date("2026-11-23T12:00:00Z"),
    kept: [],
    chosen: true,
    ...rest,
  };
}

function planned(rest: Partial<PlanFacts> = {}) {
  const [only] = plan([facts(rest)]);
  assert.ok(only !== undefined);
  return only;
}

/** Asserts what was decided, and that the reason says `words`. */
function decided(rest: Partial<PlanFacts>, expected: "release" | "leave" | "released", words: RegExp) {
  const { release, released, reason } = planned(rest);
  assert.deepEqual(
    { release, released },
    { release: expected === "release", released: expected === "released" },
    reason,
  );
  assert.match(reason, words);
}

const own = distributions("contoso-core", "1.2.0");

describe("the plan", () => {
  it("carries names, path, canonical version and the highest version on the index", () => {
    const {
      name,
      safeName,
      package: project,
      path,
      version,
      previous,
      dependsOn,
      chosen,
    } = planned({
      source: aSource("1.2.0-beta.1"),
      project: aProject(
        ...distributions("contoso-core", "1.9.0"),
        ...distributions("contoso-core", "1.10.0"),
        { name: "stranger-9.0.tar.gz", sha256: null },
      ),
    });
    assert.deepEqual([name, safeName, project], ["contoso_core", "contosocore", "contoso-core"]);
    assert.equal(path, "sdk/contoso/contoso-core");
    assert.equal(version, "1.2.0b1");
    assert.equal(previous, "1.10.0");
    assert.deepEqual(dependsOn, ["other"]);
    assert.equal(chosen, true);
  });

  it("keeps the order of the list", () => {
    const second = { ...artifact, name: "contoso_blob", package: "contoso-blob" };
    const names = plan([facts({ artifact: second }), facts()]).map(({ name }) => name);
    assert.deepEqual(names, ["contoso_blob", "contoso_core"]);
  });

  it("releases a version that the index lacks", () => {
    decided({}, "release", /^1\.2\.0 is not on the index$/);
  });

  it("says that a name is new", () => {
    decided({ project: aProject() }, "release", /first release/);
    assert.equal(planned({ project: aProject() }).previous, null);
  });

  it("releases what was not looked up, and what has no version before it is built", () => {
    decided({ project: null }, "release", /not looked up/);
    assert.equal(planned({ project: null }).previous, null);
    decided({ source: aSource(null) }, "release", /once it is built/);
    decided({ source: aSource("no version") }, "release", /once it is built/);
  });

  it("leaves what has no package", () => {
    decided({ source: null, path: null }, "leave", /no package contoso-core/);
  });

  it("leaves what was not chosen", () => {
    decided({ chosen: false }, "leave", /not chosen/);
    decided({ chosen: false, source: aSource(null) }, "leave", /not chosen/);
  });

  it("knows a version that the index has, chosen or not, in any spelling of it", () => {
    const project = aProject(...own);
    decided({ project }, "released", /1\.2\.0 is on the index already/);
    decided({ project, chosen: false }, "released", /already/);
    decided({ project, source: aSource("1.2") }, "released", /already/);
  });

  it("knows a version of which everything that was built is there", () => {
    decided({ project: aProject(...own), kept: own }, "released", /already/);
  });

  it("takes no name for a file: where the index gives no hashes, publish looks", () => {
    const withoutHashes = own.map(({ name }) => ({ name, sha256: null }));
    decided({ project: aProject(...withoutHashes), kept: own }, "release", /^0 of 2 files/);
  });

  it("goes on with a release that died half way", () => {
    const [first] = own;
    assert.ok(first !== undefined);
    decided({ project: aProject(first), kept: own }, "release", /^1 of 2 files of 1\.2\.0 /);
    decided({ project: aProject(first), kept: own, chosen: false }, "leave", /not chosen/);
  });

  it("does not take other bytes of the same name for its own", () => {
    const [first, second] = own;
    assert.ok(first !== undefined && second !== undefined);
    const project = aProject(first, { name: second.name, sha256: sha256("other bytes") });
    decided({ project, kept: own }, "release", /^1 of 2 files/);
  });

  describe("with nothing kept of an earlier build", () => {
    const seenAt = new Date("2026-11-23T12:00:00Z");
    const daysAgo = (days: number) => new Date(seenAt.getTime() - days * 86_400_000);
    const others = distributions("contoso-core", "1.1.0");
    const [first] = own;
    const partly = (uploadedAt?: Date, before: typeof others = others) => {
      assert.ok(first !== undefined);
      const project = aProject(...before, first);
      const files = project.files.map((file) => (uploadedAt === undefined ? file : { ...file, uploadedAt }));
      return { project: { ...project, files }, seenAt };
    };

    it("goes on with a version that lacks what other releases have", () => {
      decided(partly(daysAgo(3)), "release", /^1\.2\.0 is on the index without its (?:wheel|sdist)$/);
      decided({ ...partly(daysAgo(3)), chosen: false }, "leave", /not chosen/);
      // An index without dates; of the one release of a project nobody knows what it was to have.
      decided(partly(), "release", /without its/);
      decided(partly(undefined, []), "release", /without its/);
    });

    it("leaves a version that can't be completed any more", () => {
      decided(partly(daysAgo(15)), "released", /already/);
      decided(partly(daysAgo(15), []), "released", /already/);
    });

    it("leaves a version that was yanked", () => {
      const { project } = partly(daysAgo(3));
      const files = project.files.map((file) => ({ ...file, yanked: true as const }));
      decided({ project: { ...project, files }, seenAt }, "released", /already/);
    });

    it("agrees with what validate says of it", () => {
      for (const days of [1, 13, 14, 15, 400]) {
        for (const before of [others, []]) {
          const { project } = partly(daysAgo(days), before);
          const { released } = planned({ project, seenAt });
          assert.equal(released, isReleased(project, "1.2.0", seenAt), `${days} days`);
        }
      }
    });
  });
});
