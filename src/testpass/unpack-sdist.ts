/** Unpacks an artifact's sdist, by Python's own tarfile. */
import type { Built } from "../release/stages.ts";
import { said, type TestOptions, type TestPorts } from "./ports.ts";

/** The one folder of the sdist, below `<work>/sdist`; or what went wrong, foreign text. */
export async function unpackSdist(
  artifact: Built,
  { process, signal }: TestPorts,
  { python, productProgram, filesOf }: TestOptions,
  work: string,
): Promise<string | { readonly problem: string }> {
  const sdist = artifact.files.find((file) => file.kind === "sdist");
  if (sdist === undefined) return { problem: "it has no sdist" };
  const archive = `${filesOf(artifact.name)}/${sdist.name}`;
  const unpack = ["-I", "-S", productProgram("unpack_sdist"), archive, `${work}/sdist`];
  const outcome = await process.run(python.path, unpack, { cwd: work, signal });
  if (outcome.exitCode !== 0) return { problem: `its sdist can't be unpacked: ${said(outcome)}` };
  return `${work}/sdist/${sdist.name.slice(0, -".tar.gz".length)}`;
}
