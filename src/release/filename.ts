/**
 * File names of distributions: sdists by PEP 625, wheels by PEP 427 with the normalisation that PyPI enforces
 * (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
 */
import { isArtifactName, normalizeName } from "./name.ts";
import { canonicalVersion } from "./version.ts";

/** What an sdist's file name says. */
export interface SdistName {
  readonly kind: "sdist";
  /** PEP 503 form. */
  readonly package: string;
  /** Canonical PEP 440 version. */
  readonly version: string;
}

/** What a wheel's file name says. */
export interface WheelName {
  readonly kind: "wheel";
  /** PEP 503 form. */
  readonly package: string;
  /** Canonical PEP 440 version. */
  readonly version: string;
  /** Build tag (begins with a digit), or null. */
  readonly build: string | null;
  /** Compressed tag sets, as written: `py3`, `py2.py3`, `cp311`. */
  readonly python: string;
  readonly abi: string;
  readonly platform: string;
}

export type DistributionName = SdistName | WheelName;

const sdistSuffix = ".tar.gz";
const wheelSuffix = ".whl";
const tag = /^[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*$/;
const buildTag = /^[0-9][A-Za-z0-9_.]*$/;

/** The file name of a distribution. Inverse of {@link parseFileName}. */
export function formatFileName(file: DistributionName): string {
  const stem = `${normalizeName(file.package).replaceAll("-", "_")}-${file.version}`;
  if (file.kind === "sdist") return `${stem}${sdistSuffix}`;
  const build = file.build === null ? "" : `-${file.build}`;
  return `${stem}${build}-${file.python}-${file.abi}-${file.platform}${wheelSuffix}`;
}

/** Reads a file name. Null when it is not exactly what PEP 625 or PEP 427 would write, which PyPI refuses too. */
export function parseFileName(fileName: string): DistributionName | null {
  const parsed = fileName.endsWith(sdistSuffix)
    ? parseSdist(fileName.slice(0, -sdistSuffix.length))
    : fileName.endsWith(wheelSuffix)
      ? parseWheel(fileName.slice(0, -wheelSuffix.length))
      : null;
  return parsed !== null && formatFileName(parsed) === fileName ? parsed : null;
}

function parseSdist(stem: string): SdistName | null {
  const [name, version, ...rest] = stem.split("-");
  const release = readStem(name, version);
  return release === null || rest.length > 0 ? null : { kind: "sdist", ...release };
}

function parseWheel(stem: string): WheelName | null {
  const parts = stem.split("-");
  if (parts.length !== 5 && parts.length !== 6) return null;
  const release = readStem(parts[0], parts[1]);
  const build = parts.length === 6 ? (parts[2] ?? "") : null;
  const [python, abi, platform] = parts.slice(-3);
  if (release === null || python === undefined || abi === undefined || platform === undefined) return null;
  if (![python, abi, platform].every((part) => tag.test(part))) return null;
  if (build !== null && !buildTag.test(build)) return null;
  return { kind: "wheel", ...release, build, python, abi, platform };
}

function readStem(name: string | undefined, version: string | undefined) {
  if (name === undefined || version === undefined || !isArtifactName(name)) return null;
  const canonical = canonicalVersion(version);
  return canonical === null ? null : { package: normalizeName(name), version: canonical };
}
