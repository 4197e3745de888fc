/** Makes the environment that an artifact is tested in: what was built, and what its tests need. */
import { isArtifactName } from "../release/name.ts";
import type { Built } from "../release/stages.ts";
import { readRequirement, withSiblings } from "../release/requirements.ts";
import { findPackages } from "../packages/find-packages.ts";
import { said, type TestOptions, type TestPorts } from "./ports.ts";
import { isOfExtra, type TestRequirements } from "./test-requirements.ts";

interface Wanted {
  readonly artifact: Built;
  readonly built: readonly Built[];
  readonly needs: TestRequirements;
  /** The environment becomes `<work>/env`. */
  readonly work: string;
}

/** What it means when it fails, and the arguments for uv. */
type Step = readonly [problem: string, args: readonly string[]];

/** Null when it was made, or what went wrong: foreign text. */
export async function makeEnvironment(
  { artifact, built, needs, work }: Wanted,
  ports: TestPorts,
  options: TestOptions,
): Promise<string | null> {
  const { uv, python, filesOf, lock } = options;
  const run = (args: readonly string[]) =>
    ports.process.run(uv, args, { cwd: work, installs: true, signal: ports.signal });
  const environment = ["--quiet", "--python", `${work}/env`];
  // Copies, never links into uv's cache: tests may write into what is installed.
  const install = ["pip", "install", "--link-mode", "copy", ...environment];
  const requirements = await resolved({ artifact, built, needs, work }, ports, options);
  const members = family(artifact, built, requirements);
  // uv chooses the wheel that fits this Python; no index has a say in it.
  const local = ["--no-index", "--no-deps", "--no-build"];
  const folders = members.flatMap(({ name }) => ["--find-links", filesOf(name)]);
  const exact = members.map((member) => {
    const extras = [
      ...(member === artifact && needs.extra !== null ? [needs.extra] : []),
      ...requirements.filter((line) => nameIn(line) === member.package).flatMap(extrasOf),
    ];
    const names = extras.length === 0 ? "" : `[${[...new Set(extras)].join(",")}]`;
    return `${member.package}${names}==${member.version}`;
  });
  const more = requirements.filter((line) => !members.some((member) => member.package === nameIn(line)));
  const wheels = members.flatMap(({ files }) =>
    files.flatMap(({ kind, name }) => (kind === "wheel" ? [name] : [])),
  );
  const tools: readonly Step[] =
    lock === null
      ? []
      : [["the test tools can't be installed", [...install, "--require-hashes", "-r", lock]]];
  const steps: readonly Step[] = [
    ["it can't be installed", ["venv", "--quiet", "--python", python.path, `${work}/env`]],
    ...tools,
    [
      `no wheel fits this Python (${wheels.join(", ")})`,
      [...install, ...local, ...folders, "--", ...exact.map((line) => line.replace(/\[.*\]/, ""))],
    ],
    ["it can't be installed", [...install, "--", ...exact, ...more]],
    ["what is installed does not go together", ["pip", "check", ...environment]],
  ];
  for (const [problem, args] of steps) {
    const outcome = await run(args);
    if (outcome.exitCode !== 0) return `${problem}: ${said(outcome)}`;
  }
  return null;
}

/** The artifact, and every sibling that it, its tests, or one of these siblings needs. */
function family(artifact: Built, built: readonly Built[], requirements: readonly string[]): Built[] {
  const named = new Set(requirements.map(nameIn));
  const others = built.filter((sibling) => sibling.package !== artifact.package);
  const first = [artifact, ...others.filter((sibling) => named.has(sibling.package))];
  return [...new Set(first.flatMap((member) => withSiblings(member, built)))];
}

/** What the tests need, as requirements; a folder as the name of what lies in it. */
async function resolved(wanted: Wanted, ports: TestPorts, options: TestOptions): Promise<string[]> {
  const { artifact, built, needs } = wanted;
  const { extra } = needs;
  const ofExtra = artifact.requiresDist.filter((line) => extra !== null && isOfExtra(line, extra));
  const siblings = ofExtra.filter((line) => built.some((sibling) => sibling.package === nameIn(line)));
  const named = needs.folders.map(async ({ folder, extras }) => {
    const name = await nameOfFolder(folder, wanted, ports, options);
    return name === null ? [] : [`${name}${extras}`];
  });
  const sourced = needs.sourced.map(async (line) =>
    (await isReleased(nameIn(line), wanted, ports, options)) ? [line] : [],
  );
  const found = (await Promise.all([...named, ...sourced])).flat();
  return [...needs.requirements, ...siblings, ...found];
}

/** The package in a folder of the repository: a sibling, or one that the index has; else null. */
async function nameOfFolder(
  folder: string,
  wanted: Wanted,
  ports: TestPorts,
  options: TestOptions,
): Promise<string | null> {
  const { root } = options;
  const sibling = wanted.built.find(
    ({ path }) => path !== null && root !== null && `${root}/${path}` === folder,
  );
  if (sibling !== undefined) return sibling.package;
  const found = (await findPackages(ports.files, { folder, path: folder })).find(
    (one) => one.folder === folder,
  );
  // A name out of a package's own files goes into a file of requirements.
  if (found === undefined || !isArtifactName(found.package)) return null;
  return (await isReleased(found.package, wanted, ports, options)) ? found.package : null;
}

/**
 * Whether a package of the repository is in this release, or on the index. What is neither is a tool of the repository: tests
 * that can't do without it say so themselves.
 */
async function isReleased(
  name: string,
  { built, work }: Wanted,
  { files, process, signal }: TestPorts,
  { uv, python }: TestOptions,
): Promise<boolean> {
  if (built.some((sibling) => sibling.package === name)) return true;
  const asked = `${work}/${name}.in`;
  await files.write(asked, `${name}\n`);
  const ask = ["pip", "compile", "--quiet", "--no-deps", "--no-build", "--python", python.path, asked];
  const { exitCode } = await process.run(uv, ask, { cwd: work, installs: true, signal });
  return exitCode === 0;
}

function nameIn(line: string): string {
  return readRequirement(line)?.package ?? "";
}

function extrasOf(line: string): string[] {
  const [, extras = ""] = /^[^[;@]*\[([^\]]*)\]/.exec(line) ?? [];
  return extras.split(",").flatMap((extra) => (extra.trim() === "" ? [] : [extra.trim()]));
}
