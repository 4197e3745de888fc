/** The sdist, tried after the wheel: what users get whose platform no wheel fits. */
import { readContents } from "../distributions/contents.ts";
import { readBuildSystem } from "../packages/build-system.ts";
import type { Files } from "../ports.ts";
import type { Built } from "../release/stages.ts";
import { makeEnvironment } from "./make-environment.ts";
import type { SdistRequest, TestOptions, TestPorts, TestResult } from "./ports.ts";
import { importModules } from "./run-tests.ts";
import { unpackSdist } from "./unpack-sdist.ts";

/**
 * Has this Python make a wheel of the sdist. One with the very files of the wheel that was tested is as good as tested; any
 * other is installed in an environment of its own, and imported. Null when all is well, else what went wrong.
 */
export async function testSdist(
  artifact: Built,
  built: readonly Built[],
  ports: TestPorts,
  options: TestOptions & { readonly buildWheel: (request: SdistRequest) => Promise<string | null> },
): Promise<string | null> {
  const { files, signal } = ports;
  await using folder = await files.temporary(options.work);
  const work = folder.path;
  const out = `${work}/out`;
  for (const name of ["home", "tmp", "run", ".git"]) await files.makeFolder(`${work}/${name}`);
  const source = await unpackSdist(artifact, ports, options, work);
  signal.throwIfAborted();
  if (typeof source !== "string") return source.problem;
  const system = await readBuildSystem(files, source);
  if ("problem" in system) return system.problem;
  const isSdist = (name: string) =>
    artifact.files.some((file) => file.name === name && file.kind === "sdist");
  await files.copyFolder(options.filesOf(artifact.name), out, { leaveOut: (name) => !isSdist(name) });
  const problem = await options.buildWheel({ name: artifact.name, system, source, work, out });
  signal.throwIfAborted();
  if (problem !== null) return `no wheel can be made of its sdist: ${problem}`;
  const wheel = (await files.list(out)).find(({ name, kind }) => kind === "file" && name.endsWith(".whl"));
  if (wheel === undefined) return "its back end made no wheel of its sdist";
  if (await hasFilesOf(files, { folder: out, name: wheel.name }, options.filesOf(artifact.name), artifact))
    return null;
  const needs = { extra: null, requirements: [], sourced: [], folders: [] };
  const filesOf = (name: string) => (name === artifact.name ? out : options.filesOf(name));
  const failed = await makeEnvironment({ artifact, built, needs, work }, ports, {
    ...options,
    filesOf,
    lock: null,
  });
  signal.throwIfAborted();
  if (failed !== null) return `its sdist can't be installed: ${failed}`;
  const place = { work, folder: `${work}/run` };
  const { run }: TestResult = await importModules(artifact.package, "", ports, { options, place });
  return run.outcome === "passed" ? null : `what its sdist installs does not import: ${run.detail}`;
}

/** Whether a wheel has the files, by name and hash, of one of the artifact's. */
async function hasFilesOf(
  files: Files,
  made: { readonly folder: string; readonly name: string },
  folder: string,
  artifact: Built,
): Promise<boolean> {
  const same = artifact.files.find(({ name }) => name === made.name);
  if (same === undefined) return false;
  const [one, other] = await Promise.all([
    membersOf(files, `${made.folder}/${made.name}`),
    membersOf(files, `${folder}/${same.name}`),
  ]);
  return one !== null && one === other;
}

async function membersOf(files: Files, path: string): Promise<string | null> {
  const { size } = await files.hash(path);
  const contents = await readContents(files, path, "wheel", size).catch(() => null);
  return contents === null
    ? null
    : contents.members
        .map(({ name, sha256 }) => `${name} ${sha256}`)
        .toSorted()
        .join("\n");
}
