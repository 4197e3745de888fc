import assert from "node:assert/strict";
import { releaseExitCode, releaseResult } from "../../../src/cli/release/result.ts";
import { GatehouseError } from "../../../src/errors.ts";
import type { RecordArtifact } from "../../../src/release/record.ts";
import type { ArtifactProgress } from "../../../src/report/view.ts";
import { aCollected, anEntryNotBuilt, aReleased } from "../../support/record-builders.ts";
import { aDesk, type DeskSetting } from "../../support/record-desk.ts";

const core = aCollected();
const blob = aCollected({ name: "contoso-blob" });
const released = aReleased({ name: "contoso-files" });
const held = anEntryNotBuilt({ name: "contoso-widgets" });
const notChosen = anEntryNotBuilt({ name: "contoso-other", chosen: false, reason: "it was not chosen" });

/** How a release ended. */
interface Ending extends DeskSetting {
  readonly artifacts: readonly RecordArtifact[];
  /** Progress by artifact name, where it went on. */
  readonly progress?: Readonly<Record<string, Partial<ArtifactProgress>>>;
  readonly errors?: readonly (readonly [string, GatehouseError])[];
  /** Names that `--approve` named. */
  readonly asked?: readonly string[];
}

function end({ artifacts, progress = {}, errors = [], asked = [], ...setting }: Ending) {
  const desk = aDesk(artifacts, setting);
  for (const [name, change] of Object.entries(progress)) desk.update(name, change);
  const result = releaseResult(desk, "https://pypi.org/simple/", new Set(asked));
  return { result, exitCode: releaseExitCode(result, new Map(errors), new Set(asked)) };
}

const conflict = GatehouseError.of("index-conflict", { address: "a", file: "f", theirs: "t", ours: "o" });
const outage = GatehouseError.of("index-unreachable", { address: "a", problem: "p" });
const usage = GatehouseError.of("credentials-missing", { address: "a" });
const published = { state: "published" } as const;
const failed = { state: "failed" } as const;
const invisible = { state: "not yet visible" } as const;
const approveBoth = { "contoso-core": "approved", "contoso-blob": "approved" } as const;

describe("the exit code of a release", () => {
  const table: readonly (readonly [string, 0 | 1 | 3, Ending])[] = [
    [
      "everything approved is on the index",
      0,
      {
        artifacts: [core, blob],
        decisions: approveBoth,
        progress: { "contoso-core": published, "contoso-blob": { state: "already there" } },
      },
    ],
    [
      "another was rejected",
      0,
      {
        artifacts: [core, blob],
        decisions: { "contoso-core": "approved", "contoso-blob": "rejected" },
        progress: { "contoso-core": published },
      },
    ],
    [
      "another was left undecided",
      0,
      {
        artifacts: [core, blob],
        decisions: { "contoso-core": "approved" },
        progress: { "contoso-core": published },
      },
    ],
    [
      "another was held back",
      0,
      {
        artifacts: [core, held],
        decisions: { "contoso-core": "approved" },
        progress: { "contoso-core": published },
      },
    ],
    [
      "all was rejected",
      0,
      { artifacts: [core, blob], decisions: { "contoso-core": "rejected", "contoso-blob": "rejected" } },
    ],
    ["all is on the index already", 0, { artifacts: [released] }],
    ["all that was chosen is on the index already", 0, { artifacts: [released, notChosen] }],
    ["an option approves what is there already", 0, { artifacts: [released], asked: ["contoso-files"] }],
    ["nothing was decided", 1, { artifacts: [core, blob] }],
    ["nothing could be decided, since all is held back", 1, { artifacts: [held] }],
    ["what could be decided was not, beside one that is there", 1, { artifacts: [core, released] }],
    ["an option approves what is held back", 1, { artifacts: [held], asked: ["contoso-widgets"] }],
    [
      "an approved one met a conflict",
      1,
      {
        artifacts: [core],
        decisions: { "contoso-core": "approved" },
        progress: { "contoso-core": failed },
        errors: [["contoso-core", conflict]],
      },
    ],
    [
      "an approved one can't be sent for want of credentials",
      1,
      {
        artifacts: [core],
        decisions: { "contoso-core": "approved" },
        progress: { "contoso-core": failed },
        errors: [["contoso-core", usage]],
      },
    ],
    [
      "an approved one met an outage",
      3,
      {
        artifacts: [core],
        decisions: { "contoso-core": "approved" },
        progress: { "contoso-core": failed },
        errors: [["contoso-core", outage]],
      },
    ],
    [
      "an approved one is not yet visible",
      3,
      {
        artifacts: [core, blob],
        decisions: approveBoth,
        progress: { "contoso-core": invisible, "contoso-blob": published },
      },
    ],
    [
      "one met an outage and another a conflict: 1 goes before 3",
      1,
      {
        artifacts: [core, blob],
        decisions: approveBoth,
        progress: { "contoso-core": failed, "contoso-blob": failed },
        errors: [
          ["contoso-core", outage],
          ["contoso-blob", conflict],
        ],
      },
    ],
    [
      "one is not yet visible and another met a conflict",
      1,
      {
        artifacts: [core, blob],
        decisions: approveBoth,
        progress: { "contoso-core": invisible, "contoso-blob": failed },
        errors: [["contoso-blob", conflict]],
      },
    ],
  ];
  for (const [when, expected, ending] of table) {
    it(`is ${expected} when ${when}`, () => assert.equal(end(ending).exitCode, expected));
  }
});

describe("gatehouse/release@1", () => {
  const { result } = end({
    artifacts: [core, blob, released, held, notChosen],
    decisions: { "contoso-core": "approved", "contoso-blob": "rejected" },
    progress: {
      "contoso-core": {
        ...published,
        tag: "contoso-core_1.2.0",
        outcomes: { "contoso_core-1.2.0.tar.gz": "uploaded" },
      },
    },
  });

  it("has the index and each artifact's decision and outcome", () => {
    assert.equal(result.schema, "gatehouse/release@1");
    assert.equal(result.index, "https://pypi.org/simple/");
    assert.deepEqual(
      result.artifacts.map(({ name, decision, outcome, reason }) => [name, decision, outcome, reason]),
      [
        ["contoso-core", "approved", "published", ""],
        ["contoso-blob", "rejected", "left out", "it was rejected"],
        ["contoso-files", "not needed", "already there", "it is on the index already"],
        ["contoso-widgets", "undecided", "left out", "it does not build"],
        ["contoso-other", "not needed", "left out", "it was not chosen"],
      ],
    );
  });

  it("has the tag, and every file with its hash and outcome", () => {
    const [first, , third] = result.artifacts;
    assert.equal(first?.tag, "contoso-core_1.2.0");
    assert.deepEqual(
      first.files,
      core.files.map(({ name, sha256, size }) => ({
        name,
        sha256,
        size,
        outcome: name.endsWith(".tar.gz") ? "uploaded" : "not sent",
      })),
    );
    assert.ok(third?.files.every(({ outcome }) => outcome === "identical"));
  });

  it("says of what nobody decided on that nobody did", () => {
    const [only] = end({ artifacts: [core] }).result.artifacts;
    assert.deepEqual(
      [only?.decision, only?.outcome, only?.reason],
      ["undecided", "left out", "nobody decided on it"],
    );
  });

  it("has the documented fields of an artifact, and no other", () => {
    const documented = ["name", "version", "digest", "decision", "outcome", "reason", "tag", "files"];
    for (const artifact of result.artifacts) assert.deepEqual(Object.keys(artifact), documented);
  });
});
