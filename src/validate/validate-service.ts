/** Validates one service directory. What is wrong inside its files is a finding, never an error. */
import type { CiEntry } from "../ci/types.ts";
import { readSettings, type SettingsFile } from "../config/read-config.ts";
import { GatehouseError } from "../errors.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import type { Files } from "../ports.ts";
import { isArtifactName, normalizeName } from "../release/name.ts";
import type { Finding } from "../release/record.ts";
import type { ServiceReport } from "../report/findings.ts";
import type { Mode, Outside } from "./rule.ts";
import { subjectsOf } from "./subjects.ts";
import { type Judgement, judge } from "./validate.ts";

/** A folder, absolute and as users should see it, both with `/`. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

/** A service directory that was read, or what stood in the way of reading it. */
export interface ReadService {
  readonly place: Place;
  readonly service: ServiceDirectory | null;
  readonly config: SettingsFile;
  readonly findings: readonly Finding[];
}

/** Throws only `ci-missing`, for a path without a ci.yml. */
export async function readService(
  files: Files,
  place: Place,
  artifactsInput: string | null,
): Promise<ReadService> {
  const config = await readSettings(files, place);
  try {
    return { place, config, service: await readServiceDirectory(files, place, artifactsInput), findings: [] };
  } catch (thrown) {
    if (!(thrown instanceof GatehouseError) || thrown.code !== "ci-unreadable") throw thrown;
    const { message, remedy } = thrown;
    const where = { artifact: null, path: `${place.path}/ci.yml`, line: null, column: null };
    return {
      place,
      config,
      service: null,
      findings: [{ rule: "ci-yaml", severity: "error", message, remedy, ...where }],
    };
  }
}

/** What to ask of the world outside about a service directory. */
export interface Questions {
  /** Projects to look up on the index: every package that is named or there. */
  readonly projects: readonly string[];
}

export function questionsOf({ service }: Pick<ReadService, "service">): Questions {
  if (service === null) return { projects: [] };
  const named = service.ci.entries.flatMap((entry) => (entry.name === null ? [] : [entry.name.value]));
  return { projects: [...named.filter(isArtifactName), ...service.packages.map((one) => one.package)] };
}

/** The report on what was read. */
export function reportOn(
  { place, service, config, findings }: ReadService,
  { artifacts, outside, mode }: { artifacts: readonly CiEntry[]; outside: Outside; mode: Mode },
): ServiceReport & Pick<Judgement, "fixes"> {
  if (service === null) return { artifacts: [], findings, accepted: [], fixes: [] };
  const { settings, faults } = config;
  const about = { service, artifacts, mode, settings, configFaults: faults, outside };
  const judged = judge(about);
  const blocked = (name: string) =>
    judged.findings.some(
      ({ severity, artifact }) => severity === "error" && (artifact === null || artifact === name),
    );
  return {
    ...judged,
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
