/** Whether the files in hand are those of the record. */
import { join } from "node:path";
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import { digestOf } from "../release/digest.ts";
import type { Built } from "../release/stages.ts";

/** What is compared. */
export type CheckedArtifact = Pick<Built, "name" | "package" | "version" | "digest" | "files">;

/**
 * Hashes every file in `folder` (`<DIR>/<name>/`, absolute) and compares with `artifact`. Throws
 * `files-changed` when one is extra, missing or changed, or when the record's own digest is not that of its
 * files.
 */
export async function checkFiles(files: Files, folder: string, artifact: CheckedArtifact): Promise<void> {
  const { name, package: project, version, digest } = artifact;
  const refuse = (problem: string) => GatehouseError.of("files-changed", { name, problem });
  if ((await digestOf({ name: project, version, files: artifact.files })) !== digest) {
    throw refuse("the record's digest is not that of the files it lists");
  }
  const found = await files.list(folder);
  const expected = new Set(artifact.files.map((file) => file.name));
  const extra = found.filter((entry) => !expected.has(entry.name)).map((entry) => entry.name);
  if (extra.length > 0) throw refuse(`the record does not list ${extra.join(", ")}`);
  const problems = await Promise.all(
    artifact.files.map(async (file) => {
      const kind = found.find((entry) => entry.name === file.name)?.kind;
      if (kind === undefined) return `${file.name} is missing`;
      if (kind !== "file") return `${file.name} is no plain file`;
      const { sha256, size } = await files.hash(join(folder, file.name));
      if (sha256 === file.sha256 && size === file.size) return null;
      return `${file.name} has SHA-256 ${sha256}, recorded is ${file.sha256}`;
    }),
  );
  const faults = problems.filter((problem) => problem !== null);
  if (faults.length > 0) throw refuse(faults.join("; "));
}
