/** A service directory: its ci.yml and its packages. */
import { readArtifactsInput, readCi } from "../ci/read-ci.ts";
import type { CiFile } from "../ci/types.ts";
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import { findPackages } from "./find-packages.ts";
import { below, type Folder } from "./paths.ts";
import { whyUnreadable } from "./read-text.ts";
import type { SourcePackage } from "./types.ts";

export interface ServiceDirectory extends Folder {
  readonly ci: CiFile;
  readonly packages: readonly SourcePackage[];
}

const largest = 5_000_000;

/**
 * Reads a service directory. `artifactsInput` is the list that a task was given; null takes that of ci.yml.
 * Throws `ci-missing` and `ci-unreadable`; what is wrong inside the file is in `ci.faults`.
 */
export async function readServiceDirectory(
  files: Files,
  { folder, path }: Folder,
  artifactsInput: string | null,
): Promise<ServiceDirectory> {
  const ci =
    artifactsInput === null ? await readCiFile(files, { folder, path }) : readArtifactsInput(artifactsInput);
  return { folder, path, ci, packages: await findPackages(files, { folder, path }) };
}

async function readCiFile(files: Files, { folder, path }: Folder): Promise<CiFile> {
  const shown = below(path, "ci.yml");
  const unreadable = (problem: string, cause?: unknown) =>
    GatehouseError.of("ci-unreadable", { path: shown, problem }, { place: { path: shown }, cause });
  let text: string | null;
  try {
    text = await files.readText(below(folder, "ci.yml"));
  } catch (thrown) {
    throw unreadable(whyUnreadable(thrown), thrown);
  }
  if (text === null) throw GatehouseError.of("ci-missing", { path });
  if (new TextEncoder().encode(text).length > largest) throw unreadable("it is larger than 5 MB");
  return readCi(text, shown);
}

/** The package of an artifact, by the PEP 503 form of its name; null when the service directory has none. */
export function packageOf(
  service: Pick<ServiceDirectory, "packages">,
  artifact: { readonly package: string },
): SourcePackage | null {
  return service.packages.find((candidate) => candidate.package === artifact.package) ?? null;
}
