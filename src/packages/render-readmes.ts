/** Renders descriptions that an index shows as reStructuredText, as PyPI does: it refuses what does not render. */
import type { PythonSide } from "./python-side.ts";
import { insidePath, below, lastPart } from "./paths.ts";
import { isRenderedAsRst } from "./readme-type.ts";
import type { RenderProblem, SourcePackage } from "./types.ts";

/** A description by the files it is put together from. */
export interface ReadmeQuestion {
  /** The readme's path as users see it: the answer's name. */
  readonly path: string;
  /** Absolute, and as users see them, in order. */
  readonly parts: readonly { readonly file: string; readonly path: string }[];
}

const timeoutSeconds = 120;

/** Between two files of one description: as most setup.py write it. */
const between = "\n\n";

/** What to render of a package, or null. */
export function readmeQuestion(source: SourcePackage): ReadmeQuestion | null {
  const { readme, declared, folder, path } = source;
  if (readme === null || !isRenderedAsRst(source)) return null;
  const files = declared.description?.files.map(({ value }) => insidePath(value)) ?? [lastPart(readme.path)];
  const missing = declared.description?.missing ?? [];
  if (missing.length > 0 || files.includes(null)) return null;
  const inside = files.filter((file) => file !== null);
  return {
    path: readme.path,
    parts: inside.map((file) => ({ file: below(folder, file), path: below(path, file) })),
  };
}

interface Text {
  readonly text: string;
  readonly path: string;
}

/**
 * By the readme's path: why PyPI would refuse it, or null. What is not there was not looked at. One process for all.
 * Throws the signal's reason.
 */
export async function renderReadmes(
  questions: readonly ReadmeQuestion[],
  { files, process, python, program, scratch, signal }: PythonSide,
): Promise<ReadonlyMap<string, RenderProblem | null>> {
  if (questions.length === 0) return new Map();
  await using work = await files.temporary(scratch);
  const [texts, answers] = [`${work.path}/texts.json`, `${work.path}/answers.jsonl`];
  const read = (file: string) => files.readText(file).catch(() => null);
  const every = await Promise.all(
    questions.map(({ parts }) =>
      Promise.all(parts.map(async ({ file, path }) => ({ path, text: (await read(file)) ?? "" }))),
    ),
  );
  const whole = every.map((parts) => parts.map(({ text }) => text.replace(/^\uFEFF/, "")).join(between));
  await files.write(texts, JSON.stringify(whole));
  await process.run(python, [program("python/render_readmes.py"), texts, answers], {
    cwd: work.path,
    env: { PYTHONDONTWRITEBYTECODE: "1" },
    signal,
    timeoutSeconds,
  });
  signal.throwIfAborted();
  const lines = ((await files.readText(answers)) ?? "").split("\n");
  return new Map(
    questions.flatMap(({ path }, at) => {
      const answer = readRenderAnswer(lines[at] ?? "", every[at] ?? []);
      return answer === undefined ? [] : [[path, answer] as const];
    }),
  );
}

/** One line of answers: a problem at its place in one of the files, null for none, undefined for no answer. */
export function readRenderAnswer(line: string, parts: readonly Text[]): RenderProblem | null | undefined {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (document === null) return null;
  if (typeof document !== "object") return undefined;
  const { problem, line: at }: Partial<Record<string, unknown>> = { ...document };
  if (typeof problem !== "string") return undefined;
  return { problem, at: placeOf(typeof at === "number" ? at : null, parts) };
}

/** The place of a line of the whole text. */
function placeOf(line: number | null, parts: readonly Text[]): RenderProblem["at"] {
  const path = parts[0]?.path ?? "";
  if (line === null) return { path, line: null };
  let left = line;
  for (const part of parts) {
    const lines = `${part.text}${between}`.split(/\r\n|\r|\n/).length - 1;
    if (left <= lines) return { path: part.path, line: Math.max(1, left) };
    left -= lines;
  }
  return { path, line: null };
}
