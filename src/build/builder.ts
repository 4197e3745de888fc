/** Has packages built by their back ends: one environment and one worker for all that have equal build requirements. */
import type { BuildSystem } from "../packages/build-system.ts";
import type { TalkingProcess } from "../ports.ts";
import { type Answer, startWorker, type Worker } from "./worker.ts";

/** One package to build. Folders are absolute. */
export interface BuildRequest {
  /** Name of the artifact. */
  readonly name: string;
  readonly system: BuildSystem;
  /** A copy: back ends write into it. */
  readonly source: string;
  /** An empty folder, for its home and its temporary files. */
  readonly work: string;
  /** Where the distributions appear. */
  readonly out: string;
  /** Seconds since 1970 that go into the archives as the time of every file. */
  readonly epoch: number;
  /** Whether to make the sdist; else it lies in `out`. */
  readonly sdist: boolean;
  /** Whether to make the wheel from the sdist. */
  readonly wheel: boolean;
}

/** Makes the distributions of a package's source. */
export interface Builder {
  /** Null when they were made, else why not: foreign text. Throws the signal's reason. */
  build(request: BuildRequest): Promise<string | null>;
}

export interface BuilderOptions {
  readonly process: TalkingProcess;
  readonly signal: AbortSignal;
  /** The Python of an environment with these requirements; or why there can't be one. */
  readonly environment: (requires: readonly string[]) => Promise<string | { readonly problem: string }>;
  /** Path of the worker's program. */
  readonly program: string;
  /** Where workers are started. */
  readonly folder: string;
  /** Told what the back end of an artifact said, the end of it: foreign text. */
  readonly onOutput: (name: string, output: string) => void;
  /** Whether processes can be forked here; where they can't, a worker serves one package. */
  readonly forks: boolean;
}

/** A time that no honest build needs. */
const seconds = 30 * 60;
/** Requirements that hooks ask for may, once there, ask for more; but not without end. */
const rounds = 4;

/** The builder of a run; dispose it when all is built. */
export function backEndBuilder(options: BuilderOptions): Builder & AsyncDisposable {
  const { signal, forks } = options;
  const shared = new Map<string, Promise<Worker>>();
  const started: Promise<Worker>[] = [];
  const begin = (python: string) => {
    const worker = startWorker(python, options);
    started.push(worker);
    return worker;
  };
  const ask = async (python: string, asked: BuildRequest, has: readonly string[]) => {
    const { system, source, work, out, epoch, sdist, wheel } = asked;
    const { backend, backendPath } = system;
    const job = { source, work, out, epoch, sdist, wheel, backend, backendPath, has, seconds };
    const alone = async () => {
      const worker = await begin(python);
      const answer = await worker.ask(job);
      await worker.end();
      return answer;
    };
    if (!forks) return alone();
    const worker = shared.get(python) ?? begin(python);
    shared.set(python, worker);
    const answer = await (await worker).ask(job);
    // Whoever ended the worker they share: this one gets a worker of its own.
    return "lost" in answer && !signal.aborted ? alone() : answer;
  };
  const attempt = async (
    request: BuildRequest,
    has: readonly string[],
    round: number,
  ): Promise<string | null> => {
    if (round === rounds) return `its back end asks for more and more requirements: ${has.join(", ")}`;
    signal.throwIfAborted();
    const python = await options.environment(has);
    signal.throwIfAborted();
    if (typeof python !== "string")
      return `what it is built with (${has.join(", ")}) can't be installed: ${python.problem}`;
    const answer = await ask(python, request, has);
    signal.throwIfAborted();
    if ("needs" in answer) return attempt(request, [...has, ...answer.needs], round + 1);
    options.onOutput(request.name, "lost" in answer ? answer.lost : answer.output);
    return whyNot(answer);
  };
  return {
    build: (request) => attempt(request, request.system.requires, 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map(async (worker) => (await worker).end()));
    },
  };
}

/** What the hooks are for, in words. */
const hooks: Readonly<Record<string, string>> = {
  get_requires_for_build_sdist: "while asked what it needs to make the sdist",
  build_sdist: "while making the sdist",
  get_requires_for_build_wheel: "while asked, in the unpacked sdist, what it needs to make the wheel",
  build_wheel: "while making the wheel from the sdist",
};

function whyNot(answer: Exclude<Answer, { readonly needs: readonly string[] }>): string | null {
  if ("lost" in answer) return `its build ended the process that it ran in${said(answer.lost)}`;
  if (answer.timeout === true) return `it did not end within ${seconds / 60} minutes${said(answer.output)}`;
  if (answer.problem === undefined) return null;
  const when = hooks[answer.problem];
  return when === undefined ? answer.problem : `its back end failed ${when}${said(answer.output)}`;
}

/** Of what a back end said the line that tells why, and the last ones. */
function said(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "");
  const raised = lines.findLast((line) => /^(?:[A-Za-z_][\w.]*)?(?:Error|Exception|error)\b.*:/.test(line));
  const why = (raised ?? lines.at(-1) ?? "it said nothing").trim().slice(0, 500);
  return `: ${[why, ...lines.slice(-12)].join("\n").slice(0, 1500)}`;
}
