/** Validates one service directory. What is wrong inside its files is a finding, never an error. */
import type { CiEntry } from "../ci/types.ts";
import { GatehouseError } from "../errors.ts";
import { readProjects } from "../index/read-project.ts";
import type { IndexAddress, ProjectState } from "../index/types.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import type { Files, Http } from "../ports.ts";
import { isArtifactName, normalizeName } from "../release/name.ts";
import type { Finding } from "../release/record.ts";
import type { ServiceReport } from "../report/findings.ts";
import type { Mode } from "./rule.ts";
import { subjectsOf } from "./subjects.ts";
import { validate } from "./validate.ts";

/** A folder, absolute and as users should see it, both with `/`. */
interface Place {
  readonly folder: string;
  readonly path: string;
}

/** A service directory that was read, or what stood in the way of reading it. */
export interface ReadService {
  readonly place: Place;
  readonly service: ServiceDirectory | null;
  readonly findings: readonly Finding[];
}

/** Throws only `ci-missing`, for a path without a ci.yml. */
export async function readService(
  files: Files,
  place: Place,
  artifactsInput: string | null,
): Promise<ReadService> {
  try {
    return { place, service: await readServiceDirectory(files, place, artifactsInput), findings: [] };
  } catch (thrown) {
    if (!(thrown instanceof GatehouseError) || thrown.code !== "ci-unreadable") throw thrown;
    const { message, remedy } = thrown;
    const where = { artifact: null, path: `${place.path}/ci.yml`, line: null, column: null };
    return {
      place,
      service: null,
      findings: [{ rule: "ci-yaml", severity: "error", message, remedy, ...where }],
    };
  }
}

/**
 * What `index` has of every package that the service directory names or holds; null when no index was asked. An
 * index that can't be read is no guess either: null, and the error.
 */
export async function readIndex(
  { service }: ReadService,
  { index, http, signal }: { index: IndexAddress | null; http: () => Promise<Http>; signal: AbortSignal },
): Promise<{ projects: ReadonlyMap<string, ProjectState> | null; outage: GatehouseError | null }> {
  if (index === null || service === null) return { projects: null, outage: null };
  const named = service.ci.entries.flatMap((entry) => (entry.name === null ? [] : [entry.name.value]));
  const names = [...named.filter(isArtifactName), ...service.packages.map((one) => one.package)];
  try {
    return { projects: await readProjects(await http(), index, names, { signal }), outage: null };
  } catch (thrown) {
    if (!(thrown instanceof GatehouseError) || thrown.code !== "index-unreachable") throw thrown;
    return { projects: null, outage: thrown };
  }
}

/** The report on what was read. */
export function reportOn(
  { place, service, findings }: ReadService,
  {
    artifacts,
    index,
    mode,
  }: { artifacts: readonly CiEntry[]; index: ReadonlyMap<string, ProjectState> | null; mode: Mode },
): ServiceReport {
  if (service === null) return { artifacts: [], findings };
  const about = { service, artifacts, index, mode };
  const found = validate(about);
  const blocked = (name: string) =>
    found.some(({ severity, artifact }) => severity === "error" && (artifact === null || artifact === name));
  return {
    findings: found,
    artifacts: subjectsOf(about).map(({ entry, name, version, released, source }) => ({
      serviceDirectory: place.path,
      name,
      safeName: entry.safeName?.value ?? null,
      package: normalizeName(name),
      version: version ?? source?.version ?? null,
      release: source !== null && !released && !blocked(name),
    })),
  };
}
