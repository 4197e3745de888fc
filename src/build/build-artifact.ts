/** Builds one artifact: sdist and wheel, looked at and pinned by hash. */
import { readBuildSystem } from "../packages/build-system.ts";
import { readMetadata } from "../distributions/read-metadata.ts";
import { GatehouseError } from "../errors.ts";
import { isLeftover } from "../packages/leftovers.ts";
import type { Files } from "../ports.ts";
import { digestOf } from "../release/digest.ts";
import { parseFileName } from "../release/filename.ts";
import { normalizeName } from "../release/name.ts";
import type { Distribution } from "../release/record.ts";
import type { Built, Validated } from "../release/stages.ts";
import { sameVersion } from "../release/version.ts";
import type { Builder } from "./builder.ts";
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
  const request = { system, source, out, work: work.path, epoch: options.epoch };
  const problem = await builder.build({ ...request, wheel: prebuilt.length === 0 });
  signal.throwIfAborted();
  if (problem !== null) throw failed(artifact.name, problem);
  const built = await inspect(artifact, files, out, prebuilt);
  const target = `${options.out}/${artifact.name}`;
  await files.remove(target);
  await files.move(out, target);
  return { ...built, changelog: options.changelog(built.version) };
}

/** Proves that what was built is what was planned: its names, its version, an sdist and a wheel. */
async function inspect(
  artifact: Validated,
  files: Files,
  folder: string,
  prebuilt: readonly string[],
): Promise<Built> {
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
  const pinned = distributions
    .map(({ file }) => (prebuilt.includes(file.name) ? { ...file, origin: "prebuilt" as const } : file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
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
