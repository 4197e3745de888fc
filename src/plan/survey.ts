/** Puts together what is known of each artifact: all that the plan is made from. */
import { usableArtifacts } from "../ci/artifacts.ts";
import type { CiArtifact } from "../ci/types.ts";
import type { ProjectState } from "../index/types.ts";
import { packageOf, type ServiceDirectory } from "../packages/service-directory.ts";
import { matchGlobs } from "../release/glob.ts";
import type { BuildEntry } from "../release/record.ts";
import type { PlanFacts } from "./plan.ts";

export interface LookedUp {
  /** When the index was asked. */
  readonly seenAt: Date | null;
  /** What the index has, by PEP 503 name. */
  readonly projects: ReadonlyMap<string, ProjectState>;
  /** With what build back ends said. */
  readonly service: ServiceDirectory;
}

export interface SurveyOptions {
  /** Globs of `--artifact`; none chooses all. */
  readonly globs: readonly string[];
  /** The service directory, relative to the repository's root, with `/`. */
  readonly repositoryPath: string;
  /** Asks the world outside, once names and globs are sound; null asks nobody. */
  readonly lookUp: (() => Promise<LookedUp>) | null;
  /** What an earlier build of the same source left. */
  readonly kept: readonly BuildEntry[];
}

export interface Survey {
  readonly artifacts: readonly CiArtifact[];
  readonly facts: readonly PlanFacts[];
}

/** Throws `ci-invalid`, `names-refused`, `glob-no-match`, and what `lookUp` throws. */
export async function survey(service: ServiceDirectory, options: SurveyOptions): Promise<Survey> {
  const { globs, repositoryPath, lookUp, kept } = options;
  const artifacts = usableArtifacts(service.ci);
  const names = artifacts.map((artifact) => artifact.name);
  const chosen = globs.length === 0 ? new Set(names) : matchGlobs(globs, names);
  const asked = lookUp === null ? null : await lookUp();
  const projects = asked?.projects ?? null;
  const facts = artifacts.map((artifact) => {
    const source = packageOf(asked?.service ?? service, artifact);
    const below = source === null ? null : source.folder.slice(service.folder.length).replace(/^\//, "");
    const path =
      below === null ? null : [repositoryPath, below].filter((part) => part !== "" && part !== ".").join("/");
    const files = kept.find((entry) => entry.name === artifact.name)?.files ?? [];
    const project = projects?.get(artifact.package) ?? null;
    const seenAt = asked?.seenAt ?? null;
    return { artifact, source, path, project, seenAt, chosen: chosen.has(artifact.name), kept: files };
  });
  return { artifacts, facts };
}
