/** The shape that the approver's page shows. Texts in it come from packages and people: never HTML. */
import type {
  Decision,
  Distribution,
  FileOutcome,
  Finding,
  RecordArtifact,
  ReleaseRecord,
  TestRun,
} from "../release/record.ts";
import { isCollected } from "../release/stages.ts";

/** How far one artifact has come. */
export type ArtifactState =
  | "waiting"
  | "approved"
  | "rejected"
  | "publishing"
  | "published"
  | "already there"
  | "not yet visible"
  | "failed"
  | "left out";

/** What changes while the page is open. */
export interface ArtifactProgress {
  readonly state: ArtifactState;
  readonly decision: Decision | null;
  readonly comment: string;
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

export interface ReleaseView {
  readonly serviceDirectory: string;
  readonly commit: string | null;
  readonly index: string;
  /** Nothing will change any more. */
  readonly done: boolean;
  readonly artifacts: readonly ArtifactView[];
}

/** The record and what has happened since, as the page shows it. */
export function releaseView(
  record: ReleaseRecord,
  progress: ReadonlyMap<string, ArtifactProgress>,
  { index, done }: { index: string; done: boolean },
): ReleaseView {
  const { serviceDirectory, commit, artifacts } = record;
  const views = artifacts.map((artifact) => artifactView(artifact, progress.get(artifact.name)));
  return { serviceDirectory, commit, index, done, artifacts: views };
}

function artifactView(artifact: RecordArtifact, progress: ArtifactProgress | undefined): ArtifactView {
  const { name, version, previous, digest, changelog, changes, findings, files } = artifact;
  const untouched: ArtifactProgress = {
    state: "left out",
    decision: null,
    comment: "",
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
    digest,
    changelog,
    changes,
    findings,
    files: files.map(({ name: file, kind, size, sha256 }) => ({ name: file, kind, size, sha256 })),
    decidable: isCollected(artifact),
    tests: testsLine(artifact),
  };
}

/** `12 passed on Python 3.11`, `failed on Python 3.9 (2 of 12)`, `not run`. */
export function testsLine({ tests }: Pick<RecordArtifact, "tests">): string {
  return tests.outcome === "not run" ? "not run" : tests.runs.map(runLine).join(", ");
}

/** One run of the last test pass, in words. */
export function runLine({ python, outcome, how, passed, failed, skipped, sdist, detail }: TestRun): string {
  if (sdist === "failed") return `its sdist fails on Python ${python}`;
  if (how === "install") return `can't be installed on Python ${python}`;
  if (how === "import") {
    if (outcome === "passed")
      return `imports on Python ${python} (${detail === "" ? "has no tests" : detail})`;
    return `does not import on Python ${python} (has no tests)`;
  }
  if (outcome === "passed" && passed === 0) {
    return skipped > 0
      ? `all skipped on Python ${python} (${skipped})`
      : `its command passed on Python ${python}`;
  }
  if (outcome === "passed") return `${passed} passed on Python ${python}`;
  if (failed === 0) return `failed on Python ${python}`;
  return `failed on Python ${python} (${failed} of ${passed + failed})`;
}
