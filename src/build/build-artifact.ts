/** Builds one artifact: sdist and wheel, looked at and pinned by hash. */
import { readMetadata } from "../distributions/read-metadata.ts";
import { GatehouseError } from "../errors.ts";
import { isLeftover } from "../packages/leftovers.ts";
import type { Files, Process } from "../ports.ts";
import { digestOf } from "../release/digest.ts";
import { parseFileName } from "../release/filename.ts";
import { normalizeName } from "../release/name.ts";
import type { Distribution } from "../release/record.ts";
import type { Built, Validated } from "../release/stages.ts";
import { sameVersion } from "../release/version.ts";
import { buildFailure, uvBuildArgs, uvBuildEnvironment } from "./uv-build.ts";

/** What building needs of the world. */
export interface BuildPorts {
  readonly files: Files;
  readonly process: Process;
  readonly signal: AbortSignal;
}

export interface BuildOptions {
  /** Path of uv. */
  readonly uv: string;
  /** Path of the Python that builds. */
  readonly python: string;
  /** Absolute folder of the package. */
  readonly source: string;
  /** The record's folder: the files end up in `<out>/<name>/`. */
  readonly out: string;
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
  const { files, process, signal } = ports;
  await using work = await files.temporary(options.out);
  const [source, out] = [`${work.path}/source`, `${work.path}/out`];
  await files.copyFolder(options.source, source, isLeftover);
  await files.makeFolder(out);
  // Back ends look for a .gitignore in the folders above, up to one that holds `.git`: the user's are not the package's.
  await files.makeFolder(`${work.path}/.git`);
  const build = { python: options.python, source, out, epoch: options.epoch };
  const outcome = await process.run(options.uv, uvBuildArgs(build), {
    cwd: work.path,
    env: uvBuildEnvironment(build),
    signal,
  });
  signal.throwIfAborted();
  if (outcome.stopped === "timeout") throw failed(artifact.name, "it did not end within the time limit");
  if (outcome.exitCode !== 0) throw failed(artifact.name, buildFailure(outcome.stdout, outcome.stderr));
  const built = await inspect(artifact, files, out);
  const target = `${options.out}/${artifact.name}`;
  await files.remove(target);
  await files.move(out, target);
  return { ...built, changelog: options.changelog(built.version) };
}

/** Proves that what was built is what was planned: its names, its version, an sdist and a wheel. */
async function inspect(artifact: Validated, files: Files, folder: string): Promise<Built> {
  const made = await files.list(folder);
  const odd = made.find((entry) => entry.kind !== "file");
  if (odd !== undefined) throw failed(artifact.name, `it made ${odd.name}, which is no plain file`);
  const names = made.map((entry) => entry.name);
  const distributions = await Promise.all(names.map((name) => distribution(artifact, files, folder, name)));
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
  const pinned = distributions.map(({ file }) => file).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const digest = await digestOf({ name: artifact.name, version, files: pinned });
  const requiresDist = distributions.find(({ file }) => file.kind === "wheel")?.requiresDist ?? [];
  return { ...artifact, version, digest, files: pinned, requiresDist: [...requiresDist], changelog: null };
}

interface Inspected {
  readonly file: Distribution;
  readonly version: string;
  readonly requiresDist: readonly string[];
}

async function distribution(
  artifact: Validated,
  files: Files,
  folder: string,
  name: string,
): Promise<Inspected> {
  const parsed = parseFileName(name);
  if (parsed === null)
    throw failed(artifact.name, `it made ${name}, a file name that PyPI refuses (PEP 625, PEP 427)`);
  const path = `${folder}/${name}`;
  const [hashed, metadata] = await Promise.all([files.digests(path), readMetadata(files, path, parsed.kind)]);
  if ("problem" in metadata) throw failed(artifact.name, `${name}: ${metadata.problem}`);
  const field = (key: string) => metadata.fields.get(key)?.[0] ?? "";
  const agrees =
    normalizeName(field("name")) === parsed.package && sameVersion(field("version"), parsed.version);
  if (!agrees)
    throw failed(artifact.name, `${name} says inside that it is ${field("name")} ${field("version")}`);
  if (parsed.package !== artifact.package)
    throw failed(artifact.name, `it made ${name}, which is ${parsed.package}`);
  const requiresDist = metadata.fields.get("requires-dist") ?? [];
  return { file: { name, kind: parsed.kind, ...hashed }, version: parsed.version, requiresDist };
}

function failed(name: string, problem: string): GatehouseError {
  return GatehouseError.of("build-failed", { name, problem });
}
