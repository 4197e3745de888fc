/** Records and their parts for tests: honest ones, but for what a test changes. */
import { createHash } from "node:crypto";
import { normalizeName } from "../../src/release/name.ts";
import type {
  ApproveSlice,
  BuildSlice,
  Distribution,
  Finding,
  PublishSlice,
  RecordArtifact,
  ReleaseRecord,
  TestRun,
  TestSlice,
} from "../../src/release/record.ts";
import type { ApprovedHere, Built, Collected, Published } from "../../src/release/stages.ts";

export const commit = "0123456789abcdef0123456789abcdef01234567";
export const otherCommit = "fedcba9876543210fedcba9876543210fedcba98";

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The digest as docs/record.md defines it, written down once more and apart from the product's code. */
export function digestFor(
  name: string,
  version: string,
  files: readonly { name: string; sha256: string }[],
): string {
  const bytes = (text: string) => Buffer.from(text, "utf8");
  const sorted = files.toSorted((a, b) => Buffer.compare(bytes(a.name), bytes(b.name)));
  const lines = sorted.map((file) => `${file.sha256}  ${file.name}\n`).join("");
  const project = name.toLowerCase().replaceAll(/[-_.]+/g, "-");
  return sha256(`gatehouse-digest-1\n${project}\n${version}\n${lines}`);
}

/** The digests that nothing but the upload form looks at, where a test does not either. */
export const noDigests = { md5: "0".repeat(32), blake2b256: "0".repeat(64) };

/** An sdist and a wheel; `salt` makes their bytes other ones. */
export function distributions(name: string, version: string, salt = ""): Distribution[] {
  const stem = normalizeName(name).replaceAll("-", "_");
  const file = (fileName: string, kind: Distribution["kind"]): Distribution => {
    const digests = { sha256: sha256(`${fileName}${salt}`), ...noDigests };
    return { name: fileName, kind, ...digests, size: 100 + fileName.length };
  };
  return [file(`${stem}-${version}-py3-none-any.whl`, "wheel"), file(`${stem}-${version}.tar.gz`, "sdist")];
}

/** What was built: names, files and digest follow from `name`, `version` and `salt`. */
export function aBuiltEntry({
  name = "contoso-core",
  version = "1.2.0",
  salt = "",
  ...rest
}: Partial<Built> & { salt?: string } = {}): Built {
  const files = rest.files ?? distributions(name, version, salt);
  return {
    name,
    safeName: normalizeName(name).replaceAll("-", ""),
    package: normalizeName(name),
    version,
    path: `sdk/contoso/${name}`,
    chosen: true,
    release: true,
    released: false,
    reason: `${version} is not on the index`,
    previous: null,
    dependsOn: [],
    findings: [],
    digest: digestFor(name, version, files),
    files,
    requiresDist: [],
    changelog: null,
    changes: null,
    ...rest,
  };
}

/** One that was left out before the build, or did not build. */
export function anEntryNotBuilt(rest: Partial<RecordArtifact> & { name: string }): RecordArtifact {
  const nothing = { digest: null, files: [], release: false, reason: "it does not build" };
  return { ...aCollected({ name: rest.name }), ...nothing, ...rest };
}

export function aTestRun(rest: Partial<TestRun> = {}): TestRun {
  return {
    python: "3.11",
    outcome: "passed",
    how: "pytest",
    passed: 12,
    failed: 0,
    skipped: 1,
    seconds: 1.5,
    detail: "",
    ...rest,
  };
}

/** One about which a decision may be asked. */
export function aCollected(
  rest: Partial<Collected> & { salt?: string } = {},
): Omit<Collected, "release"> & { release: true } {
  const { tests = { outcome: "passed", runs: [aTestRun()] }, ...entry } = rest;
  return { ...aBuiltEntry(entry), release: true, tests };
}

/** One whose version is on the index already. */
export function aReleased(rest: Partial<RecordArtifact> & { name: string }): RecordArtifact {
  const already = { release: false, released: true, reason: "it is on the index already" };
  return { ...aCollected({ name: rest.name }), ...already, ...rest };
}

const origin = {
  commit,
  dirty: false,
  serviceDirectory: "sdk/contoso",
  index: "pypi",
  simpleUrl: null,
};

export function aRecord(
  artifacts: readonly RecordArtifact[],
  rest: Partial<ReleaseRecord> = {},
): ReleaseRecord {
  return { schema: "gatehouse/record@1", ...origin, artifacts: [...artifacts], ...rest };
}

export function aBuildSlice(
  artifacts: BuildSlice["artifacts"],
  rest: Partial<Omit<BuildSlice, "artifacts">> = {},
): BuildSlice {
  return { schema: "gatehouse/build@1", position: 1, total: 1, attempt: 1, ...origin, artifacts, ...rest };
}

/** A test slice in which each of these artifacts has the same run. */
export function aTestSlice(
  entries: readonly { name: string; digest: string }[],
  run: Partial<TestRun> = {},
  rest: Partial<TestSlice> = {},
): TestSlice {
  const own = aTestRun(run);
  const artifacts = entries.map(({ name, digest }) => ({ name, digest, run: own }));
  const share = { position: 1, total: 1, attempt: 1 };
  return { schema: "gatehouse/test@1", ...share, python: own.python, artifacts, ...rest };
}

export function anApproval(
  { name, version, digest }: Pick<Built, "name" | "version" | "digest">,
  rest: Partial<ApproveSlice> = {},
): ApproveSlice {
  const when = { index: "pypi", by: "rosa", at: "2026-11-01T10:00:00.000Z", comment: "" };
  return { schema: "gatehouse/approve@1", name, version, digest, decision: "approved", ...when, ...rest };
}

export function anApproved(artifact: Collected): ApprovedHere {
  return { ...artifact, approval: { ...anApproval(artifact), decision: "approved" } };
}

export function aPublication(
  { name, version, digest, files }: Pick<Built, "name" | "version" | "digest" | "files">,
  rest: Partial<PublishSlice> = {},
): PublishSlice {
  return {
    schema: "gatehouse/publish@1",
    name,
    version,
    digest,
    index: "https://pypi.org/simple/",
    approvers: ["rosa"],
    outcome: "published",
    files: files.map((file) => ({
      name: file.name,
      sha256: file.sha256,
      size: file.size,
      outcome: "uploaded" as const,
    })),
    at: "2026-11-01T10:05:00.000Z",
    ...rest,
  };
}

export function aPublished(artifact: Collected): Published {
  return { ...anApproved(artifact), publication: aPublication(artifact) };
}

export function aFinding(rest: Partial<Finding> = {}): Finding {
  return {
    rule: "version",
    severity: "error",
    message: "The version is odd.",
    remedy: "Write another.",
    artifact: "contoso-core",
    path: "sdk/contoso/contoso-core/setup.py",
    line: 3,
    column: null,
    ...rest,
  };
}
