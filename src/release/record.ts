/**
 * The record: the JSON document that a release is, and the slices beside it. One source for the types, the
 * checks and `docs/record.schema.json`. Everything here may come from a hostile writer; so unknown fields and
 * odd values are refused.
 */
import * as Type from "typebox";
import type { Static } from "typebox";

const strict = { additionalProperties: false } as const;
const sha256 = Type.String({ pattern: "^[0-9a-f]{64}$", description: "64 lower-case hex digits" });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });

const Finding = Type.Object(
  {
    rule: Type.String(),
    severity: Type.Enum(["error", "warning", "note"]),
    message: Type.String(),
    remedy: Type.String(),
    artifact: nullable(
      Type.String({ description: "name as written in ci.yml, or null when it concerns none" }),
    ),
    path: Type.String({ description: "with /; where a missing file should be" }),
    line: nullable(Type.Integer({ minimum: 1 })),
    column: nullable(Type.Integer({ minimum: 1 })),
  },
  strict,
);
export type Finding = Static<typeof Finding>;

const Distribution = Type.Object(
  {
    name: Type.String({ pattern: "^[A-Za-z0-9_][A-Za-z0-9_.+!-]*$", description: "file name" }),
    kind: Type.Enum(["sdist", "wheel"]),
    sha256,
    md5: Type.String({ pattern: "^[0-9a-f]{32}$", description: "for the upload form; nothing relies on it" }),
    blake2b256: Type.String({
      pattern: "^[0-9a-f]{64}$",
      description: "BLAKE2b with 32 bytes, for the upload form; nothing relies on it",
    }),
    size: Type.Integer({ minimum: 1, description: "bytes" }),
    origin: Type.Optional(
      Type.Literal("prebuilt", { description: "it was built elsewhere; left out for what Gatehouse built" }),
    ),
  },
  strict,
);
export type Distribution = Static<typeof Distribution>;

const TestRun = Type.Object(
  {
    python: Type.String({ pattern: "^3\\.[0-9]{1,2}$" }),
    outcome: Type.Enum(["passed", "failed"]),
    how: Type.Enum(["pytest", "command", "import", "install"], {
      description:
        "`command`: the one in gatehouse.yml; `import`: the package has no tests, its modules were imported; `install`: it got no further",
    }),
    passed: count,
    failed: count,
    skipped: count,
    seconds: Type.Number({ minimum: 0 }),
    sdist: Type.Optional(
      Type.Enum(["passed", "failed"], {
        description: "whether the sdist installs and imports; left out: not tried",
      }),
    ),
    detail: Type.String({
      description: "the last lines that matter, or why there were no tests; else empty",
    }),
  },
  strict,
);
export type TestRun = Static<typeof TestRun>;

const Tests = Type.Object(
  {
    outcome: Type.Enum(["passed", "failed", "not run"]),
    runs: Type.Array(TestRun),
  },
  strict,
);
export type Tests = Static<typeof Tests>;

const Names = Type.Object(
  {
    count,
    names: Type.Array(Type.String(), { maxItems: 100, description: "the first hundred of them" }),
  },
  strict,
);
const Difference = Type.Object({ added: Names, removed: Names }, strict);

const Changes = Type.Object(
  {
    since: Type.String({ description: "the version on the index that it was compared with" }),
    files: Difference,
    size: Type.Object({ before: count, after: count }, { ...strict, description: "of the wheel, in bytes" }),
    requirements: Difference,
    requiresPython: Type.Object({ before: nullable(Type.String()), after: nullable(Type.String()) }, strict),
    entryPoints: Difference,
  },
  {
    ...strict,
    description: "how its wheel differs from the last release's; null: there is none, or it was not compared",
  },
);

/** How a wheel differs from the last release's. Foreign text. */
export type Changes = Static<typeof Changes>;

const built = {
  name: Type.String({ maxLength: 200, description: "as written in ci.yml" }),
  safeName: Type.String(),
  package: Type.String({ description: "the PEP 503 form of the name" }),
  version: nullable(Type.String({ description: "canonical PEP 440 version; null when it is not known" })),
  path: nullable(
    Type.String({ description: "folder of the package, relative to the repository's root, with /" }),
  ),
  chosen: Type.Boolean({ description: "whether it was asked for (--artifact)" }),
  release: Type.Boolean({ description: "whether to ask for a decision and publish" }),
  released: Type.Boolean({ description: "whether the index has this version already" }),
  reason: Type.String({ description: "why it is released or not" }),
  previous: nullable(Type.String({ description: "the highest version on the index when planned" })),
  dependsOn: Type.Array(Type.String({ description: "safeName of a sibling" })),
  findings: Type.Array(Finding),
  digest: nullable(sha256),
  files: Type.Array(Distribution),
  requiresDist: Type.Array(Type.String({ description: "Requires-Dist of the built metadata" })),
  changelog: nullable(Type.String({ description: "the changelog's entry for this version" })),
  changes: nullable(Changes),
};
const Built = Type.Object(built, strict);
const RecordArtifact = Type.Object({ ...built, tests: Tests }, strict);

/** An artifact in a build slice: built (`digest` is there) or left out, with the reason. */
export type BuildEntry = Static<typeof Built>;
/** An artifact in the record. */
export type RecordArtifact = Static<typeof RecordArtifact>;

