/** `queue --watch`: follows a run until it waits for people, or ends. */
import { type End, endOf, pictureOf, type Sight, stateOf } from "../../azure/follow.ts";
import { readRun, readTimeline } from "../../azure/read-run.ts";
import { isBuildDone, stagesOf } from "../../azure/run-stages.ts";
import { readWaiting } from "../../azure/waiting.ts";
import { GatehouseError } from "../../errors.ts";
import type { AzurePlace } from "../azure.ts";
import type { Context } from "../context.ts";
import { stepsFor, type Tell } from "../steps.ts";

/** Milliseconds: soon again after a change, ever later while nothing happens. */
const shortest = 1000;
const longest = 10_000;
const growth = 1.5;

/** Throws what reading throws, and the signal's reason when it is interrupted. */
export async function watchRun(context: Context, place: AzurePlace, run: number): Promise<End> {
  const sights = sightsOf(context, place, run);
  let sight = await sights.next();
  // The service needs a moment to make stages out of the YAML.
  while (sight.stages.length === 0 && endOf(sight, null) === null) sight = await sights.next();
  const names = sight.stages.map(({ identifier }) => identifier);
  return stepsFor(context).run(`Run ${run}`, names, (tell) => followTo(sight, sights.next, tell));
}

async function followTo(first: Sight, next: () => Promise<Sight>, tell: Tell): Promise<End> {
  const told = new Map<string, string>();
  let before: Sight | null = null;
  for (let now = first; ; now = await next()) {
    tellChanges(now, told, tell);
    const end = endOf(now, before);
    before = now;
    if (end === null) continue;
    for (const stage of now.stages)
      if (told.get(stage.identifier) === "not begun") tell(stage.identifier, "left", "not begun");
    return end;
  }
}

function tellChanges({ stages, waiting }: Sight, told: Map<string, string>, tell: Tell): void {
  for (const stage of stages) {
    const state = stateOf(stage, waiting);
    if (told.get(stage.identifier) === state) continue;
    told.set(stage.identifier, state);
    if (state === "goes on") tell(stage.identifier, "working", "");
    else if (state === "is held up by a check")
      tell(
        stage.identifier,
        "waits",
        "is held up by a check: a permission, say, that is given on the run's page",
      );
    else if (state === "failed") tell(stage.identifier, "failed");
    else if (state === "succeeded") tell(stage.identifier, "done");
    else if (state !== "not begun") tell(stage.identifier, "left", state);
  }
}

/** One sight after the other, with a pause between them. */
function sightsOf({ clock, signal }: Context, place: AzurePlace, run: number) {
  let pause = 0;
  let last = "";
  const next = async (): Promise<Sight> => {
    if (pause > 0) await clock.sleep(pause, signal);
    const sight = await look(place, run);
    const picture = pictureOf(sight);
    pause = picture === last ? Math.min(pause * growth, longest) : shortest;
    last = picture;
    return sight;
  };
  return { next };
}

async function look(place: AzurePlace, run: number): Promise<Sight> {
  const [found, timeline] = await Promise.all([readRun(place, run), readTimeline(place, run)]);
  if (found === null) throw GatehouseError.of("run-missing", { run: String(run), project: place.project });
  const stages = timeline === null ? [] : stagesOf(timeline);
  const asked = timeline !== null && found.status !== "completed" && isBuildDone(stages);
  const { waiting } = asked ? await readWaiting(place, found, timeline) : { waiting: [] };
  return { run: found, stages, waiting };
}
