/** Validates one service directory. What is wrong inside its files is a finding, never an error. */
import type { CiEntry } from "../ci/types.ts";
import type { Settings } from "../config/settings.ts";
import { type ConfigFinder, readSettings, type SettingsFile } from "../config/read-config.ts";
import { GatehouseError } from "../errors.ts";
import { isInactive, isPrivate } from "../packages/marks.ts";
import { type ReadmeQuestion, readmeQuestion } from "../packages/render-readmes.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import { needsBackEnd } from "../packages/with-answer.ts";
import type { Files } from "../ports.ts";
import { isArtifactName, normalizeName } from "../release/name.ts";
import type { Finding } from "../release/record.ts";
import type { ServiceReport } from "../report/findings.ts";
import { answered } from "./answered.ts";
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
  findConfig?: ConfigFinder,
): Promise<ReadService> {
  const config = await readSettings(files, place, findConfig);
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
  /** Absolute folders of packages whose version only their build back end can say. */
  readonly backEnds: readonly string[];
  /** Readmes that an index shows as reStructuredText. */
  readonly readmes: readonly ReadmeQuestion[];
  /** Whether it matters who owns the projects. */
  readonly owners: boolean;
}

export function questionsOf(service: ServiceDirectory | null, settings: Settings): Questions {
  const owners = settings.requiredOwner !== null;
  if (service === null) return { projects: [], backEnds: [], readmes: [], owners };
  const named = service.ci.entries.flatMap((entry) => (entry.name === null ? [] : [entry.name.value]));
  // What is not for release is never run.
  const released = service.packages.filter((one) => !isPrivate(one) && !isInactive(one));
  return {
    projects: [...named.filter(isArtifactName), ...service.packages.map((one) => one.package)],
    backEnds: released.filter(needsBackEnd).map((one) => one.folder),
    readmes: released.map(readmeQuestion).filter((question) => question !== null),
    owners,
  };
}

/** The report on what was read. */
export function reportOn(
  { place, service, config, findings }: ReadService,
  { artifacts, outside, mode }: { artifacts: readonly CiEntry[]; outside: Outside; mode: Mode },
): ServiceReport & Pick<Judgement, "fixes"> {
  const serviceDirectory = place.path;
  if (service === null) return { serviceDirectory, artifacts: [], findings, accepted: [], fixes: [] };
  const { settings, faults } = config;
  const known = answered(service, outside);
  const about = { service: known, artifacts, mode, settings, configFaults: faults, outside };
  const judged = judge(about);
  const blocked = (name: string) =>
    judged.findings.some(
      ({ severity, artifact }) => severity === "error" && (artifact === null || artifact === name),
    );
  return {
    ...judged,
    serviceDirectory,
    artifacts: subjectsOf(about).map(({ entry, name, version, released, source }) => ({
      serviceDirectory,
      name,
      safeName: entry.safeName?.value ?? null,
      package: normalizeName(name),
      version: version ?? source?.version ?? null,
      release: source !== null && !released && !blocked(name),
    })),
  };
}
