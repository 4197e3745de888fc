/** Asks the build back ends of packages what their files do not say without running code. */
import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import type { Outcome } from "../ports.ts";
import { isLeftover } from "./leftovers.ts";
import type { PythonSide } from "./python-side.ts";
import type { BackEndAnswer } from "./types.ts";

/** Enough to install a back end over a slow line and to run it; a wheel that has to be compiled may take longer. */
const timeoutSeconds = 180;

/**
 * The answers by package folder. `folders` are absolute; each is copied first, since back ends write beside the
 * sources, and foreign code sees none of our secrets. Throws the signal's reason.
 */
export async function askBackEnds(
  folders: readonly string[],
  side: PythonSide,
): Promise<ReadonlyMap<string, BackEndAnswer>> {
  const limit = pLimit(availableParallelism());
  const ask = async (folder: string) => [folder, await askOne(folder, side)] as const;
  return new Map(await Promise.all([...new Set(folders)].map((folder) => limit(() => ask(folder)))));
}

async function askOne(
  folder: string,
  { files, process, python, program, scratch, signal }: PythonSide,
): Promise<BackEndAnswer> {
  signal.throwIfAborted();
  await using work = await files.temporary(scratch);
  const [source, home, temporary] = [`${work.path}/source`, `${work.path}/home`, `${work.path}/tmp`];
  await files.copyFolder(folder, source, { leaveOut: isLeftover });
  // Back ends look for a repository in the folders above: the user's is not the package's, as in a build.
  for (const made of [home, temporary, `${work.path}/.git`]) await files.makeFolder(made);
  const outcome = await process.run(python, [program("python/ask_back_end.py"), source], {
    cwd: source,
    installs: true,
    env: { HOME: home, TMPDIR: temporary, PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" },
    signal,
    timeoutSeconds,
  });
  signal.throwIfAborted();
  return readAnswer(outcome);
}

/** What a back end answered. Whatever is no answer in the agreed form leaves it unasked. */
export function readAnswer({ stdout, stderr, stopped }: Outcome): BackEndAnswer {
  if (stopped === "timeout") return { unasked: `it gave no answer within ${timeoutSeconds} seconds` };
  const answer = parsed(stdout.trimEnd().split("\n").at(-1) ?? "");
  if (answer !== null) return answer;
  const said = stderr.trim().slice(-1500);
  return { unasked: said === "" ? "it gave no answer" : said };
}

function parsed(line: string): BackEndAnswer | null {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof document !== "object" || document === null) return null;
  const { name, version, requires, problem, unasked }: Partial<Record<string, unknown>> = { ...document };
  if (isText(problem)) return { problem };
  if (isText(unasked)) return { unasked };
  if (!isText(name) || !isText(version) || !Array.isArray(requires) || !requires.every(isText)) return null;
  return { name, version, requires };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
