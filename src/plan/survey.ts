/** Looks at a service directory, and at what the index has of its packages: all that the plan is made from. */
import { usableArtifacts } from "../ci/artifacts.ts";
import type { CiArtifact } from "../ci/types.ts";
import { readProjects } from "../index/read-project.ts";
import type { IndexAddress, ProjectState } from "../index/types.ts";
import { packageOf, type ServiceDirectory } from "../packages/service-directory.ts";
import type { Http } from "../ports.ts";
import { matchGlobs } from "../release/glob.ts";
import type { BuildEntry } from "../release/record.ts";
import type { PlanFacts } from "./plan.ts";

export interface SurveyOptions {
  /** Globs of `--artifact`; none chooses all. */
  readonly globs: readonly string[];
  /** The service directory, relative to the repository's root, with `/`. */
  readonly repositoryPath: string;
  /** The index to ask, or null to ask none. */
  readonly index: IndexAddress | null;
  readonly http: () => Promise<Http>;
  /** What an earlier build of the same source left. */
  readonly kept: readonly BuildEntry[];
  readonly signal: AbortSignal;
}

export interface Survey {
  readonly artifacts: readonly CiArtifact[];
  readonly facts: readonly PlanFacts[];
  /** By PEP 503 name; null when no index was asked. */
  readonly projects: ReadonlyMap<string, ProjectState> | null;
}

/** Throws `ci-invalid`, `names-refused`, `glob-no-match`, `index-unreachable`. */
export async function survey(service: ServiceDirectory, options: SurveyOptions): Promise<Survey> {
  const { globs, repositoryPath, index, http, kept, signal } = options;
  const artifacts = usableArtifacts(service.ci);
  const names = artifacts.map((artifact) => artifact.name);
  const chosen = globs.length === 0 ? new Set(names) : matchGlobs(globs, names);
  const packages = artifacts.map((artifact) => artifact.package);
  const projects = index === null ? null : await readProjects(await http(), index, packages, { signal });
  const facts = artifacts.map((artifact) => {
    const source = packageOf(service, artifact);
    const below = source === null ? null : source.folder.slice(service.folder.length).replace(/^\//, "");
    const path =
      below === null ? null : [repositoryPath, below].filter((part) => part !== "" && part !== ".").join("/");
    const files = kept.find((entry) => entry.name === artifact.name)?.files ?? [];
    const project = projects?.get(artifact.package) ?? null;
    return { artifact, source, path, project, chosen: chosen.has(artifact.name), kept: files };
  });
  return { artifacts, facts, projects };
}
