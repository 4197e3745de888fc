/** Builds several artifacts at a time; one that fails does not stop the others. */
import pLimit from "p-limit";
import { asGatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { BuildEntry } from "../release/record.ts";
import { type Built, isBuilt, type Validated } from "../release/stages.ts";
import { type BuildOptions, type BuildPorts, buildArtifact } from "./build-artifact.ts";
import { isInspected } from "./inspect/inspect.ts";

/** What happens while building, for progress. */
export type BuildEvent = "kept" | "building" | "built" | "failed";

export interface ShareOptions {
  /** The record's folder. */
  readonly out: string;
  /** How many at a time. */
  readonly jobs: number;
  readonly options: (artifact: Validated) => BuildOptions;
  /** Entries of an earlier, interrupted build of the same source, which need not be made again. */
  readonly kept: readonly BuildEntry[];
  readonly onEvent: (artifact: Validated, event: BuildEvent, reason: string) => void;
  /** What is new in it since the last release, or null. */
  readonly changes: (built: Built) => Promise<BuildEntry["changes"]>;
  /** Called after each artifact with all there is so far, so that nothing is lost in a crash. */
  readonly save: (entries: BuildEntry[]) => Promise<void>;
}

/** The entries of the build slice, in the order given. Throws only what stops all (an abort, a full disk). */
export async function buildShare(
  artifacts: readonly Validated[],
  ports: BuildPorts,
  { out, jobs, options, kept, onEvent, changes, save }: ShareOptions,
): Promise<BuildEntry[]> {
  const limit = pLimit(jobs);
  const oneAtATime = pLimit(1);
  // Until its turn comes an artifact stands there as before: killed half way again, nothing is forgotten.
  const entries = artifacts.map(
    (artifact) => kept.find(({ name }) => name === artifact.name) ?? notBuilt(artifact),
  );
  await Promise.all(
    artifacts.map((artifact, at) =>
      limit(async () => {
        ports.signal.throwIfAborted();
        const built = await keptEntry(artifact, ports.files, kept, out);
        if (built !== null) onEvent(artifact, "kept", "");
        const entry = built ?? (await buildOrReason(artifact, ports, options, onEvent));
        entries[at] = isBuilt(entry) ? { ...entry, changes: await changes(entry) } : entry;
        await oneAtATime(() => save([...entries]));
      }),
    ),
  );
  await save([...entries]);
  return entries;
}

async function buildOrReason(
  artifact: Validated,
  ports: BuildPorts,
  options: ShareOptions["options"],
  onEvent: ShareOptions["onEvent"],
): Promise<BuildEntry> {
  if (!artifact.release) return notBuilt(artifact);
  onEvent(artifact, "building", "");
  try {
    const built = await buildArtifact(artifact, ports, options(artifact));
    onEvent(artifact, "built", "");
    return built;
  } catch (thrown) {
    ports.signal.throwIfAborted();
    const error = asGatehouseError(thrown);
    if (error.code !== "build-failed") throw thrown;
    onEvent(artifact, "failed", error.message);
    return { ...notBuilt(artifact), release: false, reason: error.message };
  }
}

function notBuilt(artifact: Validated): BuildEntry {
  return { ...artifact, digest: null, files: [], requiresDist: [], changelog: null, changes: null };
}

/** The earlier entry, with today's plan, when every one of its files is still there whole. */
async function keptEntry(
  artifact: Validated,
  files: Files,
  kept: readonly BuildEntry[],
  out: string,
): Promise<BuildEntry | null> {
  const entry = kept.find((candidate) => candidate.name === artifact.name);
  if (entry === undefined || !isBuilt(entry)) return null;
  const folder = `${out}/${artifact.name}`;
  const names = (await files.list(folder)).map(({ name }) => name);
  if (names.length !== entry.files.length) return null;
  for (const { name, sha256 } of entry.files) {
    if (!names.includes(name) || (await files.hash(`${folder}/${name}`)).sha256 !== sha256) return null;
  }
  const { version, digest, requiresDist, changelog } = entry;
  // What validate says is today's; what was seen in the files is still true of them.
  const findings = [...artifact.findings, ...entry.findings.filter(({ rule }) => isInspected(rule))];
  return {
    ...artifact,
    version,
    digest,
    files: entry.files,
    findings,
    requiresDist,
    changelog,
    changes: null,
  };
}
