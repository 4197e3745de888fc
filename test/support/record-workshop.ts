/** A stand-in for build back ends: what a source folder's file `makes` says is what it makes. */
import { mkdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../src/adapters/files.ts";
import type { BuildOptions } from "../../src/build/build-artifact.ts";
import type { Builder, BuildRequest } from "../../src/build/builder.ts";
import type { Validated } from "../../src/release/stages.ts";
import { approvedArtifact, type TestPackage } from "./index-distributions.ts";
import { anEntryNotBuilt } from "./record-builders.ts";

/** A folder with sources, prepared distributions and a place for the record. */
export interface Workshop {
  readonly out: string;
  /** What was asked for, in order. */
  readonly calls: readonly BuildRequest[];
  readonly builder: Builder;
  /** Prepares distributions, and a source that makes them; `dist` names the prepared folder. */
  prepare(name: string, built?: Partial<TestPackage> & { readonly dist?: string }): Promise<void>;
  /** Makes a source that fails with these words. */
  prepareFailure(name: string, problem: string): Promise<void>;
  options(artifact: Validated): BuildOptions;
}

/** `onBuild` is called with the source's name before a build ends. */
export function workshop(
  root: string,
  onBuild: (name: string) => Promise<void> | void = () => undefined,
): Workshop {
  const failures = new Map<string, string>();
  const calls: BuildRequest[] = [];
  const source = (name: string) => `${root}/source/${name}`;
  const write = async (name: string, makes: string) => {
    await mkdir(source(name), { recursive: true });
    await writeFile(`${source(name)}/makes`, makes);
  };
  return {
    out: `${root}/out`,
    calls,
    builder: {
      async build(request) {
        calls.push(request);
        const makes = (await nodeFiles.readText(`${request.source}/makes`)) ?? "";
        await onBuild(makes);
        const failure = failures.get(makes);
        if (failure !== undefined) return failure;
        await nodeFiles.copyFolder(`${root}/dist/${makes}`, request.out);
        return null;
      },
    },
    async prepare(name, { dist = name, ...built } = {}) {
      await approvedArtifact(`${root}/dist`, { name: dist, version: "1.2.0", ...built });
      await write(name, dist);
    },
    async prepareFailure(name, problem) {
      failures.set(name, problem);
      await write(name, name);
    },
    options: ({ name }) => ({
      source: source(name),
      tree: root,
      typed: [],
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
