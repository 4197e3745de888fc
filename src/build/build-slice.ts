/** The build door: builds a share of a service directory's artifacts and leaves its slice. */
import { GatehouseError } from "../errors.ts";
import { changelogEntry } from "../packages/changelog.ts";
import { packageOf, type ServiceDirectory } from "../packages/service-directory.ts";
import type { Files, TalkingProcess } from "../ports.ts";
import type { BuildEntry, BuildSlice } from "../release/record.ts";
import { findRecord, readBuildSlices, writeBuildSlice } from "../release/record-folder.ts";
import type { Validated } from "../release/stages.ts";
import { backEndBuilder, type BuilderOptions } from "./builder.ts";
import { changesSince, type LastReleases } from "./last-release.ts";
import { type BuildEvent, buildShare } from "./build-share.ts";

/** Where the source comes from; goes into the slice. */
export type Origin = Pick<BuildSlice, "commit" | "dirty" | "serviceDirectory" | "index" | "simpleUrl">;
/** Which share of the artifacts this job has. */
export type Share = Pick<BuildSlice, "position" | "total" | "attempt">;

export const wholeShare: Share = { position: 1, total: 1, attempt: 1 };

interface SlicePorts {
  readonly files: Files;
  readonly process: TalkingProcess;
  readonly signal: AbortSignal;
}

export interface BuildSliceOptions {
  readonly service: ServiceDirectory;
  readonly artifacts: readonly Validated[];
  readonly origin: Origin;
  readonly share: Share;
  /** What packages are built with. */
  readonly backEnds: Pick<BuilderOptions, "environment" | "program" | "folder" | "forks" | "onOutput">;
  /** Absolute folder of the repository: links of packages are followed within it. */
  readonly tree: string;
  readonly out: string;
  /** Time of the commit, seconds since 1970; null outside git. */
  readonly time: number | null;
  readonly jobs: number;
  readonly kept: readonly BuildEntry[];
  /** What to compare with; null when no index was asked. */
  readonly lastReleases: LastReleases | null;
  readonly onEvent: (artifact: Validated, event: BuildEvent, reason: string) => void;
}

/** 1980-01-01, the first day that a zip file can name. */
const firstZipDay = 315_532_800;

/** Builds what is to be released and is not there yet. The slice on disk grows with each artifact. */
export async function buildSlice(ports: SlicePorts, options: BuildSliceOptions): Promise<BuildSlice> {
  const { service, artifacts, origin, share, backEnds, tree, out, time, jobs, kept, lastReleases, onEvent } =
    options;
  const slice = (entries: BuildEntry[]): BuildSlice => ({
    schema: "gatehouse/build@1",
    ...share,
    ...origin,
    // An artifact that is to be released but is not built yet must not be taken for one that is.
    artifacts: entries.map((entry) => (entry.digest === null ? { ...entry, release: false } : entry)),
  });
  await using builder = backEndBuilder({ ...ports, ...backEnds });
  const entries = await buildShare(
    artifacts,
    { ...ports, builder },
    {
      out,
      jobs,
      kept,
      onEvent,
      options: (artifact) => {
        const source = packageOf(service, artifact);
        if (source === null)
          throw GatehouseError.of("build-failed", { name: artifact.name, problem: artifact.reason });
        const changelog = (version: string) =>
          changelogEntry(source.changelog?.text ?? "", version)?.body ?? null;
        const typed = source.typed.map(({ at }) =>
          at.path.slice(source.path === "." ? 0 : source.path.length + 1),
        );
        return {
          source: source.folder,
          tree,
          typed,
          out,
          epoch: Math.max(time ?? 0, firstZipDay),
          changelog,
        };
      },
      changes: async (built) =>
        lastReleases === null
          ? null
          : changesSince(built, `${out}/${built.name}`, lastReleases, ports.signal),
      save: (built) => writeBuildSlice(ports.files, out, slice(built)),
    },
  );
  return slice(entries);
}

/**
 * What an earlier build left in `out` that this one can keep: whole, of the same clean commit. Of another state
 * of the source everything is removed; but a folder that holds decisions or uploads is refused (`out-in-use`).
 */
export async function prepareOut(files: Files, out: string, origin: Origin): Promise<readonly BuildEntry[]> {
  // What a killed run was working on.
  const unfinished = (await files.list(out)).filter((entry) => entry.name.startsWith(".tmp-"));
  for (const { name } of unfinished) await files.remove(`${out}/${name}`);
  const earlier = (await findRecord(files, out)) ?? (await readBuildSlices(files, out))[0] ?? null;
  if (earlier === null) return [];
  const same =
    earlier.commit !== null &&
    earlier.commit === origin.commit &&
    earlier.serviceDirectory === origin.serviceDirectory &&
    !earlier.dirty &&
    !origin.dirty;
  if (same) return (await readBuildSlices(files, out)).flatMap((slice) => slice.artifacts);
  const names = (await files.list(out)).map((entry) => entry.name);
  const decided = names.find((name) => /\.(?:approve|publish)\.json$/.test(name));
  if (decided !== undefined) {
    const [was, is] = [stateOf(earlier), stateOf(origin)];
    throw GatehouseError.of("out-in-use", { path: out, slice: decided, was, is });
  }
  const stale = names.filter((name) => /^(?:release|build\.\d+|test\..+)\.json$/.test(name));
  const folders = earlier.artifacts.map((artifact) => artifact.name);
  for (const name of [...stale, ...folders]) await files.remove(`${out}/${name}`);
  return [];
}

function stateOf({ commit, dirty }: Pick<Origin, "commit" | "dirty">): string {
  if (commit === null) return "a folder outside git";
  return `${commit.slice(0, 12)}${dirty ? " with uncommitted changes" : ""}`;
}
