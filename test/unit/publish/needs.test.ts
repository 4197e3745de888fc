import assert from "node:assert/strict";
import { type SiblingState, needsOf } from "../../../src/publish/needs.ts";

const artifact = (...requiresDist: string[]) => ({ package: "blob", requiresDist });
const core = (state: SiblingState["state"], version: string | null = "2.0", reason = ""): SiblingState[] => [
  { package: "core", version, state, reason },
];
const onIndex = (...versions: string[]) =>
  new Map([
    [
      "core",
      {
        package: "core",
        exists: true,
        files: versions.map((version) => ({
          name: `core-${version}.tar.gz`,
          sha256: null,
          url: "https://x.example/",
        })),
      },
    ],
  ]);

describe("needsOf", () => {
  it("is ready when nothing, or nothing of this release, is required", () => {
    assert.deepEqual(needsOf(artifact(), core("not coming"), new Map()), { kind: "ready" });
    assert.deepEqual(needsOf(artifact("requests>=2"), core("undecided"), new Map()), { kind: "ready" });
    assert.deepEqual(needsOf(artifact("core>=9; extra == 'x'"), core("not coming"), new Map()), {
      kind: "ready",
    });
  });

  it("is ready when any version on the index will do", () => {
    assert.deepEqual(needsOf(artifact("core>=1,<2"), core("not coming"), onIndex("0.9", "1.4")), {
      kind: "ready",
    });
    assert.deepEqual(needsOf(artifact("core>=2"), core("on the index"), new Map()), { kind: "ready" });
    assert.deepEqual(needsOf(artifact("core"), core("undecided"), onIndex("0.1")), { kind: "ready" });
  });

  it("waits for what comes, or may come", () => {
    for (const state of ["coming", "undecided"] as const) {
      assert.deepEqual(needsOf(artifact("core>=2"), core(state), onIndex("1.0")), {
        kind: "wait",
        for: ["core"],
      });
    }
    assert.deepEqual(needsOf(artifact("core>=2.0b1"), core("coming", "2.0b2"), new Map()), {
      kind: "wait",
      for: ["core"],
    });
  });

  it("is blocked by what does not come, or comes in a version that will not do", () => {
    assert.deepEqual(
      needsOf(artifact("core>=2"), core("not coming", "2.0", "it was rejected"), onIndex("1.0")),
      {
        kind: "blocked",
        by: "core",
        reason: "it was rejected",
      },
    );
    const tooOld = needsOf(artifact("core>=3"), core("coming"), new Map());
    assert.ok(tooOld.kind === "blocked" && tooOld.reason.includes("2.0"));
    assert.equal(needsOf(artifact("core"), core("undecided", null), new Map()).kind, "blocked");
  });

  it("names what blocks before what must be waited for", () => {
    const siblings = [
      ...core("coming"),
      { package: "zeta", version: "1.0", state: "not coming" as const, reason: "" },
    ];
    assert.equal(needsOf(artifact("core>=2", "zeta"), siblings, new Map()).kind, "blocked");
  });
});