const origin = {
  commit: nullable(Type.String({ pattern: "^[0-9a-f]{40,64}$", description: "null outside git" })),
  dirty: Type.Boolean({ description: "whether the service directory had uncommitted changes" }),
  serviceDirectory: Type.String({ description: "relative to the repository's root, with /" }),
  index: nullable(Type.String({ description: "name or upload address, as given" })),
  simpleUrl: nullable(Type.String({ description: "where that index is read, when given" })),
};
const share = {
  position: Type.Integer({ minimum: 1 }),
  total: Type.Integer({ minimum: 1 }),
  attempt: Type.Integer({ minimum: 1 }),
};

export const ReleaseRecord = Type.Object(
  { schema: Type.Literal("gatehouse/record@1"), ...origin, artifacts: Type.Array(RecordArtifact) },
  { ...strict, $id: "gatehouse/record@1", title: "Gatehouse release record" },
);
/** `release.json`. */
export type ReleaseRecord = Static<typeof ReleaseRecord>;

export const BuildSlice = Type.Object(
  { schema: Type.Literal("gatehouse/build@1"), ...share, ...origin, artifacts: Type.Array(Built) },
  { ...strict, $id: "gatehouse/build@1" },
);
/** `build.<n>.json`: what one job built. */
export type BuildSlice = Static<typeof BuildSlice>;

export const TestSlice = Type.Object(
  {
    schema: Type.Literal("gatehouse/test@1"),
    ...share,
    python: TestRun.properties.python,
    artifacts: Type.Array(Type.Object({ name: Type.String(), digest: sha256, run: TestRun }, strict)),
  },
  { ...strict, $id: "gatehouse/test@1" },
);
/** `test.<major.minor>.<n>.json`: what one job tested, on one Python. */
export type TestSlice = Static<typeof TestSlice>;

const Decision = Type.Enum(["approved", "rejected"]);
export type Decision = Static<typeof Decision>;

export const ApproveSlice = Type.Object(
  {
    schema: Type.Literal("gatehouse/approve@1"),
    name: Type.String(),
    version: Type.String(),
    digest: sha256,
    decision: Decision,
    index: nullable(Type.String({ description: "the index, as named, that it is about; null: not said" })),
    by: Type.String(),
    at: Type.String({ description: "ISO 8601, UTC" }),
    comment: Type.String(),
  },
  { ...strict, $id: "gatehouse/approve@1" },
);
/** `<safeName>.approve.json`: a decision from a terminal or the local page. No pipeline accepts it. */
export type ApproveSlice = Static<typeof ApproveSlice>;

const GatePolicy = Type.Object(
  {
    environment: Type.String({ description: "name of the environment whose approval counts" }),
    expectedDigest: nullable(
      Type.String({ description: "the digest that collect announced; null: none was given" }),
    ),
    requireDigest: Type.Boolean({ description: "whether every approval that counts must name the digest" }),
    minimumApprovers: Type.Integer({
      minimum: 1,
      description: "how many distinct people must have approved",
    }),
    allowRequester: Type.Boolean({ description: "whether who asked for the run, or queued it, may approve" }),
    approverGroup: nullable(
      Type.String({ description: "id or name of the group that every approval must be assigned to" }),
    ),
  },
  strict,
);
/** Which approvals suffice. It stands in a template, never in a `ci.yml`. */
export type GatePolicy = Static<typeof GatePolicy>;

const GivenApproval = Type.Object(
  {
    approval: Type.String({ description: "its id in Azure DevOps" }),
    id: Type.String({ description: "the person's id there" }),
    name: Type.String(),
    uniqueName: nullable(Type.String()),
    at: Type.String({ description: "when, as Azure DevOps says it (RFC 3339)" }),
    comment: Type.String(),
    namesDigest: Type.Boolean({ description: "whether the comment names the digest" }),
    resource: Type.String({ description: "what it was for: environment package-publish" }),
    counted: Type.Boolean({ description: "false for other resources: these are demanded, and do not count" }),
    answer: sha256,
  },
  strict,
);
/** One person's approval in Azure DevOps. Names and comments are foreign text. */
export type GivenApproval = Static<typeof GivenApproval>;

export const GateSlice = Type.Object(
  {
    schema: Type.Literal("gatehouse/gate@1"),
    name: Type.String(),
    version: Type.String(),
    digest: sha256,
    run: Type.Integer({ minimum: 1, description: "Build.BuildId" }),
    project: Type.String({ description: "the id of the project" }),
    stage: Type.String(),
    attempt: Type.Integer({ minimum: 1 }),
    policy: GatePolicy,
    approvals: Type.Array(GivenApproval, { minItems: 1 }),
    at: Type.String({ description: "ISO 8601, UTC" }),
  },
  { ...strict, $id: "gatehouse/gate@1" },
);
/** `<safeName>.gate.json`: the approvals that a gate has proven. Evidence for people: no door believes it. */
export type GateSlice = Static<typeof GateSlice>;

const FileOutcome = Type.Enum(["uploaded", "identical", "conflict", "not sent", "not yet visible"]);
export type FileOutcome = Static<typeof FileOutcome>;

export const PublishSlice = Type.Object(
  {
    schema: Type.Literal("gatehouse/publish@1"),
    name: Type.String(),
    version: Type.String(),
    digest: sha256,
    index: Type.String({ description: "address the index is read at" }),
    approvers: Type.Array(Type.String(), { description: "who approved it, for the tag's message" }),
    outcome: Type.Enum(["published", "already there", "not yet visible", "failed"]),
    files: Type.Array(
      Type.Object({ name: Type.String(), sha256, size: count, outcome: FileOutcome }, strict),
    ),
    at: Type.String({ description: "ISO 8601, UTC" }),
  },
  { ...strict, $id: "gatehouse/publish@1" },
);
/** `<safeName>.publish.json`: what became of each file. */
export type PublishSlice = Static<typeof PublishSlice>;
