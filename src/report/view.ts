/** The shape that the approver's page shows. Texts in it come from packages and people: never HTML. */
import type {
  Decision,
  Distribution,
  FileOutcome,
  Finding,
  RecordArtifact,
  ReleaseRecord,
} from "../release/record.ts";
import { neededSiblings } from "../release/requirements.ts";
import { isCollected } from "../release/stages.ts";
import { type VersionStep, versionStep } from "../release/version-step.ts";
import { ownerReminder } from "./owner-reminder.ts";
import { type TestTotals, testsLine, testTotals } from "./test-lines.ts";

/** How far one artifact has come. */
export type ArtifactState =
  /** It waits for a decision: whose, `access` says. */
  | "waiting"
  | "approved"
  | "rejected"
  | "publishing"
  | "published"
  | "already there"
  | "not yet visible"
  | "failed"
  /** Nobody decided in time: its stage was skipped. */
  | "timed out"
  | "left out";

/** Whether who looks at the page may decide now. */
export type Access =
  | { readonly kind: "yours" }
  /** Others decide, or it can't be done on this page: why, who may, and where. */
  | {
      readonly kind: "elsewhere";
      readonly why: string;
      readonly who: readonly string[];
      readonly href: string | null;
    }
  /** What a decision depends on is still being read. */
  | { readonly kind: "reading" }
  /** What is shown can't be believed, and why. */
  | { readonly kind: "untrusted"; readonly why: string };

/** What one person decided. Foreign text. */
export interface Decided {
  readonly by: string;
  /** ISO 8601; null when nobody said. */
  readonly at: string | null;
  readonly decision: Decision;
  readonly comment: string;
  /** Whether the decision is bound to the digest. */
  readonly namesDigest: boolean;
}

/** What changes while the page is open. */
export interface ArtifactProgress {
  readonly state: ArtifactState;
  readonly decision: Decision | null;
  readonly comment: string;
  readonly access: Access;
  /** Who decided, in order. */
  readonly decided: readonly Decided[];
  /** Why, in a sentence; empty when the state says it all. */
  readonly note: string;
  readonly outcomes: Readonly<Record<string, FileOutcome>>;
  readonly tag: string | null;
}

export interface ArtifactView extends ArtifactProgress {
  readonly name: string;
  readonly package: string;
  readonly version: string | null;
  readonly previous: string | null;
  readonly step: VersionStep;
  /** For a first release: what is to be done about the project's owner. */
  readonly owner: string | null;
  /** Where the index shows this version to people. */
  readonly indexUrl: string | null;
  /** Names of the siblings that must be released before. */
  readonly dependsOn: readonly string[];
  readonly digest: string | null;
  /** Whether a decision may be asked for. */
  readonly decidable: boolean;
  readonly changelog: string | null;
  readonly changes: RecordArtifact["changes"];
  readonly findings: readonly Finding[];
  readonly files: readonly Pick<Distribution, "name" | "kind" | "size" | "sha256">[];
  /** One line about the last test pass. */
  readonly tests: string;
}

/** The run of a pipeline. Foreign text. */
export interface RunFacts {
  readonly number: string;
  readonly href: string | null;
  readonly branch: string;
  readonly requestedFor: string;
  /** ISO 8601. */
  readonly queuedAt: string;
}

/** What a release's record does not say. */
export interface ReleaseFacts {
  /** Address that the index is read at. */
  readonly index: string;
  /** Nothing will change any more. */
  readonly done: boolean;
  /** Null for a release from a terminal. */
  readonly run: RunFacts | null;
  /** What could not be read, in sentences. */
  readonly notices: readonly string[];
}

export interface ReleaseView extends ReleaseFacts {
  readonly serviceDirectory: string;
  readonly commit: string | null;
  /** All runs of the last test pass together; null when there was none. */
  readonly tests: TestTotals | null;
  readonly artifacts: readonly ArtifactView[];
}

/** The record and what has happened since, as the page shows it. */
export function releaseView(
  record: ReleaseRecord,
  progress: ReadonlyMap<string, ArtifactProgress>,
  facts: ReleaseFacts,
): ReleaseView {
  const { serviceDirectory, commit, artifacts } = record;
  const views = artifacts.map((artifact) =>
    artifactView(artifact, record, facts.index, progress.get(artifact.name)),
  );
  return { serviceDirectory, commit, ...facts, tests: testTotals(artifacts), artifacts: views };
}

function artifactView(
  artifact: RecordArtifact,
  { artifacts }: ReleaseRecord,
  index: string,
  progress: ArtifactProgress | undefined,
): ArtifactView {
  const { name, version, previous, digest, changelog, changes, findings, files } = artifact;
  const untouched: ArtifactProgress = {
    state: "left out",
    decision: null,
    comment: "",
    access: { kind: "elsewhere", why: artifact.reason, who: [], href: null },
    decided: [],
    note: artifact.reason,
    outcomes: {},
    tag: null,
  };
  return {
    ...(progress ?? untouched),
    name,
    package: artifact.package,
    version,
    previous,
    step: versionStep(previous, version),
    owner: ownerReminder(artifact),
    indexUrl: version === null ? null : projectAddress(index, artifact.package, version),
    dependsOn: neededSiblings(artifact, artifacts).map((sibling) => sibling.name),
    digest,
    changelog,
    changes,
    findings,
    files: files.map(({ name: file, kind, size, sha256 }) => ({ name: file, kind, size, sha256 })),
    decidable: isCollected(artifact),
    tests: testsLine(artifact),
  };
}

/** The page of a version where the index has one for people; else its list of files. */
function projectAddress(index: string, project: string, version: string): string {
  const people = /^https:\/\/(?:test\.)?pypi\.org\/(?=simple\/$)/.exec(index)?.[0];
  return people === undefined ? `${index}${project}/` : `${people}project/${project}/${version}/`;
}
