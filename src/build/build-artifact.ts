/** Builds one artifact: sdist and wheel, looked at and pinned by hash. */
import { readBuildSystem } from "../packages/build-system.ts";
import { GatehouseError } from "../errors.ts";
import { isLeftover } from "../packages/leftovers.ts";
import type { Files } from "../ports.ts";
import { digestOf } from "../release/digest.ts";
import { parseFileName } from "../release/filename.ts";
import { normalizeName } from "../release/name.ts";
import type { Distribution, Finding } from "../release/record.ts";
import type { Built, Validated } from "../release/stages.ts";
import { sameVersion } from "../release/version.ts";
import type { Builder } from "./builder.ts";
import { inspect, type Inspection } from "./inspect/inspect.ts";
import { takePrebuilt } from "./prebuilt.ts";

/** What building needs of the world. */
export interface BuildPorts {
  readonly files: Files;
  readonly builder: Builder;
  readonly signal: AbortSignal;
}

export interface BuildOptions {
  /** Absolute folder of the package. */
  readonly source: string;
  /** Absolute folder of the repository: links of the package are followed within it. */
  readonly tree: string;
  /** The record's folder: the files end up in `<out>/<name>/`. */
  readonly out: string;
  /** Its `py.typed` files, relative to `source`, with `/`. */
  readonly typed: readonly string[];
  /** Seconds since 1970. */
  readonly epoch: number;
  /** The changelog's entry for a version, or null. */
  readonly changelog: (version: string) => string | null;
}

/**
 * Builds from a copy, so that the source tree stays as it was. The artifact's folder appears whole or not at
 * all. Throws `build-failed` for what the package itself causes.
 */
export async function buildArtifact(
  artifact: Validated,
  ports: BuildPorts,
  options: BuildOptions,
): Promise<Built> {
  const { files, builder, signal } = ports;
  await using work = await files.temporary(options.out);
  const [source, out] = [`${work.path}/source`, `${work.path}/out`];
  await files.copyFolder(options.source, source, { leaveOut: isLeftover, tree: options.tree });
  // Back ends look for a .gitignore in the folders above, up to one that holds `.git`: the user's are not the package's.
  for (const folder of ["out", "home", "tmp", ".git"]) await files.makeFolder(`${work.path}/${folder}`);
  const system = await readBuildSystem(files, source);
  if ("problem" in system) throw failed(artifact.name, system.problem);
  const prebuilt = await takePrebuilt(files, { name: artifact.name, out: options.out, to: out });
  const request = { name: artifact.name, system, source, out, work: work.path, epoch: options.epoch };
  const problem = await builder.build({ ...request, sdist: true, wheel: prebuilt.length === 0 });
  signal.throwIfAborted();
  if (problem !== null) throw failed(artifact.name, problem);
  const built = await lookInto(artifact, files, { folder: out, prebuilt, typed: options.typed });
  const target = `${options.out}/${artifact.name}`;
  await files.remove(target);
  await files.move(out, target);
  return { ...built, changelog: options.changelog(built.version) };
}

/** Proves that what was built is what was planned: its names, its version, an sdist and a wheel. */
async function lookInto(
  artifact: Validated,
  files: Files,
  { folder, prebuilt, typed }: { folder: string; prebuilt: readonly string[]; typed: readonly string[] },
): Promise<Built> {
  const made = await files.list(folder);
  const odd = made.find((entry) => entry.kind !== "file");
  if (odd !== undefined) throw failed(artifact.name, `it made ${odd.name}, which is no plain file`);
  const names = made.map((entry) => entry.name);
  const distributions = await Promise.all(
    names.map((name) => distribution(artifact, files, { folder, name, typed })),
  );
  const [first] = distributions;
  for (const kind of ["sdist", "wheel"] as const) {
    if (!distributions.some(({ file }) => file.kind === kind))
      throw failed(artifact.name, `it made no ${kind}`);
  }
  const version = first?.version ?? "";
  const other = distributions.find((d) => d.version !== version);
  if (other !== undefined)
    throw failed(artifact.name, `it made version ${version} and, in ${other.file.name}, ${other.version}`);
  if (artifact.version !== null && artifact.version !== version) {
    throw failed(artifact.name, `it made version ${version}, while its source says ${artifact.version}`);
  }
  const pinned = distributions
    .map(({ file }) => (prebuilt.includes(file.name) ? { ...file, origin: "prebuilt" as const } : file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const digest = await digestOf({ name: artifact.name, version, files: pinned });
  const requiresDist = distributions.find(({ file }) => file.kind === "wheel")?.requiresDist ?? [];
  const findings = [...artifact.findings, ...distributions.flatMap((d) => d.findings)];
  return {
    ...artifact,
    version,
    digest,
    files: pinned,
    findings,
    requiresDist: [...requiresDist],
    changelog: null,
    changes: null,
  };
}

interface Inspected {
  readonly file: Distribution;
  readonly version: string;
  readonly requiresDist: readonly string[];
  readonly findings: readonly Finding[];
}

function flawText(file: string, { name, message, remedy }: Inspection["flaws"][number]): string {
  return `${file}: ${message} (${name}). ${remedy}`;
}

async function distribution(
  artifact: Validated,
  files: Files,
  { folder, name, typed }: { folder: string; name: string; typed: readonly string[] },
): Promise<Inspected> {
  const parsed = parseFileName(name);
  if (parsed === null)
    throw failed(artifact.name, `it made ${name}, a file name that PyPI refuses (PEP 625, PEP 427)`);
  const path = `${folder}/${name}`;
  const hashed = await files.digests(path);
  const inspection = await inspect(files, { path, size: hashed.size, parsed, typed });
  if ("problem" in inspection) throw failed(artifact.name, `${name}: ${inspection.problem}`);
  const { metadata, flaws } = inspection;
  const field = (key: string) => metadata.fields.get(key)?.[0] ?? "";
  const agrees =
    normalizeName(field("name")) === parsed.package && sameVersion(field("version"), parsed.version);
  if (!agrees)
    throw failed(artifact.name, `${name} says inside that it is ${field("name")} ${field("version")}`);
  if (parsed.package !== artifact.package)
    throw failed(artifact.name, `it made ${name}, which is ${parsed.package}`);
  const errors = flaws.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw failed(artifact.name, errors.map((flaw) => flawText(name, flaw)).join("\n"));
  const requiresDist = metadata.fields.get("requires-dist") ?? [];
  const findings = flaws.map(({ name: rule, severity, message, remedy }) => ({
    rule,
    severity,
    message: `${name}: ${message}.`,
    remedy,
    artifact: artifact.name,
    path: artifact.path ?? ".",
    line: null,
    column: null,
  }));
  return { findings, file: { name, kind: parsed.kind, ...hashed }, version: parsed.version, requiresDist };
}

function failed(name: string, problem: string): GatehouseError {
  return GatehouseError.of("build-failed", { name, problem });
}
