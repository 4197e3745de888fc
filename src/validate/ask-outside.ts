/** Asks the world outside what the rules want to know of a run: once for all of its service directories. */
import { asGatehouseError, GatehouseError } from "../errors.ts";
import { readIndex } from "../index/read-index.ts";
import type { IndexAddress, ProjectState } from "../index/types.ts";
import { askBackEnds } from "../packages/ask-back-ends.ts";
import type { PythonSide } from "../packages/python-side.ts";
import { renderReadmes } from "../packages/render-readmes.ts";
import type { Clock, Files, Http, Process } from "../ports.ts";
import type { ServiceDirectory } from "../packages/service-directory.ts";
import { answered } from "./answered.ts";
import { nobodyAsked, type Outside } from "./rule.ts";
import type { Questions } from "./validate-service.ts";

export interface OutsidePython extends Pick<PythonSide, "program" | "scratch"> {
  /** Path of the Python of the environment `validate`, made on first use. Rejects when it can't be made. */
  readonly environment: () => Promise<string>;
}

export interface World {
  /** The index to ask, or null to ask none. */
  readonly index: IndexAddress | null;
  readonly http: () => Promise<Http>;
  readonly clock: Clock;
  readonly files: Files;
  readonly process: Process;
  /** What runs build back ends and renders readmes; null to run no code at all. */
  readonly python: OutsidePython | null;
  readonly signal: AbortSignal;
}

/** Throws only the signal's reason: who does not answer is part of the answer. */
export async function askOutside(questions: readonly Questions[], world: World): Promise<Outside> {
  const { index, http, clock, signal } = world;
  const projects = questions.flatMap((one) => one.projects);
  const owners = questions.some((one) => one.owners);
  const seenAt = clock.now();
  const [facts, said] = await Promise.all([
    index === null ? null : readIndex(await http(), index, projects, { seenAt, clock, signal, owners }),
    askPython(questions, world),
  ]);
  return { ...said, index: facts };
}

/** Without Python, or with one that can't be made ready, nothing is known; that is no error. */
async function askPython(
  questions: readonly Questions[],
  { python, files, process, signal }: World,
): Promise<Omit<Outside, "index">> {
  const backEnds = questions.flatMap((one) => one.backEnds);
  const readmes = questions.flatMap((one) => one.readmes);
  const { index: _, ...nothing } = nobodyAsked;
  if (python === null || backEnds.length + readmes.length === 0) return nothing;
  try {
    const side: PythonSide = { ...python, files, process, signal, python: await python.environment() };
    const [answers, rendered] = await Promise.all([
      askBackEnds(backEnds, side),
      renderReadmes(readmes, side),
    ]);
    return { backEnds: answers, readmes: rendered, pythonProblem: null };
  } catch (thrown) {
    signal.throwIfAborted();
    return { ...nothing, pythonProblem: asGatehouseError(thrown).message };
  }
}

/** What the index has of every project that was asked for. Throws `index-unreachable` when it did not say. */
export function projectsOf({ index }: Outside): ReadonlyMap<string, ProjectState> {
  if (index === null) return new Map();
  if (index.outage !== null) throw GatehouseError.retold("index-unreachable", index.outage.message);
  return index.projects;
}

/** The same for a plan: with when it was asked, and the service directory with what build back ends said. */
export function lookedUp(outside: Outside, service: ServiceDirectory) {
  const seenAt = outside.index?.seenAt ?? null;
  return { projects: projectsOf(outside), seenAt, service: answered(service, outside) };
}
