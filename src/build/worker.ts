/** The process in which back ends run (`python/build_worker.py`), as the builder talks to it. */
import type { TalkingProcess } from "../ports.ts";

/** What the worker is asked: see there. */
export interface Job {
  readonly source: string;
  readonly backend: string;
  readonly backendPath: readonly string[];
  readonly has: readonly string[];
  readonly work: string;
  readonly out: string;
  readonly epoch: number;
  readonly seconds: number;
  readonly sdist: boolean;
  readonly wheel: boolean;
}

/** What came of it. Everything is foreign text: packages run beside the one that answers. */
export type Answer =
  /** The worker ended before it answered; what it said. */
  | { readonly lost: string }
  | { readonly needs: readonly string[] }
  | { readonly problem?: string; readonly timeout?: boolean; readonly output: string };

export interface Worker {
  ask(job: Job): Promise<Answer>;
  end(): Promise<void>;
}

interface WorkerOptions {
  readonly process: TalkingProcess;
  readonly signal: AbortSignal;
  readonly program: string;
  readonly folder: string;
}

/** The same for every build, whatever the machine is set to. */
const environment = {
  PYTHONHASHSEED: "0",
  PYTHONNOUSERSITE: "1",
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
  NO_COLOR: "1",
};

/** Starts a worker on `python`, the interpreter of an environment with what its packages are built with. */
export async function startWorker(
  python: string,
  { process, signal, program, folder }: WorkerOptions,
): Promise<Worker> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  let lost: string | null = null;
  const onLine = (line: string) => {
    const read = readAnswer(line);
    if (read === null) return;
    waiting.get(read.id)?.(read.answer);
    waiting.delete(read.id);
  };
  const conversation = await process.converse(python, [program], {
    cwd: folder,
    env: environment,
    signal,
    onLine,
  });
  const ending = async () => {
    const { stderr } = await conversation.ended;
    lost = stderr;
    for (const answer of waiting.values()) answer({ lost });
  };
  const ended = ending();
  return {
    ask: (job) =>
      new Promise((resolve) => {
        if (lost !== null) return resolve({ lost });
        asked += 1;
        waiting.set(asked, resolve);
        conversation.send(JSON.stringify({ id: asked, ...job }));
      }),
    async end() {
      await conversation.end();
      await ended;
    },
  };
}

/** A line of the worker; null for what is none. */
function readAnswer(line: string): { readonly id: number; readonly answer: Answer } | null {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof read !== "object" || read === null) return null;
  const { id, needs, problem, timeout, output }: Partial<Record<string, unknown>> = { ...read };
  if (typeof id !== "number") return null;
  if (Array.isArray(needs)) return { id, answer: { needs: needs.map(String) } };
  const answer = {
    ...(typeof problem === "string" ? { problem } : {}),
    timeout: timeout === true,
    output: typeof output === "string" ? output : "",
  };
  return { id, answer };
}
