/** What a release came to: the document of `--json`, and the exit code. Pure. */
import type { GatehouseError } from "../../errors.ts";
import type { ArtifactState } from "../../report/view.ts";
import type { ReleaseDesk } from "./release-desk.ts";

type Outcome = "published" | "already there" | "left out" | "failed" | "not yet visible";

/** `gatehouse/release@1`. */
export interface ReleaseResult {
  readonly schema: "gatehouse/release@1";
  readonly index: string;
  readonly artifacts: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly digest: string | null;
    readonly decision: "approved" | "rejected" | "undecided" | "not needed";
    readonly outcome: Outcome;
    readonly reason: string;
    readonly tag: string | null;
    readonly files: readonly { name: string; sha256: string; size: number; outcome: string }[];
  }[];
}

/** `asked`: names that the options approve, which count as approved even where nothing could be decided. */
export function releaseResult(desk: ReleaseDesk, index: string, asked: ReadonlySet<string>): ReleaseResult {
  const artifacts = desk.record.artifacts.map((artifact): ReleaseResult["artifacts"][number] => {
    const { name, version, digest, chosen, released, files } = artifact;
    const { state, decision, note, outcomes, tag } = desk.progress(name);
    const isAsked = asked.has(name) ? "approved" : "undecided";
    return {
      name,
      version,
      digest,
      decision: released || !chosen ? "not needed" : (decision ?? isAsked),
      outcome: outcomeOf(state),
      reason: reasonOf(state, note),
      tag,
      files: files.map(({ name: file, sha256, size }) => {
        return { name: file, sha256, size, outcome: outcomes[file] ?? "not sent" };
      }),
    };
  });
  return { schema: "gatehouse/release@1", index, artifacts };
}

function outcomeOf(state: ArtifactState): Outcome {
  switch (state) {
    case "published":
    case "already there":
    case "not yet visible":
    case "failed":
      return state;
    case "waiting":
    case "approved":
    case "rejected":
    case "publishing":
    case "timed out":
    case "left out":
      return "left out";
  }
}

function reasonOf(state: ArtifactState, note: string): string {
  if (state === "rejected") return note === "" ? "it was rejected" : note;
  return state === "waiting" ? "nobody decided on it" : note;
}

/**
 * 0 when everything approved is on the index, or all was rejected, or there was nothing to release; 1 when nothing
 * was decided or an approved one met a no; 3 when one met the world outside. 1 goes before 3.
 */
export function releaseExitCode(
  { artifacts }: ReleaseResult,
  errors: ReadonlyMap<string, GatehouseError>,
  asked: ReadonlySet<string>,
): 0 | 1 | 3 {
  const codes = new Set<number>([...errors.values()].map((error) => error.exitCode));
  if (artifacts.some(({ outcome }) => outcome === "not yet visible")) codes.add(3);
  // Approved by option, but held back: the answer to it was no.
  if (artifacts.some(({ decision, outcome }) => decision === "approved" && outcome === "left out"))
    codes.add(1);
  if (codes.has(1) || codes.has(2)) return 1;
  if (codes.has(3)) return 3;
  const decided = artifacts.some(
    ({ name, decision }) => decision === "approved" || decision === "rejected" || asked.has(name),
  );
  const open = artifacts.some(({ decision }) => decision === "undecided");
  return open && !decided ? 1 : 0;
}
