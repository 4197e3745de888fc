/** A stand-in for `uv build`: what a source folder's file `makes` says is what it makes. */
import { mkdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../src/adapters/files.ts";
import type { BuildOptions } from "../../src/build/build-artifact.ts";
import type { Outcome, Process } from "../../src/ports.ts";
import type { Validated } from "../../src/release/stages.ts";
import { approvedArtifact, type TestPackage } from "./index-distributions.ts";
import { anEntryNotBuilt } from "./record-builders.ts";

export const ended: Outcome = { exitCode: 0, stdout: "", stderr: "", stopped: null };

/** A folder with sources, prepared distributions and a place for the record. */
export interface Workshop {
  readonly out: string;
  /** Arguments of every call, in order. */
  readonly calls: readonly string[];
  readonly process: Process;
  /** Prepares distributions, and a source that makes them; `dist` names the prepared folder. */
  prepare(name: string, built?: Partial<TestPackage> & { readonly dist?: string }): Promise<void>;
  /** Makes a source that fails with this outcome. */
  prepareFailure(name: string, outcome: Partial<Outcome>): Promise<void>;
  options(artifact: Validated): BuildOptions;
}

/** `onBuild` is called with the source's name before a build ends. */
export function workshop(
  root: string,
  onBuild: (name: string) => Promise<void> | void = () => undefined,
): Workshop {
  const failures = new Map<string, Partial<Outcome>>();
  const calls: string[] = [];
  const source = (name: string) => `${root}/source/${name}`;
  const write = async (name: string, makes: string) => {
    await mkdir(source(name), { recursive: true });
    await writeFile(`${source(name)}/makes`, makes);
  };
  return {
    out: `${root}/out`,
    calls,
    process: {
      async run(_file, args, { signal }) {
        if (signal?.aborted) return { ...ended, exitCode: null, stopped: "aborted" };
        calls.push(args.join(" "));
        const makes = (await nodeFiles.readText(`${args.at(-1)}/makes`)) ?? "";
        await onBuild(makes);
        const failure = failures.get(makes);
        if (failure !== undefined) return { ...ended, ...failure };
        const out = args[args.indexOf("--out-dir") + 1] ?? "";
        await nodeFiles.copyFolder(`${root}/dist/${makes}`, out);
        return ended;
      },
    },
    async prepare(name, { dist = name, ...built } = {}) {
      await approvedArtifact(`${root}/dist`, { name: dist, version: "1.2.0", ...built });
      await write(name, dist);
    },
    async prepareFailure(name, outcome) {
      failures.set(name, { exitCode: 1, ...outcome });
      await write(name, name);
    },
    options: ({ name }) => ({
      uv: "uv",
      python: "python3",
      source: source(name),
      out: `${root}/out`,
      epoch: 1_700_000_000,
      changelog: (version) => `About ${version}.`,
    }),
  };
}

/** An artifact that is to be built. */
export function aValidated(name: string, rest: Partial<Validated> = {}): Validated {
  const {
    safeName,
    package: project,
    path,
    chosen,
    released,
    previous,
    dependsOn,
    findings,
  } = anEntryNotBuilt({
    name,
  });
  const planned = { name, safeName, package: project, path, chosen, released, previous, dependsOn, findings };
  return { ...planned, version: "1.2.0", release: true, reason: "it is new", ...rest };
}
