import assert from "node:assert/strict";
import { collect, type TestDemand } from "../../../src/collect/collect.ts";
import type { BuildEntry, TestSlice } from "../../../src/release/record.ts";
import {
  aBuildSlice,
  aBuiltEntry,
  anEntryNotBuilt,
  aTestSlice,
  commit,
  otherCommit,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const core = aBuiltEntry();
const blob = aBuiltEntry({ name: "contoso-blob" });
const pipeline: TestDemand = { pythons: [] };

/** What became of each artifact of one build slice. */
function collected(entries: BuildEntry[], tests: TestSlice[], demand: TestDemand | null = pipeline) {
  const { artifacts } = collect([aBuildSlice(entries)], tests, demand);
  return Object.fromEntries(artifacts.map((artifact) => [artifact.name, artifact]));
}

function unbuilt(name: string, rest: Partial<BuildEntry> = {}): BuildEntry {
  const { tests: _, ...entry } = anEntryNotBuilt({ name, ...rest });
  return entry;
}

describe("collect", () => {
  it("puts the slices together, in the order of their positions", () => {
    const slices = [
      aBuildSlice([blob], { position: 2, total: 2 }),
      aBuildSlice([core], { position: 1, total: 2 }),
    ];
    const record = collect(slices, [aTestSlice([core, blob])], pipeline);
    assert.equal(record.schema, "gatehouse/record@1");
    assert.equal(record.commit, commit);
    assert.equal(record.serviceDirectory, "sdk/contoso");
    assert.deepEqual(
      record.artifacts.map(({ name, release, tests }) => [name, release, tests.outcome]),
      [
        ["contoso-core", true, "passed"],
        ["contoso-blob", true, "passed"],
      ],
    );
  });

  describe("refuses", () => {
    const refused = (builds: Parameters<typeof collect>[0], ...words: string[]) =>
      assert.throws(() => collect(builds, [], pipeline), refusal("slices-refused", ...words));

    it("no slice at all", () => refused([], "no build slice"));

    it("a missing slice", () => {
      refused([aBuildSlice([core], { position: 1, total: 2 })], "2 of 2 is missing");
      refused([aBuildSlice([core], { position: 2, total: 2 })], "1 of 2 is missing");
      refused([aBuildSlice([core], { position: 1, total: Number.MAX_SAFE_INTEGER })], "is missing");
    });

    it("two of one position and attempt", () => {
      refused([aBuildSlice([core]), aBuildSlice([blob])], "two build slices 1 of attempt 1");
    });

    it("slices that disagree on how many there are, or lie beyond it", () => {
      const second = { position: 2, total: 3 };
      refused([
        aBuildSlice([core], { total: 2 }),
        aBuildSlice([blob], { ...second, total: 2 }),
        aBuildSlice([], second),
      ]);
      refused([aBuildSlice([core]), aBuildSlice([blob], { position: 2, total: 1 })], "beyond");
    });

    it("a slice of another commit, state, directory or index", () => {
      for (const odd of [
        { commit: otherCommit },
        { commit: null },
        { dirty: true },
        { serviceDirectory: "sdk/other" },
        { index: "testpypi" },
        { simpleUrl: "https://other.example/simple/" },
      ]) {
        const slices = [
          aBuildSlice([core], { total: 2 }),
          aBuildSlice([blob], { position: 2, total: 2, ...odd }),
        ];
        refused(slices, "build.2.json is of another");
      }
    });

    it("a Python that was demanded and has no slice", () => {
      const tests = [aTestSlice([core])];
      assert.throws(
        () => collect([aBuildSlice([core])], tests, { pythons: ["3.11", "3.9", "3.14"] }),
        refusal("slices-refused", "Python 3.9, 3.14"),
      );
    });

    it("a missing test slice of a Python that has one", () => {
      const half = aTestSlice([core], {}, { position: 2, total: 2 });
      assert.throws(
        () => collect([aBuildSlice([core])], [half], pipeline),
        refusal("slices-refused", "Python 3.11 test slice 1 of 2 is missing"),
      );
    });

    it("one artifact in two slices", () => {
      const slices = [aBuildSlice([core], { total: 2 }), aBuildSlice([core], { position: 2, total: 2 })];
      assert.throws(() => collect(slices, [], pipeline), refusal("names-refused", "contoso-core"));
      const spelled = aBuiltEntry({ name: "Contoso.Core", safeName: "another" });
      assert.throws(
        () => collect([aBuildSlice([core, spelled])], [], pipeline),
        refusal("names-refused", "Contoso.Core"),
      );
    });
  });

  it("counts the highest attempt of a position, of build and of test", () => {
    const again = aBuiltEntry({ salt: "second" });
    const builds = [aBuildSlice([again], { attempt: 2 }), aBuildSlice([core], { attempt: 1 })];
    const tests = [
      aTestSlice([again], {}, { attempt: 3 }),
      aTestSlice([again], { outcome: "failed" }, { attempt: 2 }),
    ];
    const [artifact] = collect(builds, tests, pipeline).artifacts;
    assert.equal(artifact?.digest, again.digest);
    assert.equal(artifact?.tests.outcome, "passed");
    assert.equal(artifact?.tests.runs.length, 1);
  });
});

describe("tests in collect", () => {
  it("hold back what failed, on whichever Python", () => {
    const tests = [aTestSlice([core, blob]), aTestSlice([core], { outcome: "failed", python: "3.9" })];
    const artifacts = collected([core, blob], tests);
    assert.equal(artifacts["contoso-core"]?.release, false);
    assert.equal(artifacts["contoso-core"]?.tests.outcome, "failed");
    assert.match(artifacts["contoso-core"]?.reason ?? "", /failed on Python 3\.9$/);
    assert.equal(artifacts["contoso-blob"]?.release, true);
  });

  it("count on the very files only", () => {
    const other = { name: "contoso-core", digest: sha256("an earlier build") };
    const passed = collected([core], [aTestSlice([other])]);
    assert.equal(passed["contoso-core"]?.release, false);
    assert.equal(passed["contoso-core"]?.tests.outcome, "not run");
    const failed = collected(
      [core],
      [aTestSlice([other], { outcome: "failed" }), aTestSlice([core], { python: "3.9" })],
    );
    assert.equal(failed["contoso-core"]?.release, true);
  });

  it("must have run in a pipeline, and need not have from a terminal", () => {
    const inPipeline = collected([core], [])["contoso-core"];
    assert.equal(inPipeline?.release, false);
    assert.match(inPipeline?.reason ?? "", /not run/);
    const terminal = collected([core], [], null)["contoso-core"];
    assert.equal(terminal?.release, true);
    assert.equal(terminal?.tests.outcome, "not run");
  });

  it("must have run on each Python that is demanded", () => {
    const demand = { pythons: ["3.9", "3.11"] };
    const tests = [aTestSlice([core, blob]), aTestSlice([core], { python: "3.9" })];
    const artifacts = collected([core, blob], tests, demand);
    assert.equal(artifacts["contoso-core"]?.release, true);
    assert.deepEqual(artifacts["contoso-core"].tests.runs.map((run) => run.python).toSorted(), [
      "3.11",
      "3.9",
    ]);
    assert.equal(artifacts["contoso-blob"]?.release, false);
    assert.match(artifacts["contoso-blob"]?.reason ?? "", /not run on Python 3\.9/);
  });

  it("leave alone what is not to be released", () => {
    const released = aBuiltEntry({ release: false, released: true, reason: "it is there" });
    const artifact = collected([released], [aTestSlice([core], { outcome: "failed" })])["contoso-core"];
    assert.equal(artifact?.reason, "it is there");
    assert.equal(artifact.released, true);
  });
});

describe("what needs something that is held back", () => {
  const needsCore = aBuiltEntry({ name: "contoso-blob", requiresDist: ["Contoso.Core>=1.0"] });
  const needsBlob = aBuiltEntry({ name: "contoso-files", requiresDist: ["contoso-blob"] });
  const alone = aBuiltEntry({ name: "contoso-alone" });
  const passed = (...entries: { name: string; digest: string }[]) => [aTestSlice(entries)];

  it("is held back too, along the whole chain, in any order of the list", () => {
    const entries = [needsBlob, needsCore, alone, unbuilt("contoso-core")];
    const artifacts = collected(entries, passed(needsBlob, needsCore, alone));
    assert.equal(artifacts["contoso-blob"]?.release, false);
    assert.match(artifacts["contoso-blob"]?.reason ?? "", /needs contoso-core.*does not build/);
    assert.equal(artifacts["contoso-files"]?.release, false);
    assert.match(artifacts["contoso-files"]?.reason ?? "", /needs contoso-blob/);
    assert.equal(artifacts["contoso-alone"]?.release, true);
  });

  it("is held back for failed tests", () => {
    const tests = [aTestSlice([core], { outcome: "failed" }), aTestSlice([needsCore], { python: "3.9" })];
    assert.equal(collected([core, needsCore], tests)["contoso-blob"]?.release, false);
  });

  it("is held back by dependsOn, in any case of the safeName", () => {
    const depends = aBuiltEntry({ name: "contoso-blob", dependsOn: ["ContosoCORE"] });
    const artifacts = collected([unbuilt("contoso-core"), depends], passed(depends));
    assert.equal(artifacts["contoso-blob"]?.release, false);
  });

  it("goes when the other is on the index already", () => {
    const there = aBuiltEntry({ release: false, released: true });
    assert.equal(collected([there, needsCore], passed(needsCore))["contoso-blob"]?.release, true);
  });

  it("goes when the other was not chosen: the index may have one that will do", () => {
    const other = unbuilt("contoso-core", { chosen: false, reason: "it was not chosen" });
    assert.equal(collected([other, needsCore], passed(needsCore))["contoso-blob"]?.release, true);
  });

  it("goes when only an extra needs the other", () => {
    const extra = aBuiltEntry({ name: "contoso-blob", requiresDist: ["contoso-core; extra == 'aio'"] });
    assert.equal(collected([unbuilt("contoso-core"), extra], passed(extra))["contoso-blob"]?.release, true);
  });

  it("ends in a circle", () => {
    const circle = aBuiltEntry({ requiresDist: ["contoso-blob"] });
    assert.equal(collected([circle, needsCore], passed(circle, needsCore))["contoso-core"]?.release, true);
    const artifacts = collected([circle, needsCore], passed(circle));
    assert.equal(artifacts["contoso-core"]?.release, false);
    assert.equal(artifacts["contoso-blob"]?.release, false);
  });
});
