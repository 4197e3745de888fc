/** A share of the service directories that are validated: read first, and judged once the world outside has answered. */
import type { CiEntry } from "../../ci/types.ts";
import type { CiFix } from "../../ci/fix.ts";
import { type Trace, tracedFiles } from "../../adapters/traced-files.ts";
import { configFinder } from "../../config/read-config.ts";
import type { Files } from "../../ports.ts";
import type { ServiceReport } from "../../report/findings.ts";
import type { Mode, Outside } from "../../validate/rule.ts";
import {
  type Place,
  type Questions,
  questionsOf,
  type ReadService,
  readService,
  reportOn,
} from "../../validate/validate-service.ts";

/** What a thread is told to read. */
export interface ShareOrder {
  /** The tree that links may not lead out of. */
  readonly root: string;
  readonly places: readonly Place[];
  /** Whether the findings are to be kept, which takes knowing what they were found in. */
  readonly traced: boolean;
}

/** What reading a service directory leaves to be decided for all of them together. */
export interface ReadSummary {
  readonly questions: Questions;
  /** As ci.yml writes them. */
  readonly names: readonly string[];
}

export interface JudgeOptions {
  readonly outside: Outside;
  readonly mode: Mode;
  /** Names of the artifacts that were chosen; null chooses all. */
  readonly chosen: ReadonlySet<string> | null;
}

/** The report on a service directory, and what `--fix` would change there. */
export interface Judged extends ServiceReport {
  readonly place: Place;
  readonly fixes: readonly CiFix[];
  /** What was looked at; null when it was not traced, or can't be looked at again. */
  readonly trace: Trace | null;
}

/** In the order of the places that the share was given. */
export interface Share {
  readonly read: readonly ReadSummary[];
  judge(options: JudgeOptions): Promise<readonly Judged[]>;
}

/** Reads service directories in this thread. Throws only `ci-missing`. */
export async function readShare(
  files: Files,
  { places, traced }: Pick<ShareOrder, "places" | "traced">,
): Promise<Share> {
  const services: TracedService[] = [];
  const findConfig = configFinder(files);
  for (const place of places)
    services.push(
      traced
        ? await readTraced(files, place)
        : { ...(await readService(files, place, null, findConfig)), trace: null },
    );
  return {
    read: services.map((read) => ({
      questions: questionsOf(read.service, read.config.settings),
      names: namesOf(read),
    })),
    judge: (options) => Promise.resolve(services.map((read) => judgeService(read, options))),
  };
}

type TracedService = ReadService & Pick<Judged, "trace">;

/** With all that was looked at for this very service directory: also a gatehouse.yml that it shares with others. */
async function readTraced(files: Files, place: Place): Promise<TracedService> {
  const tracer = tracedFiles(files);
  return { ...(await readService(tracer.files, place, null)), trace: await tracer.trace() };
}

function namesOf({ service }: ReadService): string[] {
  return service?.ci.entries.flatMap(({ name }) => (name === null ? [] : [name.value])) ?? [];
}

function judgeService({ trace, ...read }: TracedService, { outside, mode, chosen }: JudgeOptions): Judged {
  const isChosen = ({ name }: CiEntry) => chosen === null || name === null || chosen.has(name.value);
  const artifacts = read.service?.ci.entries.filter(isChosen) ?? [];
  return { place: read.place, trace, ...reportOn(read, { artifacts, outside, mode }) };
}
